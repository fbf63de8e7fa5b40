"""Who may open the catalogue of reports and data; each report and list asks for its own action besides."""

from bagalau.people.rules import EVERYBODY, Action

VIEW_REPORTS = Action("report.view", EVERYBODY, public=True)
