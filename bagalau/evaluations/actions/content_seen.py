"""What every form of this app asks before it writes: whether what it showed is still so."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem


def refuse_unseen(was: str, now: str) -> None:
    """Refuse a form that shows what is no longer so; nothing if nobody looked."""
    if was and was != now:
        raise changed_meanwhile()


def changed_meanwhile() -> Problem:
    """The refusal of a form that shows what somebody changed since."""
    return Problem(
        "changed-meanwhile",
        _("Somebody changed this meanwhile. What you wrote is kept: compare it with what is there now and save again."),
        status=409,
    )
