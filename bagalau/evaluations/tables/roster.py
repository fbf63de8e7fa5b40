"""The columns of the roster."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.evaluations.models import Evaluator
from bagalau.evaluations.rules.roster import Doubt, Standing, Vetting, standing
from bagalau.lib.columns import Column
from bagalau.web.records import url_of

STANDINGS = {
    Standing.VETTED: _("Vetted"),
    Standing.EXPIRED: _("Vetting expired"),
    Standing.UNVETTED: _("Not vetted"),
    Standing.SUSPENDED: _("Suspended"),
}
STANDING_TONES = {
    Standing.VETTED: "done",
    Standing.EXPIRED: "soon",
    Standing.UNVETTED: "rest",
    Standing.SUSPENDED: "late",
}
DOUBTS = {
    Doubt.MANAGER: _("manages this evaluation"),
    Doubt.SAME_PROJECT: _("worked on the same project before"),
    Doubt.PROJECT_MANAGER: _("manages a project of this evaluation"),
    Doubt.STAFF: _("works for the unit of this evaluation"),
    Doubt.FUTURE_WORK: _("expects later work from the project or the unit"),
    Doubt.NOT_VETTED: _("no vetting is in force"),
    Doubt.UNDECLARED: _("no declaration of interests yet"),
    Doubt.NO_PLEDGE: _("the pledge of ethical conduct is not signed"),
}


def roster_columns(today: date) -> list[Column[Evaluator]]:
    """All columns, for the list and its exports; the vetting holds for the day that is given."""

    def stands(row: Evaluator) -> Standing:
        return standing(Vetting(row.vetting), row.vetted_until, today)

    return [
        Column("number", _("Number"), lambda row: row.pk, "number", on_page=False),
        Column("name", _("Name"), lambda row: row.name, url=lambda row: url_of("evaluator", row.pk), sort="name"),
        Column("firm", _("Firm"), lambda row: row.is_firm, "flag", on_page=False),
        Column("nationality", _("Nationality"), lambda row: row.nationality),
        Column("expertise", _("Expertise"), lambda row: "; ".join(row.expertise)),
        Column("sectors", _("Sectors"), lambda row: "; ".join(row.sectors), on_page=False),
        Column("languages", _("Languages"), lambda row: "; ".join(row.languages)),
        Column("countries", _("Countries of experience"), lambda row: "; ".join(row.countries), on_page=False),
        Column(
            "vetting",
            _("Vetting"),
            lambda row: str(STANDINGS[stands(row)]),
            "status",
            tone=lambda row: STANDING_TONES[stands(row)],
        ),
        Column("vetted_until", _("Vetted until"), lambda row: row.vetted_until, "date"),
        Column("assignments", _("Assignments"), lambda row: row.assignment_count, "number"),
        Column("performance", _("Performance"), _performance, "number", help=_("Average of the ratings from 1 to 5.")),
        Column("unit", _("Kept by"), lambda row: row.unit.code, "code"),
        Column("email", _("Mail address"), lambda row: row.email, on_page=False),
    ]


def _performance(row: Evaluator) -> Decimal | None:
    found: float | None = row.performance  # type: ignore[attr-defined]
    return None if found is None else Decimal(str(found)).quantize(Decimal("0.1"))


VERBS = (
    gettext_noop("add member"),
    gettext_noop("change member"),
    gettext_noop("remove member"),
    gettext_noop("rate member"),
    gettext_noop("declare"),
    gettext_noop("clear conflict"),
)
NOTED = (
    gettext_noop("member"),
    gettext_noop("evaluator"),
    gettext_noop("declared on"),
    gettext_noop("has conflict"),
    gettext_noop("statement"),
    gettext_noop("future work"),
    gettext_noop("pledge"),
    gettext_noop("cleared by"),
    gettext_noop("cleared reason"),
    gettext_noop("performance"),
    gettext_noop("performance note"),
)
