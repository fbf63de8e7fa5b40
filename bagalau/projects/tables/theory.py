"""Words for what pages of projects tell."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bagalau.projects.rules.theory import Fault

FAULTS = {
    Fault.CYCLE: _("These lead round in a circle; take out one of the links."),
    Fault.NO_OUTCOME: _("This output leads to no outcome."),
    Fault.NO_CAUSE: _("Nothing leads to this outcome."),
    Fault.NO_INDICATOR: _("This outcome has no indicator."),
    Fault.ALONE: _("This stands alone: no link leads to it or from it."),
    Fault.STRANGE: _("This link names something that is not there."),
    Fault.TO_ITSELF: _("This link leads back to itself."),
    Fault.DOUBLED: _("This link is stated twice."),
}
