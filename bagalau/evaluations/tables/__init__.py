"""The columns of the list of evaluations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.documents.models import VISIBILITIES
from bagalau.documents.rules import Visibility
from bagalau.evaluations.models import STAGE_TONES, STAGES, Evaluation
from bagalau.evaluations.rules import Stage, is_overdue
from bagalau.evaluations.rules.content import is_told
from bagalau.evaluations.rules.life import variance
from bagalau.lib.columns import Column
from bagalau.people.access import VIEW_HISTORY, Viewer
from bagalau.web.records import url_of
from bagalau.web.tables import amount_words


def columns(
    today: date, tells: Callable[[Evaluation], bool] = lambda row: is_told(row.stage)
) -> list[Column[Evaluation]]:
    """All columns, for the list and its exports; what is overdue holds for the day that is given.

    ``tells``: whether more is told of an evaluation than was planned (EC-07).
    """

    def overdue(row: Evaluation) -> bool:
        return is_overdue(Stage(row.stage), row.planned_end, today)

    def spent(row: Evaluation) -> Decimal | None:
        return row.expenditure if tells(row) else None

    return [
        Column("number", _("Number"), lambda row: row.pk, "number", on_page=False),
        Column(
            "title",
            _("Title"),
            lambda row: row.title,
            "long",
            url=lambda row: url_of("evaluation", row.pk),
            sort="title",
        ),
        Column("unit", _("Unit"), lambda row: row.unit.code, "code"),
        Column("type", _("Type"), lambda row: row.type_name, sort="type"),
        Column("plan", _("Plan"), lambda row: row.plan_period, "code"),
        Column("planned_end", _("Planned end"), lambda row: row.planned_end, "date"),
        Column("completed", _("Completed"), lambda row: row.completed, "date", sort="end_sort"),
        Column(
            "status",
            _("Status"),
            lambda row: _now("Overdue") if overdue(row) else str(STAGES[Stage(row.stage)]),
            "status",
            tone=lambda row: "late" if overdue(row) else STAGE_TONES[Stage(row.stage)],
            sort="stage",
        ),
        Column(
            "budget",
            _("Budget"),
            lambda row: row.budget,
            "money",
            shown=lambda row: amount_words(row.budget, row.currency),
        ),
        Column("expenditure", _("Expenditure"), spent, "money", on_page=False),
        Column(
            "variance_percent",
            _("Variance, %"),
            lambda row: variance(row.budget, spent(row)),
            "number",
            on_page=False,
        ),
        Column("currency", _("Currency"), lambda row: row.currency, on_page=False),
        Column("management_response", _("Response"), lambda row: row.management_response, "flag"),
        Column("joint_evaluation", _("Joint evaluation"), lambda row: row.joint_evaluation, "flag", on_page=False),
        Column("countries", _("Countries"), lambda row: "; ".join(row.countries), on_page=False),
        Column("visibility", _("Visibility"), lambda row: str(VISIBILITIES[Visibility(row.visibility)]), on_page=False),
    ]


def columns_for(viewer: Viewer) -> list[Column[Evaluation]]:
    """The columns with those that the office keeps to itself; of evaluations that are only public they are empty."""

    def inside(row: Evaluation) -> bool:
        return viewer.may(VIEW_HISTORY, row)

    def manager(row: Evaluation) -> str | None:
        return row.manager.name if row.manager and inside(row) else None

    def rating(row: Evaluation) -> str | None:
        return row.rating_words or None if inside(row) else None

    def assessed(row: Evaluation) -> str | None:
        return url_of("assessment", row.assessment_id) if row.assessed_rating and inside(row) else None

    if viewer.is_public:
        return columns(viewer.today)
    return [
        *columns(viewer.today, lambda row: is_told(row.stage) or inside(row)),
        Column("manager", _("Manager"), manager, on_page=False),
        Column("rating", _("Rating of quality"), rating, url=assessed, on_page=False),
    ]


def rated_columns(viewer: Viewer) -> list[Column[Evaluation]]:
    """The same with the rating on the page, which leads to the assessment that it follows from (EL-16)."""
    return [replace(one, on_page=one.on_page or one.name == "rating") for one in columns_for(viewer)]


# What the journal calls the things done here: written in English, shown in the language of the page.
VERBS = (
    gettext_noop("publish"),
    gettext_noop("unpublish"),
    gettext_noop("attach"),
    gettext_noop("add synthetic portfolio"),
)
# What its lines tell beside the fields of a record
NOTED = (gettext_noop("listed"), gettext_noop("planned end"), gettext_noop("completed"))
