"""Forms: a management action."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.forms.one import WhenField
from bagalau.quality.actions.promised import Promised
from bagalau.quality.forms.steps import Seen, long_text
from bagalau.quality.models import ManagementAction
from bagalau.quality.queries.promised import action_seen


class ActionForm(Seen):
    """What is promised because of an answer, or of the whole."""

    text = long_text(_("Management action"), rows=2, required=True)
    responsible = forms.CharField(
        label=_("Responsible"), required=False, max_length=500, help_text=_("Who does it: a unit, a post, a partner.")
    )
    due = WhenField(label=_("Due"), required=False, help_text=_("A day as 2024-12-31 or a month as 2024-12."))

    def __init__(self, *args: Any, action: ManagementAction | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {}
        if action is not None:
            of = action.commitment
            initial = {"text": of.text, "responsible": of.responsible, "due": of.due.iso if of.due else ""}
            initial["seen"] = action_seen(action)
        super().__init__(*args, initial=initial, **kwargs)

    def promised(self) -> Promised:
        given = self.cleaned_data
        return Promised(given["text"], given["responsible"], given["due"])
