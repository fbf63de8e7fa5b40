"""What is asked before content is written: whether what a form showed is still so, and whether answers hold it."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from bagalau.evaluations.queries.content_told import holding
from bagalau.evaluations.rules.responses import Approval
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


def refuse_answered(recommendations: Collection[int], names: Collection[str]) -> None:
    """EC-06: refuse to change what a response answers past it; ``names`` are what would change."""
    if (by := holding(recommendations, names)) is None:
        return
    if by.approval == Approval.SUBMITTED:
        sentence = _(
            "%(unit)s has submitted a response that answers this as it stands. Have the response returned first, then "
            "change this."
        )
    else:
        sentence = _(
            "The response of %(unit)s answers this as it stands. Reopen the response first, with a reason; then change "
            "this, and the next version answers it."
        )
    raise Problem("answered", sentence, values={"unit": by.unit}, status=409)
