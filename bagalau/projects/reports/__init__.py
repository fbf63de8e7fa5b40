"""Papers of a project: one module each with NAME, LABEL, ABOUT, ACTION, TAKES and ``build``, as all reports have.

A paper is made of the record alone: of what stands in the tables now, or of a version that was signed. It holds no time
of making; its day is the one on which the record became what it is, so the same record gives the same bytes.
"""

from bagalau.projects.reports import document, framework, risk_log, work_plan

REPORTS = (document, framework, work_plan, risk_log)
