"""The words of the steps of a project and of its revisions, and the verbs of the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.projects.access import (
    APPRAISE_PROJECT,
    APPROVE_PROJECT,
    CLOSE_PROJECT,
    DECIDE_REVISION,
    EDIT_PROJECT,
    SIGN_PROJECT,
)
from bagalau.projects.rules.life import Phase
from bagalau.projects.rules.revisions import Verdict
from bagalau.projects.rules.steps import Need, Question

NEEDS = {
    Need.MEETING: _("the day of the appraisal meeting"),
    Need.OUTPUT: _("at least one output"),
    Need.ERRORS: _("no open errors of the checker"),
    Need.LINES: _("budget lines"),
    Need.BOARD: _("members of the board"),
    Need.SIGNATURES: _("signatures, each with its day"),
    Need.START: _("the start, which has come"),
    Need.END: _("the end has come, or a decision closes early"),
    Need.MONITORING: _("how each line of the monitoring plan ended"),
    Need.REVISION: _("no revision under way"),
}
QUESTIONS = {
    Question.REVIEW: _("Was the final review held, with the quality assessment at closure?"),
    Question.REPORT: _("Were the final report and the files handed over?"),
    Question.ASSETS: _("Were all assets transferred or disposed of, with letters?"),
    Question.ADVANCES: _("Are all advances cleared?"),
    Question.DELIVERY_REPORTS: _("Are all delivery reports signed and filed?"),
    Question.BALANCE: _("Is the balance zero: was what was left refunded or reprogrammed?"),
    Question.RESPONSES: _("Does each evaluation have its management response?"),
}
# What is done to bring a project to a status.
STEPS = {
    Phase.DRAFT: _("Send back to draft"),
    Phase.APPRAISED: _("Appraise"),
    Phase.APPROVED: _("Approve"),
    Phase.SIGNED: _("Sign"),
    Phase.ACTIVE: _("Start the project"),
    Phase.SUSPENDED: _("Suspend"),
    Phase.OPERATIONALLY_CLOSED: _("Close operationally"),
    Phase.FINANCIALLY_CLOSED: _("Close financially"),
    Phase.REJECTED: _("Reject"),
    Phase.CANCELLED: _("Cancel the project"),
}
AGAIN = _("Take up again")
VERDICTS = {
    Verdict.APPROVE: _("The board approves"),
    Verdict.RETURN: _("The board returns it to be worked on"),
    Verdict.REJECT: _("The board rejects"),
}
VERBS = (
    gettext_noop("to draft"),
    gettext_noop("to appraised"),
    gettext_noop("to approved"),
    gettext_noop("to signed"),
    gettext_noop("to active"),
    gettext_noop("to suspended"),
    gettext_noop("to operationally_closed"),
    gettext_noop("to financially_closed"),
    gettext_noop("to rejected"),
    gettext_noop("to cancelled"),
    gettext_noop("register signed paper"),
    gettext_noop("open revision"),
    gettext_noop("submit revision"),
    gettext_noop("take back revision"),
    gettext_noop("withdraw revision"),
    gettext_noop("approve revision"),
    gettext_noop("return revision"),
    gettext_noop("reject revision"),
)

WHO_MAY = {
    EDIT_PROJECT: _("Officers of the unit and the project manager"),
    APPRAISE_PROJECT: _("Officers of the unit, or its head"),
    APPROVE_PROJECT: _("The head of the unit, or a member of the board"),
    SIGN_PROJECT: _("The head of the unit"),
    CLOSE_PROJECT: _("Officers of the unit, or its head"),
    DECIDE_REVISION: _("The head of the unit, or a member of the board"),
}
