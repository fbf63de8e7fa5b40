"""Forms: the filters above the list of projects and on the dashboard."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.people.access import VIEW_UNITS, Viewer
from bagalau.people.models import Unit
from bagalau.people.queries import units
from bagalau.projects.models.words import SOURCE_TYPES, STATUSES
from bagalau.projects.queries import portfolio as asked
from bagalau.projects.rules.figures import NONE
from bagalau.web.forms import FilterForm

ALL = ("", _("All"))
FOUND = [ALL, ("errors", _("With errors")), ("warnings", _("With warnings")), (NONE, _("Nothing found"))]
ENDS = [ALL, ("soon", _("In the next six months")), ("past", _("Past, but still under way"))]
LACKS = [ALL, ("no_baseline", _("Indicators without a baseline")), ("no_sex", _("Indicators not told by sex"))]
KINDS = [ALL, *SOURCE_TYPES.items(), (NONE, _("Without a source"))]


class ProjectFilter(FilterForm):
    """Which projects are shown. What only figures lead by is shown where an address asks it."""

    LED_BY = ("ends", "planned", "account", "lacks", "currency", "revision")

    words = forms.CharField(label=_("Words"), max_length=100)
    status = forms.ChoiceField(label=_("Status"), choices=[ALL, ("under_way", _("Under way")), *STATUSES.items()])
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))
    year = forms.IntegerField(label=_("Under way in"), min_value=1950, max_value=2100)
    source = forms.ChoiceField(label=_("Source of money"), choices=KINDS)
    partner = forms.CharField(label=_("Partner"), max_length=100)
    found = forms.ChoiceField(label=_("Found by checks"), choices=FOUND)
    sdg = forms.IntegerField(label=_("SDG"), min_value=1, max_value=17)
    manager = forms.CharField(label=_("Manager"), max_length=100)
    mine = forms.ChoiceField(label=_("Responsible"), choices=[("", _("Everybody")), ("yes", _("Me"))])
    ends = forms.ChoiceField(label=_("End"), choices=ENDS)
    planned = forms.IntegerField(label=_("Money planned for"), min_value=1950, max_value=2200)
    account = forms.RegexField(label=_("Account"), regex=r"[0-9]{5}|none", max_length=5)
    lacks = forms.ChoiceField(label=_("Indicators"), choices=LACKS)
    currency = forms.RegexField(label=_("Currency"), regex=r"[A-Z]{3}", max_length=3)

    revision = forms.ChoiceField(label=_("Revision"), choices=[ALL, ("yes", _("in revision"))])

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data)
        self.viewer = viewer
        for name in self.LED_BY:
            if not data.get(name):
                del self.fields[name]
        if viewer.can(VIEW_UNITS):
            self.fields["unit"].queryset = units(viewer)  # type: ignore[attr-defined]
        else:
            for name in ("unit", "found", "manager", "mine", "lacks"):
                self.fields.pop(name, None)

    def by_words(self, text: str) -> Q:
        return asked.with_words(text)

    def by_status(self, name: str) -> Q:
        return asked.standing(name)

    def by_unit(self, unit: Unit) -> Q:
        return Q(unit__path__startswith=unit.path)

    def by_year(self, year: int) -> Q:
        return asked.in_year(year)

    def by_source(self, kind: str) -> Q:
        return asked.paid_by(kind)

    def by_partner(self, text: str) -> Q:
        return asked.with_partner(text)

    def by_found(self, which: str) -> Q:
        return asked.with_findings(self.viewer, which)

    def by_sdg(self, goal: int) -> Q:
        return asked.towards(goal)

    def by_manager(self, name: str) -> Q:
        return asked.managed_by(self.viewer, name)

    def by_mine(self, _answer: str) -> Q:
        return asked.mine(self.viewer)

    def by_ends(self, when: str) -> Q:
        return (asked.ending_soon if when == "soon" else asked.past_end)(self.viewer.today)

    def by_planned(self, year: int) -> Q:
        return asked.planned_in(year)

    def by_account(self, code: str) -> Q:
        return asked.with_account(code)

    def by_lacks(self, what: str) -> Q:
        return asked.lacking(what)

    def by_revision(self, _answer: str) -> Q:
        return asked.revised()

    def by_currency(self, code: str) -> Q:
        return Q(currency=code)


class DashboardFilter(ProjectFilter):
    """Which projects the dashboard counts."""

    ASKED = ("unit", "status", "year", "source", "partner", "sdg", "mine", "currency")

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data, viewer)
        for name in set(self.fields) - set(self.ASKED):
            del self.fields[name]
