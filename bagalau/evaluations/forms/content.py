"""Forms: a statement of an evaluation with its links and terms, a part of a recommendation, the numbers of a kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bagalau.evaluations.actions.content import Stated
from bagalau.evaluations.actions.content_parts import StatedPart
from bagalau.evaluations.models import PRIORITIES, Recommendation, RecommendationPart
from bagalau.evaluations.models.content import HIGHEST, KINDS, Numbered
from bagalau.evaluations.queries.content import linked, seen, terms_of
from bagalau.evaluations.rules.content import LABEL_LENGTH, LINKS, Kind
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.reference.lists import lists_for
from bagalau.reference.models import Tag
from bagalau.reference.rules import Term, TermList
from bagalau.web.forms import HouseForm

LONGEST = 50_000  # letters of a statement: what is longer is a report and comes in as a document
LIST_NAMES = {
    Kind.FINDING: _("Stands on the findings"),
    Kind.CONCLUSION: _("Stands on the conclusions"),
    Kind.LESSON: _("Goes with the lessons"),
}


def long_text(label: Any, *, rows: int = 4, required: bool = False, help_text: Any = "") -> forms.CharField:
    """A field for words of any length that a person may type."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=widget, help_text=help_text)


class Reshown(HouseForm):
    """A form that is shown again with what was typed, to somebody who has now looked at what there is."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def show_again(self, seen: str) -> None:
        data = cast(QueryDict, self.data).copy()
        data["seen"] = seen
        self.data = data


class Terms(Reshown):
    """A form with a field for each value list whose terms a kind of record may have."""

    def __init__(self, *args: Any, kind: str, chosen: Sequence[Tag], viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lists = lists_for(kind)
        self.by_code: dict[str, dict[str, Term]] = {}
        for found in self.lists:
            mine = [tag.term for tag in chosen if tag.list == found.code]
            offered = [term for term in found.terms if term.holds(viewer.today) or term.code in mine]  # F-02
            self.by_code[found.code] = {term.code: term for term in offered}
            self.fields[f"terms_{found.code}"] = _terms_field(found, offered, mine)

    def term_fields(self) -> list[forms.BoundField]:
        return [self[f"terms_{found.code}"] for found in self.lists]

    def terms(self) -> list[Term]:
        """The terms that are chosen, of all lists."""
        found = []
        for code, known in self.by_code.items():
            given = self.cleaned_data[f"terms_{code}"]
            found += [known[one] for one in (given if isinstance(given, list) else [given]) if one]
        return found


def _terms_field(of: TermList, offered: Sequence[Term], chosen: Sequence[str]) -> forms.Field:
    language = translation.get_language() or "en"
    choices = [(term.code, term.name(language)) for term in offered]
    if of.multiple:
        return forms.MultipleChoiceField(
            label=of.name(language),
            choices=choices,
            initial=list(chosen),
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "form-checks"}),
        )
    field = forms.ChoiceField(label=of.name(language), choices=[("", "–"), *choices], required=False)
    field.initial = chosen[0] if chosen else ""
    field.widget.attrs["class"] = "form-select"
    return field


class EvaluationTermsForm(Terms):
    """The terms of an evaluation."""


class Addressed(Reshown):
    """How urgent something is and whom it addresses: for a recommendation and for each of its parts."""

    priority = forms.ChoiceField(label=_("Priority"), required=False, choices=[("", "–"), *PRIORITIES.items()])
    time_frame = forms.CharField(
        label=_("Time frame"), required=False, max_length=100, help_text=_("In the words of the report.")
    )
    addressed_to = forms.CharField(
        label=_("Addressed to"), required=False, max_length=300, help_text=_("In the words of the report.")
    )
    addressed_units: forms.ModelMultipleChoiceField[Unit] = forms.ModelMultipleChoiceField(
        label=_("Addressed units of this office"), required=False, queryset=None
    )

    def offer(self, offices: QuerySet[Unit]) -> None:
        self.fields["addressed_units"].queryset = offices  # type: ignore[attr-defined]


ADDRESSED = ("priority", "time_frame", "addressed_to", "addressed_units")


class StatementForm(Terms, Addressed):
    """A finding, conclusion, lesson or recommendation."""

    number = forms.IntegerField(
        label=_("Number"),
        required=False,
        min_value=1,
        max_value=HIGHEST,
        help_text=_("Leave it empty for the next free one."),
    )
    text = long_text(_("Text"), rows=6, required=True)
    description = long_text(_("Description"))

    field_order = ("number", "text", "description", *ADDRESSED)

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        viewer: Viewer,
        offices: QuerySet[Unit],
        offered: Mapping[Kind, QuerySet[Numbered]],
        row: Numbered | None = None,
        **kwargs: Any,
    ) -> None:
        chosen = terms_of(row) if row else []
        super().__init__(*args, kind=kind, chosen=chosen, viewer=viewer, initial=_initial(row, kind), **kwargs)
        self.offer(offices)
        self.kind, self.viewer = kind, viewer
        for other, rows in offered.items():
            self.fields[f"{other}s"] = _links_field(other, rows)
        if row is not None:
            self.fields["number"].help_text = ""
        if kind is not Kind.RECOMMENDATION:
            for name in ("description", *ADDRESSED):
                del self.fields[name]

    def main_fields(self) -> list[forms.BoundField]:
        apart = {f"terms_{found.code}" for found in self.lists} | {f"{other}s" for other in LINKS[self.kind]}
        return [field for field in self.visible_fields() if field.name not in apart]

    def link_fields(self) -> list[forms.BoundField]:
        return [self[f"{other}s"] for other in LINKS[self.kind]]

    @property
    def offers_links(self) -> bool:
        """Whether there is anything to link with."""
        return any(field.field.queryset for field in self.link_fields())  # type: ignore[attr-defined]  # read once

    def stated(self) -> Stated:
        given = self.cleaned_data
        plain = {name: given[name] for name in ("number", "text", "description", *ADDRESSED) if name in given}
        links = {other: list(given[f"{other}s"]) for other in LINKS[self.kind]}
        return Stated(**plain, links=links, terms=self.terms())


def _initial(row: Numbered | None, kind: Kind) -> dict[str, Any]:
    if row is None:
        return {}
    found: dict[str, Any] = {"seen": seen(row), "number": row.number, "text": row.text}
    found |= {f"{other}s": linked(row, other) for other in LINKS[kind]}
    if isinstance(row, Recommendation):
        found |= {name: getattr(row, name) for name in ("description", *ADDRESSED)}
        found["addressed_units"] = row.addressed_units.all()
    return found


class StatementsField(forms.ModelMultipleChoiceField[Numbered]):
    """Statements to choose from, each with its number and the beginning of its text."""

    def label_from_instance(self, obj: Numbered) -> str:
        return Truncator(f"{obj.number}. {obj.text}").chars(140)


def _links_field(other: Kind, rows: QuerySet[Numbered]) -> forms.Field:
    widget = forms.CheckboxSelectMultiple(attrs={"class": "form-checks"})
    return StatementsField(label=LIST_NAMES[other], required=False, queryset=rows, widget=widget)


class PartForm(Addressed):
    """A part of a recommendation."""

    label = forms.CharField(label=_("Label"), max_length=LABEL_LENGTH)
    text = long_text(
        _("Text"), required=True, help_text=_("To split the part, leave an empty line there and press “Split”.")
    )

    field_order = ("label", "text", *ADDRESSED)

    def __init__(
        self, *args: Any, offices: QuerySet[Unit], part: RecommendationPart | None = None, **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = {}
        if part is not None:
            initial = {name: getattr(part, name) for name in ("label", "text", *ADDRESSED)}
            initial |= {"seen": seen(part), "addressed_units": part.addressed_units.all()}
        super().__init__(*args, initial=initial, **kwargs)
        self.offer(offices)

    def stated(self) -> StatedPart:
        return StatedPart(**{name: self.cleaned_data[name] for name in ("label", "text", *ADDRESSED)})


class NumbersForm(Reshown):
    """The numbers of all statements of a kind."""

    def __init__(self, *args: Any, rows: Sequence[Numbered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            self.fields[f"number_{row.pk}"] = forms.IntegerField(
                label=str(row),
                min_value=1,
                max_value=HIGHEST,
                initial=row.number,
                widget=forms.NumberInput(attrs={"class": "form-control"}),
            )

    def numbers(self) -> dict[int, int]:
        return {row.pk: self.cleaned_data[f"number_{row.pk}"] for row in self.rows}


def kind_of(word: str) -> Kind | None:
    """The kind that an address names."""
    return Kind(word) if word in set(Kind) else None


def title_of(kind: Kind, number: int | None = None) -> str:
    """What a page about a statement is called."""
    if number is None:
        return str(KINDS[kind])
    return _now("%(kind)s %(number)s") % {"kind": KINDS[kind], "number": number}
