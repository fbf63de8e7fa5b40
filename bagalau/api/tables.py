"""What the journal calls the things done here: written in English, shown in the language of the page."""

from django.utils.translation import gettext_noop

VERBS = (gettext_noop("make token"), gettext_noop("revoke token"))
