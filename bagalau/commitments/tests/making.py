"""What several tests of commitments say."""

from collections.abc import Callable

from bagalau.commitments.actions import Origin, Said
from bagalau.commitments.models import Commitment, Update
from bagalau.commitments.rules import Status
from bagalau.lib.problems import Problem

ORIGIN = Origin("evaluation", 1, "Review", "Recommendation 1")
COMPLETED = Said(Status.COMPLETED, "It turns.", no_evidence="It stands there.")


def last_update(row: Commitment) -> Update:
    """The last that was said of a commitment."""
    return row.updates.order_by("-pk")[0]


def refusal(attempt: Callable[[], object]) -> int | None:
    """The status with which something is refused; None if it is not."""
    try:
        attempt()
    except Problem as problem:
        return problem.status
    return None
