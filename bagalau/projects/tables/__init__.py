"""Columns of lists of projects, and the words of what is done with them."""

from __future__ import annotations

from django.utils.translation import gettext_noop

# What the journal calls the things done here: written in English, shown in the language of the page.
VERBS = (
    gettext_noop("add row"),
    gettext_noop("change row"),
    gettext_noop("take out row"),
    gettext_noop("move row"),
    gettext_noop("renumber results"),
    gettext_noop("add synthetic projects"),
)
# What its lines tell beside the fields of a record
NOTED = (gettext_noop("part"), gettext_noop("row"), gettext_noop("more"))
