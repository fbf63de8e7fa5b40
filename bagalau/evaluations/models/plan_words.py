"""The words and tones for what plans, their changes and reviews are made of."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bagalau.evaluations.rules.plans import (
    ChangeKind,
    ChangeStatus,
    Component,
    GefSize,
    Lack,
    PlanStatus,
    ReviewKind,
)
from bagalau.evaluations.rules.plans_mandatory import Need, Untold

PLAN_STATUSES = {
    PlanStatus.DRAFT: _("Draft"),
    PlanStatus.SUBMITTED: _("Submitted"),
    PlanStatus.APPROVED: _("Approved"),
    PlanStatus.POSTED: _("Posted"),
}
PLAN_TONES = {
    PlanStatus.DRAFT: "rest",
    PlanStatus.SUBMITTED: "soon",
    PlanStatus.APPROVED: "work",
    PlanStatus.POSTED: "done",
}
LACKS = {
    Lack.LINES: _("It has no line."),
    Lack.RATIONALE: _("The rationale is missing."),
    Lack.WORDS: _("The rationale has more words than allowed."),
    Lack.MANDATORY: _("A mandatory evaluation is not covered: add it, or say in the plan why it is left out."),
    Lack.END: _("The planned completion is missing."),
    Lack.PERIOD: _("The planned completion lies outside the years of the plan."),
    Lack.COST: _("The estimated cost is missing."),
    Lack.FUNDING: _("The provisional source of funding is missing."),
}
CHANGE_KINDS = {
    ChangeKind.ADDITION: _("Addition"),
    ChangeKind.DELETION: _("Deletion"),
    ChangeKind.DATE: _("Extension of the date"),
    ChangeKind.SCOPE: _("Change of scope"),
}
CHANGE_STATUSES = {
    ChangeStatus.DRAFT: _("Draft"),
    ChangeStatus.SUBMITTED: _("Submitted"),
    ChangeStatus.APPROVED: _("Approved"),
    ChangeStatus.REJECTED: _("Rejected"),
}
CHANGE_TONES = {
    ChangeStatus.DRAFT: "rest",
    ChangeStatus.SUBMITTED: "soon",
    ChangeStatus.APPROVED: "done",
    ChangeStatus.REJECTED: "late",
}
COMPONENTS = {
    Component.EVALUATORS: _("Evaluators and external advisers"),
    Component.ADVISORY_PANEL: _("Advisory panel"),
    Component.TRAVEL: _("Travel"),
    Component.CONSULTATIONS: _("Consultations with stakeholders"),
    Component.DATA: _("Data collection and analysis"),
    Component.SUPPLIES: _("Supplies"),
    Component.COMMUNICATION: _("Communication"),
    Component.PUBLICATION: _("Publication and dissemination"),
}
GEF_SIZES = {
    GefSize.ENABLING: _("Enabling activity"),
    GefSize.MEDIUM: _("Medium-size project"),
    GefSize.FULL: _("Full-size project"),
}
NEEDS = {
    Need.MIDTERM: _("Midterm evaluation"),
    Need.FINAL: _("Final evaluation"),
    Need.EITHER: _("Midterm or final evaluation"),
    Need.ANY: _("Evaluation"),
}
UNTOLD = {
    Untold.AMOUNT: _("The budget is not known in US dollars: whether it makes an evaluation mandatory cannot be told."),
    Untold.GEF_SIZE: _("The Global Environment Facility is a funder: the size of the project is not stated."),
    Untold.AGREEMENT: _("A climate fund is a funder: that its agreement asks for an evaluation is not stated."),
}
REVIEW_KINDS = {ReviewKind.ANNUAL: _("Annual review"), ReviewKind.MIDTERM: _("Midterm review")}
