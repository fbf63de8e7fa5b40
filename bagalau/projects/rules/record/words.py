"""The values that fields of a project document may have. Pure."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """Where a result stands in the chain; the last two are nodes of a theory of change beside it."""

    IMPACT = "impact"
    OUTCOME = "outcome"
    OUTPUT = "output"
    TARGET = "target"
    ACTIVITY_RESULT = "activity_result"
    ACTION = "action"


class SourceType(StrEnum):
    """Whose money it is: the rate of cost recovery depends on it."""

    CORE = "core"
    GOVERNMENT = "government"
    DONOR = "donor"
    IFI = "ifi"
    OTHER = "other"


class Base(StrEnum):
    """Of what cost recovery is a percentage: of the direct cost, or of the sum that includes it."""

    NET = "net"
    GROSS = "gross"


class Measure(StrEnum):
    """How an indicator is measured (IATI codes 1 to 5)."""

    UNIT = "unit"
    PERCENTAGE = "percentage"
    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    QUALITATIVE = "qualitative"


class Aggregation(StrEnum):
    """How values of an indicator come together over periods and places (domain reference, part 2.4)."""

    FLOW = "flow"
    PERSONS = "persons"
    STOCK = "stock"
    CUMULATIVE = "cumulative"
    RATIO = "ratio"
    INDEX = "index"
    MILESTONE = "milestone"
    QUALITATIVE = "qualitative"


class Role(StrEnum):
    """Who a member of the board, or beside it, is (PRINCE2; the document format's part V)."""

    EXECUTIVE = "executive"
    SUPPLIER = "senior_supplier"
    BENEFICIARY = "senior_beneficiary"
    OBSERVER = "observer"
    MEMBER = "member"
    SECRETARY = "secretary"
    ASSURANCE = "assurance"
    MANAGER = "project_manager"


class AnnexKind(StrEnum):
    """What an annex is."""

    TOR = "tor"
    OTHER = "other"
