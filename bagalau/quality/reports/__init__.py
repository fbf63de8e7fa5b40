"""Papers of an assessment: one module each with NAME, LABEL, ABOUT, ACTION, TAKES and ``build``, as all reports have.

A paper is made of the record alone and holds no time of making: its day is the one on which the assessment became what
it is, so the same record gives the same bytes.
"""

from bagalau.quality.reports import assessment, derivation

REPORTS = (assessment, derivation)
