"""A project document as one value: what papers, tables, versions, checks and regenerated papers all speak of. Pure.

The names are those of the reading contract (kind ``project-document``) wherever it has one. ``None`` is "not stated",
zero is zero, money is ``Decimal`` in the currency of the project unless said otherwise. Rows keep their order.

``at`` says where a row stands: the path in a draft (``work_plans[0].activity_results[2].lines[3]``) or the kind and key
of a stored row (``budgetline-17``); it is no part of what a row says, so two records that say the same are equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bagalau.lib.periods import When
from bagalau.projects.rules.record.base import (
    Row,
)
from bagalau.projects.rules.record.budget import (
    BudgetLine,
    Contribution,
    PlannedAction,
    PlannedResult,
    Share,
    WorkPlan,
)
from bagalau.projects.rules.record.chain import (
    Assumption,
    Indicator,
    IndicatorValue,
    Link,
    Result,
)
from bagalau.projects.rules.record.management import (
    Annex,
    BoardMember,
    CapacityAssessment,
    Contact,
    Criterion,
    MonitoringAction,
    QualityPlan,
    Risk,
    ScreeningRisk,
    Section,
    Signature,
)
from bagalau.projects.rules.record.words import (
    Aggregation,
    AnnexKind,
    Base,
    Level,
    Measure,
    Role,
    SourceType,
)

__all__ = [
    "Aggregation",
    "Annex",
    "AnnexKind",
    "Assumption",
    "Base",
    "BoardMember",
    "BudgetLine",
    "CapacityAssessment",
    "Contact",
    "Contribution",
    "Criterion",
    "Indicator",
    "IndicatorValue",
    "Level",
    "Link",
    "Measure",
    "MonitoringAction",
    "PlannedAction",
    "PlannedResult",
    "Project",
    "QualityPlan",
    "Result",
    "Risk",
    "Role",
    "Row",
    "ScreeningRisk",
    "Section",
    "Share",
    "Signature",
    "SourceType",
    "WorkPlan",
]


@dataclass(frozen=True, kw_only=True)
class Project(Row):
    """The whole document. ``by_year`` of the cover stands in the work plans, ``by_source`` in the contributions."""

    title: str = ""
    number: str = ""
    award_id: str = ""
    country: str = ""
    undaf_outcome: str = ""
    programme_outcome: str = ""
    programme_output: str = ""
    framework_outcome: str = ""
    implementing_partner: str = ""
    responsible_parties: tuple[str, ...] = ()
    programme_period: str = ""
    key_result_area: str = ""
    framework_key_result_area: str = ""
    strategic_plan: str = ""
    partnership_strategy: str = ""
    start: When | None = None
    end: When | None = None
    appraisal_meeting: When | None = None
    modality: str = ""
    description: str = ""
    currency: str = "USD"
    required: Decimal | None = None
    allocated: Decimal | None = None
    unfunded: Decimal | None = None
    in_kind: Decimal | None = None
    regular: Decimal | None = None
    budget_note: str = ""
    gms_rate: Decimal | None = None  # per cent, as the document states it
    gms_base: str = ""
    board_meetings_a_year: int | None = None
    tolerance_weeks: int | None = None
    tolerance_percent: Decimal | None = None
    languages: tuple[str, ...] = ()
    prevailing_language: str = ""
    sdg_targets: tuple[str, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    signatures: tuple[Signature, ...] = ()
    sections: tuple[Section, ...] = ()
    results: tuple[Result, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    links: tuple[Link, ...] = ()
    work_plans: tuple[WorkPlan, ...] = ()
    board: tuple[BoardMember, ...] = ()
    contacts: tuple[Contact, ...] = ()
    quality_criteria: tuple[QualityPlan, ...] = ()
    risks: tuple[Risk, ...] = ()
    monitoring_actions: tuple[MonitoringAction, ...] = ()
    assessments: tuple[CapacityAssessment, ...] = ()
    screening: tuple[ScreeningRisk, ...] = ()
    annexes: tuple[Annex, ...] = ()
