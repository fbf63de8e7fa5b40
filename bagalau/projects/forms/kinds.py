"""The kinds of rows that people edit: which fields a form has, in their order, and where it leads back to.

A row's fields, labels and limits are those of its table; what stands here is only what a table cannot know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bagalau.projects import models as m
from bagalau.projects.forms.fields import Suggested
from bagalau.projects.rules.accounts import accounts
from bagalau.projects.rules.risks import categories, matrix, screening_topics


@dataclass(frozen=True)
class Kind:
    """How rows of a table are edited. ``part``: the part of the project's page that they stand in; ``inside``: the
    tables of what lies in a row."""

    table: type[m.ProjectRow]
    part: str
    names: str
    under: type[m.ProjectRow] | None = None
    inside: tuple[type[m.ProjectRow], ...] = ()
    helps: Mapping[str, Any] = field(default_factory=dict)
    suggested: Mapping[str, Suggested] = field(default_factory=dict)
    choices: Mapping[str, Suggested] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """The kind as it stands in addresses."""
        return self.table._meta.model_name or ""

    @property
    def label(self) -> Any:
        return self.table._meta.verbose_name

    @property
    def plain_names(self) -> tuple[str, ...]:
        return tuple(self.names.split())


def _language() -> str:
    return get_language() or "en"


def _accounts() -> Iterable[tuple[str, str]]:
    return [(one.code, f"{one.code} {one.label(_language())}") for one in accounts()]


def _categories() -> Iterable[tuple[str, str]]:
    return [(one.name(_language()), "") for one in categories(date.max)]


def _topics() -> Iterable[tuple[str, str]]:
    return [(one.names.get(_language()[:2], one.names["en"]), "") for one in screening_topics()]


def _steps(scale: Any) -> Iterable[tuple[str, str]]:
    found = matrix().steps(scale)
    return [
        ("", "–"),
        *((str(one.score), f"{one.score} · {one.names.get(_language()[:2]) or one.names['en']}") for one in found),
    ]


def _impact() -> Iterable[tuple[str, str]]:
    return _steps("impact")


def _likelihood() -> Iterable[tuple[str, str]]:
    return _steps("likelihood")


LEVELS: Mapping[str, Suggested] = {"impact_level": _impact, "likelihood_level": _likelihood}
CAUSE = _("Because of … there is a risk that …, which would lead to …")
DUE = _("In words, as “each quarter” or “at the end of the project”, or dates; the due dates follow from it.")
NUMBERS = _("As in the document: 1, 2.1.")
CODES = _("One a line, the list before the code: SDG 16.6.2")
SEAT = _("The office or post that has this seat; everybody may read it once the project is published.")
ONE_A_LINE = _("One a line: sex, age, disability, region …")

KINDS: dict[str, Kind] = {kind.word: kind for kind in (
    Kind(m.Contribution, "money", "name source_type amount also_called in_kind agreed gms_rate gms_base "
         "agreed_amount agreed_currency rate rate_on",
         helps={"also_called": _("Other names that budget lines use for it, one a line."),
                "rate": _("How much of the agreed currency makes one of the project's."),
                "gms_rate": _("Empty: as the project says.")}),
    Kind(m.Signature, "signatures", "party position name signed"),
    Kind(m.Section, "words", "heading text"),
    Kind(m.Result, "results", "level number title baseline responsible_parties inputs gender_marker",
         inside=(m.Indicator,), helps={"number": NUMBERS, "gender_marker": _("0 to 3: how much it serves equality.")}),
    Kind(m.Indicator, "results", "number name measure unit baseline target ascending aggregation disaggregation "
         "references definition verification data_source method frequency responsible",
         under=m.Result, inside=(m.IndicatorValue,), helps={"disaggregation": ONE_A_LINE, "references": CODES}),
    Kind(m.IndicatorValue, "results", "is_baseline period value text place_name sex age disability dimension",
         under=m.Indicator),
    Kind(m.Assumption, "theory", "text external"),
    Kind(m.Link, "theory", "cause effect claim evidence"),
    Kind(m.WorkPlan, "plans", "year total cover_total", inside=(m.PlannedResult,),
         helps={"total": _("As the document says; the sum of the lines is told beside it.")}),
    Kind(m.PlannedResult, "plans", "number title responsible_parties quarters subtotal", under=m.WorkPlan,
         inside=(m.PlannedAction, m.BudgetLine),
         helps={"subtotal": _("As the document says; the sum of the lines is told beside it.")}),
    Kind(m.PlannedAction, "plans", "number text quarters", under=m.PlannedResult),
    Kind(m.BudgetLine, "plans", "account description source amount quantity unit unit_cost quarters",
         under=m.PlannedResult, inside=(m.Share,), suggested={"account": _accounts},
         helps={"source": _("If several pay, leave this empty and say below who pays how much.")}),
    Kind(m.Share, "plans", "source amount", under=m.BudgetLine),
    Kind(m.BoardMember, "board", "role role_text member alternate", helps={"member": SEAT}),
    Kind(m.Contact, "contacts", "organisation person position address phone email website"),
    Kind(m.QualityPlan, "quality", "activity_result title output start end purpose description",
         inside=(m.Criterion,)),
    Kind(m.Criterion, "quality", "criteria method assessed", under=m.QualityPlan),
    Kind(m.Risk, "risks", "number description cause consequence category impact_level likelihood_level "
         "countermeasures owner status identified updated impact probability",
         suggested={"category": _categories}, choices=LEVELS, helps={"description": CAUSE}),
    Kind(m.MonitoringAction, "monitoring", "action stakeholders due completed status", helps={"due": DUE}),
    Kind(m.CapacityAssessment, "partners", "partner profile assessed rating adjusted_rating modality note"),
    Kind(m.ScreeningRisk, "screening", "principle description impact_level likelihood_level measures",
         suggested={"principle": _topics}, choices=LEVELS),
    Kind(m.Annex, "annexes", "kind title text"),
)}  # fmt: skip
