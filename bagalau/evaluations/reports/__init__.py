"""Reports on evaluations: one module each with NAME, LABEL, ABOUT, ACTION, TAKES and ``build``.

``TAKES`` names the parameters, True for those that must be given; ``build(viewer, **parameters)`` makes the report in
the language that is active.
"""

from bagalau.evaluations.reports import annual, follow_up, matrix, tracking

REPORTS = (matrix, tracking, follow_up, annual)
