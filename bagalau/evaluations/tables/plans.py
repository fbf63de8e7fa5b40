"""The columns of the lists of plans, of their changes, and of the projects that they must cover."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.documents.models import VISIBILITIES
from bagalau.documents.rules import Visibility
from bagalau.evaluations.models import (
    CHANGE_KINDS,
    CHANGE_STATUSES,
    GEF_SIZES,
    PLAN_STATUSES,
    ChangeRequest,
    CoveredProject,
    EvaluationPlan,
    PlanLine,
)
from bagalau.evaluations.models.plan_words import CHANGE_TONES, NEEDS, PLAN_TONES
from bagalau.evaluations.queries.plans import asked, gaps, gaps_of, untold
from bagalau.evaluations.rules import Stage, is_overdue
from bagalau.evaluations.rules.plans import ChangeKind, ChangeStatus, GefSize, PlanStatus
from bagalau.evaluations.rules.plans_mandatory import Demand, Limits
from bagalau.lib.columns import Column
from bagalau.people.access import Viewer
from bagalau.web.records import url_of
from bagalau.web.tables import amount_words


def money_by_currency(amounts: Iterable[tuple[Decimal | None, str]]) -> dict[str, Decimal]:
    """Sums by currency: there is no rate between two."""
    sums: dict[str, Decimal] = {}
    for amount, currency in amounts:
        if amount is not None:
            sums[currency] = sums.get(currency, Decimal()) + amount
    return sums


def money_words(sums: Mapping[str, Decimal]) -> str:
    """Sums in words: "120,000 USD, 5,000 EUR"."""
    return ", ".join(str(amount_words(amount, currency)) for currency, amount in sorted(sums.items()))


def costs_of(plan: EvaluationPlan) -> dict[str, Decimal]:
    """What the lines of a plan are estimated to cost."""
    return money_by_currency((line.cost, line.currency) for line in plan.lines.all())


def is_late(line: PlanLine, today: date) -> bool:
    """Whether the evaluation of a line is overdue (E-02)."""
    of = line.evaluation
    return of is not None and is_overdue(Stage(of.stage), of.planned_end, today)


def plan_columns(viewer: Viewer, limits: Limits) -> list[Column[EvaluationPlan]]:
    """The columns of the list of plans; what is mandatory and not covered stays in the office."""

    def missing(row: EvaluationPlan) -> int:
        return len(gaps_of(row, limits))

    def one_cost(row: EvaluationPlan) -> Decimal | None:
        sums = costs_of(row)
        return next(iter(sums.values())) if len(sums) == 1 else None

    found: list[Column[EvaluationPlan]] = [
        Column("number", _("Number"), lambda row: row.pk, "number", on_page=False),
        Column("unit", _("Unit"), lambda row: row.unit.name, url=lambda row: url_of("evaluationplan", row.pk)),
        Column("unit_code", _("Code"), lambda row: row.unit.code, "code"),
        Column("period", _("Period"), lambda row: row.period, "code", sort="starts"),
        Column(
            "status",
            _("Status"),
            lambda row: str(PLAN_STATUSES[PlanStatus(row.status)]),
            "status",
            tone=lambda row: PLAN_TONES[PlanStatus(row.status)],
        ),
        Column("lines", _("Evaluations"), lambda row: len(row.lines.all()), "number"),
        Column("done", _("Completed"), lambda row: row.completed, "number"),  # type: ignore[attr-defined]
        Column("overdue", _("Overdue"), lambda row: row.overdue, "number"),  # type: ignore[attr-defined]
        Column("cost", _("Cost"), one_cost, "money", shown=lambda row: money_words(costs_of(row))),
        Column("currency", _("Currency"), lambda row: ", ".join(sorted(costs_of(row))), on_page=False),
        Column("starts", _("First day"), lambda row: row.starts, "date", on_page=False),
        Column("ends", _("Last day"), lambda row: row.ends, "date", on_page=False),
        Column("visibility", _("Visibility"), lambda row: str(VISIBILITIES[Visibility(row.visibility)]), on_page=False),
    ]
    if not viewer.is_public:
        found.append(Column("uncovered", _("Mandatory, not covered"), missing, "number"))
    return found


def change_columns() -> list[Column[ChangeRequest]]:
    """The columns of the list of changes."""
    return [
        Column("number", _("Number"), lambda row: row.pk, "number", on_page=False),
        Column(
            "what",
            _("What"),
            lambda row: f"{CHANGE_KINDS[ChangeKind(row.kind)]}: {subject(row)}",
            "long",
            url=lambda row: url_of("changerequest", row.pk),
        ),
        Column("plan", _("Plan"), lambda row: str(row.plan), url=lambda row: url_of("evaluationplan", row.plan_id)),
        Column("kind", _("Kind"), lambda row: str(CHANGE_KINDS[ChangeKind(row.kind)]), on_page=False),
        Column("asked_by", _("Asked by"), lambda row: str(row.requested_by or "")),
        Column("asked", _("Asked"), lambda row: localtime(row.requested_at).date(), "date", sort="requested_at"),
        Column(
            "status",
            _("Status"),
            lambda row: str(CHANGE_STATUSES[ChangeStatus(row.status)]),
            "status",
            tone=lambda row: CHANGE_TONES[ChangeStatus(row.status)],
        ),
        Column("rationale", _("Rationale"), lambda row: row.rationale, "long", on_page=False),
        Column("comment", _("Comment"), lambda row: row.comment, "long", on_page=False),
    ]


def subject(row: ChangeRequest) -> str:
    """The evaluation that a change is about."""
    return row.line.title if row.line else str(row.after.get("title") or "")


def project_columns(limits: Limits) -> list[Column[CoveredProject]]:
    """The columns of the list of projects."""
    return [
        Column("number", _("Number"), lambda row: row.number, "code", sort="number"),
        Column("title", _("Title"), lambda row: row.title, "long", url=lambda row: url_of("coveredproject", row.pk)),
        Column("unit", _("Unit"), lambda row: row.unit.code, "code"),
        Column(
            "budget",
            _("Budget"),
            lambda row: row.budget,
            "money",
            shown=lambda row: amount_words(row.budget, row.currency),
        ),
        Column("expenditure", _("Expenditure"), lambda row: row.expenditure, "money", on_page=False),
        Column("currency", _("Currency"), lambda row: row.currency, on_page=False),
        Column("starts", _("Start"), lambda row: row.starts, "date"),
        Column("ends", _("End"), lambda row: row.ends, "date"),
        Column("gef", _("GEF"), lambda row: str(GEF_SIZES[GefSize(row.gef_size)]) if row.gef_size else None),
        Column("mandatory", _("Mandatory"), lambda row: need_words(asked(row, limits)) or None),
        Column(
            "coverage",
            _("Coverage"),
            lambda row: coverage(row, limits)[0],
            "status",
            tone=lambda row: coverage(row, limits)[1],
        ),
        Column("missing", _("Missing"), lambda row: need_words(gaps(row, limits)) or None, on_page=False),
    ]


def coverage(row: CoveredProject, limits: Limits) -> tuple[str, str]:
    """In words and as a colour: whether the mandatory evaluations of a project are covered."""
    if gaps(row, limits):
        return _now("not covered"), "late"
    if untold(row, limits):
        return _now("cannot be told"), "soon"
    return (_now("covered"), "done") if asked(row, limits) else (_now("none asked for"), "rest")


def need_words(found: Sequence[Demand]) -> str:
    """What is asked for, in words."""
    return ", ".join(str(NEEDS[demand.need]) for demand in found)


# What the journal calls the things done here: written in English, shown in the language of the page.
VERBS = (
    gettext_noop("submit plan"),
    gettext_noop("return plan"),
    gettext_noop("approve plan"),
    gettext_noop("post plan"),
    gettext_noop("review"),
    gettext_noop("add line"),
    gettext_noop("change line"),
    gettext_noop("remove line"),
    gettext_noop("propose lines"),
    gettext_noop("ask for change"),
    gettext_noop("change request"),
    gettext_noop("approve change"),
    gettext_noop("reject change"),
    gettext_noop("change from source"),
)
# What its lines tell beside the fields of a record
NOTED = (
    gettext_noop("line"),
    gettext_noop("lines"),
    gettext_noop("costs"),
    gettext_noop("programme outcome"),
    gettext_noop("strategic outcome"),
    gettext_noop("commissioned by"),
    gettext_noop("funding source"),
    gettext_noop("held"),
    gettext_noop("note"),
    gettext_noop("year"),
)
