"""Words for what a stage asks for, and the languages of listed documents."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.documents.models import LANGUAGES
from bagalau.evaluations.rules.life import Need

NEEDS = {
    Need.MANAGER: _("An evaluation manager is named"),
    Need.TOR: _("The terms of reference are among the documents"),
    Need.MEMBER: _("The team has a member"),
    Need.DECLARATIONS: _("Members from the roster declared their interests"),
    Need.COMPLETED: _("The day of completion is known"),
    Need.EXPENDITURE: _("The expenditure is known"),
    Need.REPORT: _("The report is among the documents"),
    Need.NOTE: _("A note explains the higher cost or the delay"),
}


def language_words(stated: str) -> str:
    """The name of a language; a paper's own word stays as it is."""
    return str(LANGUAGES.get(stated, stated)) if stated else ""


VERBS = (
    gettext_noop("move on"),
    gettext_noop("take up again"),
    gettext_noop("cancel"),
    gettext_noop("rate"),
    gettext_noop("rate by assessment"),
    gettext_noop("list document"),
    gettext_noop("unlist document"),
)
NOTED = (
    gettext_noop("projects"),
    gettext_noop("agencies"),
    gettext_noop("reference group"),
    gettext_noop("reason"),
    gettext_noop("document"),
    gettext_noop("type"),
)
