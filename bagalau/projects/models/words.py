"""What the values of fields are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bagalau.projects.rules.life import Phase, RevisionKind, VersionState
from bagalau.projects.rules.record import Aggregation, AnnexKind, Base, Level, Measure, Role, SourceType

STATUSES = {
    Phase.DRAFT: _("Draft"),
    Phase.APPRAISED: _("Appraised"),
    Phase.APPROVED: _("Approved"),
    Phase.SIGNED: _("Signed"),
    Phase.ACTIVE: _("Active"),
    Phase.SUSPENDED: _("Suspended"),
    Phase.OPERATIONALLY_CLOSED: _("Operationally closed"),
    Phase.FINANCIALLY_CLOSED: _("Financially closed"),
    Phase.REJECTED: _("Rejected"),
    Phase.CANCELLED: _("Cancelled"),
}
STATUS_TONES = {
    Phase.DRAFT: "rest",
    Phase.APPRAISED: "work",
    Phase.APPROVED: "work",
    Phase.SIGNED: "work",
    Phase.ACTIVE: "done",
    Phase.SUSPENDED: "late",
    Phase.OPERATIONALLY_CLOSED: "rest",
    Phase.FINANCIALLY_CLOSED: "rest",
    Phase.REJECTED: "rest",
    Phase.CANCELLED: "rest",
}
REVISION_KINDS = {
    RevisionKind.ORIGINAL: _("Original"),
    RevisionKind.GENERAL: _("General revision"),
    RevisionKind.BUDGET: _("Budget revision"),
    RevisionKind.NO_COST_EXTENSION: _("No-cost extension"),
    RevisionKind.CLOSURE: _("Closure revision"),
}
VERSION_STATES = {
    VersionState.OPEN: _("Being worked on"),
    VersionState.SUBMITTED: _("With the board"),
    VersionState.SIGNED: _("Signed"),
    VersionState.WITHDRAWN: _("Withdrawn"),
}
RESULT_LEVELS = {
    Level.IMPACT: _("Impact"),
    Level.OUTCOME: _("Outcome"),
    Level.OUTPUT: _("Output"),
    Level.TARGET: _("Output target"),
    Level.ACTIVITY_RESULT: _("Activity result"),
    Level.ACTION: _("Action"),
}
SOURCE_TYPES = {
    SourceType.CORE: _("Regular resources (core)"),
    SourceType.GOVERNMENT: _("Government cost-sharing"),
    SourceType.DONOR: _("Donor cost-sharing"),
    SourceType.IFI: _("International financial institution"),
    SourceType.OTHER: _("Other"),
}
BASES = {Base.NET: _("of the direct cost"), Base.GROSS: _("of the sum that includes it")}
MEASURES = {
    Measure.UNIT: _("Number"),
    Measure.PERCENTAGE: _("Percentage"),
    Measure.NOMINAL: _("Yes or no, or one of several"),
    Measure.ORDINAL: _("Rank or score"),
    Measure.QUALITATIVE: _("In words"),
}
AGGREGATIONS = {
    Aggregation.FLOW: _("Events: periods and places add up"),
    Aggregation.PERSONS: _("Different persons: do not add up"),
    Aggregation.STOCK: _("Level: the last period counts, places add up"),
    Aggregation.CUMULATIVE: _("Running total: the last period counts"),
    Aggregation.RATIO: _("Ratio: made anew from its parts"),
    Aggregation.INDEX: _("Mean score: weighted by numbers"),
    Aggregation.MILESTONE: _("Milestone: once reached, it stays"),
    Aggregation.QUALITATIVE: _("In words: listed"),
}
BOARD_ROLES = {
    Role.EXECUTIVE: _("Chair (Executive)"),
    Role.SUPPLIER: _("Senior Supplier"),
    Role.BENEFICIARY: _("Senior Beneficiary"),
    Role.OBSERVER: _("Observer"),
    Role.MEMBER: _("Member"),
    Role.SECRETARY: _("Secretary"),
    Role.ASSURANCE: _("Project Assurance"),
    Role.MANAGER: _("Project Manager"),
}
ANNEX_KINDS = {AnnexKind.TOR: _("Terms of reference"), AnnexKind.OTHER: _("Annex")}
