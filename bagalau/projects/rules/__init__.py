"""The rules of projects, one module for each matter. Pure.

PI-01  Two papers tell of one project if the letters and digits of their titles are equal, their units lie in one line,
       and their award numbers do not contradict.
"""
