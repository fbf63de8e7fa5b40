"""Tables of projects. Rows mirror the classes of ``rules.record``; ``TABLES`` says which is which."""

from __future__ import annotations

from bagalau.projects.models.base import ProjectRow
from bagalau.projects.models.budget import BudgetLine, Contribution, PlannedAction, PlannedResult, Share, WorkPlan
from bagalau.projects.models.chain import Assumption, Indicator, IndicatorValue, Link, Result
from bagalau.projects.models.management import (
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
from bagalau.projects.models.project import Project, ProjectStep
from bagalau.projects.models.versions import FindingDismissal, ProjectVersion, SheetImport
from bagalau.projects.rules import record

ROWS: tuple[type[ProjectRow], ...] = (
    Contribution,
    Signature,
    Section,
    Result,
    Indicator,
    IndicatorValue,
    Assumption,
    Link,
    WorkPlan,
    PlannedResult,
    PlannedAction,
    BudgetLine,
    Share,
    BoardMember,
    Contact,
    QualityPlan,
    Criterion,
    Risk,
    MonitoringAction,
    CapacityAssessment,
    ScreeningRisk,
    Annex,
)
TABLES: dict[type[record.Row], type[ProjectRow]] = {getattr(record, table.__name__): table for table in ROWS}

__all__ = [
    "ROWS",
    "TABLES",
    "Annex",
    "Assumption",
    "BoardMember",
    "BudgetLine",
    "CapacityAssessment",
    "Contact",
    "Contribution",
    "Criterion",
    "FindingDismissal",
    "Indicator",
    "IndicatorValue",
    "Link",
    "MonitoringAction",
    "PlannedAction",
    "PlannedResult",
    "Project",
    "ProjectRow",
    "ProjectStep",
    "ProjectVersion",
    "QualityPlan",
    "Result",
    "Risk",
    "ScreeningRisk",
    "Section",
    "Share",
    "SheetImport",
    "Signature",
    "WorkPlan",
]
