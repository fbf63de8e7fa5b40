"""Forms: the filters above the lists, and the preferences for digests."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.reminders.models import KINDS, MAIL_STATES, RHYTHMS, WEEKDAYS, Preference
from bagalau.reminders.rules import Rhythm
from bagalau.web.forms import FilterForm, HouseForm
from bagalau.web.texts import holds


class NoticeFilter(FilterForm):
    """The filters above the list of notices."""

    kind = forms.ChoiceField(label=_("What for"), choices=[("", _("All")), *KINDS.items()])
    new = forms.ChoiceField(label=_("Read"), choices=[("", _("All")), ("1", _("New only"))])

    def by_kind(self, kind: str) -> Q:
        return Q(kind=kind)

    def by_new(self, _chosen: str) -> Q:
        return Q(read_at=None)


class MailFilter(FilterForm):
    """The filters above the list of mails."""

    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *MAIL_STATES.items()])
    subject = forms.CharField(label=_("Subject"), max_length=100)

    def by_state(self, state: str) -> Q:
        return Q(state=state)

    def by_subject(self, text: str) -> Q:
        return holds("subject", text)


class PreferenceForm(HouseForm):
    """How often somebody wants a digest, and of what."""

    rhythm = forms.ChoiceField(label=_("A digest by mail"), choices=list(RHYTHMS.items()))
    weekday = forms.TypedChoiceField(
        label=_("Day of the week"),
        choices=WEEKDAYS,
        coerce=int,
        help_text=_("For a digest every month, its first such day."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Tell me of"),
        choices=list(KINDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What you leave out still stands on the page of notices."),
    )

    def __init__(self, data: Any, preference: Preference) -> None:
        kinds = [kind for kind in KINDS if kind not in preference.left_out]
        initial = {"rhythm": preference.rhythm, "weekday": preference.weekday, "kinds": kinds}
        super().__init__(data, initial=initial)

    def given(self) -> dict[str, Any]:
        """Arguments of the action that keeps preferences."""
        found = self.cleaned_data
        return {
            "rhythm": Rhythm(found["rhythm"]),
            "weekday": found["weekday"],
            "left_out": [str(kind) for kind in KINDS if kind not in found["kinds"]],
        }
