"""Columns of lists of projects, and the words of what is done with them."""
