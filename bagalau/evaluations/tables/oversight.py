"""The words of figures and indicators, and the columns of the table of units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict
from django.urls import reverse
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bagalau.evaluations.models import QUALITY_RATINGS
from bagalau.evaluations.rules.oversight import Counts, Kpi, Score
from bagalau.lib.columns import Column
from bagalau.people.models import Unit
from bagalau.web.records import url_of
from bagalau.web.tables import link

FIGURES = {
    "evaluations": _("Evaluations"),
    "completed": _("Completed evaluations"),
    "overdue": _("Overdue evaluations"),
    "planned": _("Planned evaluations"),
    "waiting": _("Waiting for a management response"),
    "unanswered": _("Without a response after the time for it"),
    "rated": _("Rated evaluations of the last three years"),
    **{f"rated_{rating}": words for rating, words in QUALITY_RATINGS.items()},
    "actions": _("Key actions"),
    "actions_completed": _("Completed key actions"),
    "actions_initiated": _("Initiated key actions"),
    "actions_not_initiated": _("Key actions not initiated"),
    "actions_overdue": _("Overdue key actions"),
    "actions_no_deadline": _("Key actions without a deadline"),
    "actions_dropped": _("Key actions no longer applicable"),
    "actions_due_soon": _("Key actions due soon"),
    "actions_long_overdue": _("Long overdue key actions"),
}


@dataclass(frozen=True)
class Words:
    """What an indicator is called, what its shares tell, and what there is to say where it has none."""

    name: Promise | str
    shares: tuple[Promise | str, ...]
    missing: Promise | str
    verified: bool = True


TODAY_ONLY = _("Told for the present day only.")
NOTHING = _("Nothing to count in %(year)s.")
INDICATORS = {
    Kpi.RESOURCES: Words(
        _("Financial resources invested in evaluation"),
        (),
        _("No expenditure is known. The share of all expenditure cannot be told: the record does not hold it."),
    ),
    Kpi.PEOPLE: Words(
        _("Human resources for evaluation"),
        (_("offices with an evaluation manager or focal point of their own"),),
        TODAY_ONLY,
    ),
    Kpi.COVERAGE: Words(
        _("Coverage of evaluations"), (_("offices with an evaluation completed in the last three years"),), NOTHING
    ),
    Kpi.IMPLEMENTATION: Words(
        _("Implementation of planned evaluations"), (_("completed or under way"), _("completed")), NOTHING
    ),
    Kpi.QUALITY: Words(
        _("Quality of evaluation reports"), (_("satisfactory or better"), _("good or better")), NOTHING, verified=False
    ),
    Kpi.REPORTS: Words(_("Submission of reports"), (_("completed evaluations whose report is here"),), NOTHING),
    Kpi.RESPONSES: Words(_("Submission of management responses"), (_("given"), _("given in time")), NOTHING),
    Kpi.ACTIONS: Words(_("Implementation of key actions"), (_("completed or under way"), _("completed")), NOTHING),
    Kpi.USE: Words(
        _("Use of evaluations"),
        (_("evaluations with a key action that is completed with evidence"),),
        NOTHING,
        verified=False,
    ),
}
PARTS = {"planning": _("Planning"), "response": _("Response"), "quality": _("Quality")}
SHARES = {
    "planning": _("evaluations that are not overdue"),
    "answered": _("reports that are not without response"),
    "punctual": _("key actions that are not overdue"),
    "not_forgotten": _("key actions that are not long overdue"),
}
TONES = {"green": "done", "yellow": "soon", "red": "late", "": "rest"}


def rounded(value: Decimal | None) -> str | None:
    """A value in per cent with one decimal, as the language writes it."""
    return None if value is None else str(formats.number_format(value, 1, use_l10n=True))


def unit_columns(found: Mapping[int, tuple[Counts, Score]], query: QueryDict) -> list[Column[Unit]]:
    """The columns of the units: each number leads to its records."""

    def number(figure: str, label: Promise | str) -> Column[Unit]:
        return Column(
            figure,
            label,
            lambda row: getattr(found[row.pk][0], figure),
            "number",
            url=lambda row: reverse("oversight_rows", args=[figure]) + link(query, unit=str(row.pk)),
        )

    return [
        Column("unit", _("Unit"), lambda row: row.name, "long", url=lambda row: url_of("unit", row.pk)),
        number("evaluations", _("Evaluations")),
        number("overdue", _("Overdue")),
        number("unanswered", _("Without response")),
        number("actions", _("Key actions")),
        number("actions_overdue", _("Overdue key actions")),
        number("actions_long_overdue", _("Long overdue")),
        Column(
            "score",
            _("Score"),
            lambda row: rounded(found[row.pk][1].total),
            "number",
            tone=lambda row: TONES[found[row.pk][1].light],
        ),
    ]
