"""Forms: what a report is asked to cover, and as which file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.models import STATES
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.queries import evaluations
from bagalau.evaluations.queries.life import record_begins
from bagalau.exports.catalogue import Kind
from bagalau.people.access import VIEW_UNITS, Viewer
from bagalau.people.models import LANGUAGES, Unit
from bagalau.people.queries import units_of
from bagalau.projects.access import VIEW_VERSIONS
from bagalau.projects.models import Project
from bagalau.projects.queries import projects
from bagalau.projects.queries.versions import printable
from bagalau.projects.reports.given import version_words
from bagalau.quality.models import Assessment
from bagalau.quality.queries import assessments
from bagalau.web.forms import HouseForm, whole_number
from bagalau.web.records import record_at
from bagalau.web.texts import holds

FORMATS = {"pdf": "PDF", "docx": _("Word (DOCX)"), "xlsx": _("Excel (XLSX)"), "html": _("Page (HTML)"), "json": "JSON"}
PERIODS = {"first": _("First follow-up (after one year)"), "second": _("Second follow-up (after two years)")}
TOLD = 5
EARLIEST = 1990


class ReportForm(HouseForm):
    """The parameters that a report takes, the language and the format."""

    evaluation = forms.CharField(
        label=_("Evaluation"),
        max_length=500,
        help_text=_("Its number, the address of its page, or words of its title."),
    )
    project = forms.CharField(
        label=_("Project"),
        max_length=500,
        help_text=_("Its number, the address of its page, or words of its title."),
    )
    assessment = forms.CharField(
        label=_("Assessment"),
        max_length=500,
        help_text=_("Its number, the address of its page, or words of its title."),
    )
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))
    year = forms.IntegerField(label=_("Year"), min_value=EARLIEST)
    period = forms.ChoiceField(label=_("Period"), choices=list(PERIODS.items()))
    version = forms.IntegerField(
        label=_("Version"),
        min_value=1,
        help_text=_("Empty: as it was signed last; a project that is not signed, as it stands."),
    )
    state = forms.ChoiceField(label=_("Status"), choices=[("", _("All")), *STATES.items()])
    as_of = forms.DateField(
        label=_("As of"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: today. An earlier day shows how things stood then."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=list(LANGUAGES.items()))
    second = forms.ChoiceField(
        label=_("Second language"),
        choices=[("", _("None")), *LANGUAGES.items()],
        help_text=_("Labels stand in both languages, side by side."),
    )
    format = forms.ChoiceField(label=_("Format"), choices=list(FORMATS.items()))

    def __init__(self, *args: Any, viewer: Viewer, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        shut = {"unit"} if not viewer.can(VIEW_UNITS) else set()
        shut |= {"as_of", "version"} if viewer.is_public else set()  # history is of the office
        for name in (
            "evaluation",
            "project",
            "assessment",
            "version",
            "unit",
            "year",
            "period",
            "state",
            "as_of",
            "second",
        ):
            if name not in kind.TAKES or name in shut:
                del self.fields[name]
            else:
                self.fields[name].required = kind.TAKES[name]
        if "version" in self.fields:
            self._offer_versions()
        if "unit" in self.fields:
            offered: Any = self.fields["unit"]
            offered.queryset = units_of(viewer, kind.ACTION)
            offered.empty_label = None if offered.required else _("All")

    def _offer_versions(self) -> None:
        """Where the project is known by its number, its versions are there to choose from."""
        key = whole_number(str((self.data or self.initial).get("project") or ""))
        of = projects(self.viewer).filter(pk=key).first() if key else None
        known = printable(self.viewer, of) if of and self.viewer.may(VIEW_VERSIONS, of) else ()
        if named := [(one.number, version_words(one)) for one in known]:
            self.fields["version"].widget = forms.Select(choices=[("", _("As it was signed last")), *named])

    def clean_evaluation(self) -> Evaluation | None:
        """The evaluation that a number, an address or words name."""
        found: Evaluation | None = self._named(
            evaluations(self.viewer),
            "evaluation",
            _now("No evaluation that is open to you has this number or these words."),
            _now("Several evaluations have these words. Give the number of one: %(evaluations)s."),
        )
        return found

    def clean_project(self) -> Project | None:
        """The project that a number, an address or words name."""
        found: Project | None = self._named(
            projects(self.viewer),
            "project",
            _now("No project that is open to you has this number or these words."),
            _now("Several projects have these words. Give the number of one: %(projects)s."),
        )
        return found

    def clean_assessment(self) -> Assessment | None:
        """The assessment that a number, an address or words name."""
        found: Assessment | None = self._named(
            assessments(self.viewer).select_related("questionnaire", "scheme"),
            "assessment",
            _now("No assessment that is open to you has this number or these words."),
            _now("Several assessments have these words. Give the number of one: %(assessments)s."),
        )
        return found

    def _named(self, rows: QuerySet[Any], kind: str, none: str, several: str) -> Any:
        text = self.cleaned_data[kind].strip()
        if not text:
            return None
        named = record_at(text)
        key = whole_number(text) or (named[1] if named and named[0] == kind else None)
        found = list((rows.filter(pk=key) if key else rows.filter(holds("title", text)).order_by("-pk"))[: TOLD + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(none)
        listed = "; ".join(f"{row.pk}: {row.title}" for row in found[:TOLD])
        raise forms.ValidationError(several % {f"{kind}s": listed})

    def clean_year(self) -> int:
        """A year that has begun; of a project, any year."""
        year: int = self.cleaned_data["year"]
        if "project" not in self.fields and year > self.viewer.today.year:
            raise forms.ValidationError(_now("This year has not begun."))
        return year

    def clean_as_of(self) -> date | None:
        """A day that is not in the future, and not before there was anything to report."""
        day: date | None = self.cleaned_data["as_of"]
        if day and day > self.viewer.today:
            raise forms.ValidationError(_now("Choose today or an earlier day."))
        if day and day.year < EARLIEST:
            raise forms.ValidationError(_now("Choose a day of %(year)s or later.") % {"year": EARLIEST})
        return day

    def clean(self) -> dict[str, Any]:
        """A day is told where there is history: of this report, and of its evaluation."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if "as_of" not in self.fields and self.data.get("as_of"):
            raise forms.ValidationError(_now("This report is made for today alone."))
        of, day = given.get("evaluation"), given.get("as_of")
        begins = record_begins(of) if of else None
        if begins and day and day < begins:
            sentence = _now("The record of this evaluation begins on %(date)s. Choose that day or a later one.")
            self.add_error("as_of", sentence % {"date": date_format(begins)})
        self._check_version(given.get("project"), given.get("version"))
        return given

    def _check_version(self, project: Project | None, number: int | None) -> None:
        """A version is one of those that were signed, or the revision under way."""
        if project is None or number is None:
            return
        may = self.viewer.may(VIEW_VERSIONS, project)
        known = list(printable(self.viewer, project).values_list("number", flat=True)) if may else []
        if number not in known:
            sentence = _now("There is no such version to print. There are: %(numbers)s.")
            none = _now("No version of this project was signed. Leave this empty.")
            numbers = ", ".join(map(str, sorted(known)))
            self.add_error("version", sentence % {"numbers": numbers} if known else none)

    def parameters(self) -> dict[str, Any]:
        """What the report is built with; without a day it holds for today."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in {"language", "format"}}
        given["as_of"] = given.get("as_of") or self.viewer.today
        return {name: value for name, value in given.items() if value not in (None, "")}
