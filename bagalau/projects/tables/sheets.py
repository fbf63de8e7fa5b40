"""What the journal calls the things done with sheets."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.projects.sheets.taking import ADDED, CHANGED, GONE

ACTS = {ADDED: _("New"), CHANGED: _("Changed"), GONE: _("Taken out")}
TONES = {ADDED: "status-done", CHANGED: "status-soon", GONE: "status-late"}
VERBS = (gettext_noop("take in sheet"), gettext_noop("take back sheet"))
