"""A synthetic portfolio for benches, load tests and training: everything in it is made up.

``SHARE_COMPLETED`` of the evaluations are completed; only those have anything hanging on them: 3 to 7 findings and
recommendations, 1 to 3 key actions for each recommendation. That makes about 3 recommendations and 6 commitments
for each evaluation of the portfolio. The rest are planned, running or cancelled. They belong to 40 units, most of them
to a few; titles and texts are English, Russian or Kazakh.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from bagalau.evaluations.demo.draw import Draw
from bagalau.evaluations.demo.offices import root, staff, units_for_demo
from bagalau.evaluations.demo.rows import Maker, Rows, offices
from bagalau.evaluations.models import Evaluation
from bagalau.people import journal
from bagalau.people.access import EDIT_UNITS, Viewer, require
from bagalau.people.models import Unit

SHARE_COMPLETED = 0.6
BATCH = 500
"""How many evaluations are held in memory at a time; rows are inserted 1,000 to a statement."""


@transaction.atomic
def add_portfolio(actor: Viewer, scale: int) -> Mapping[str, int]:
    """Add ``scale`` evaluations with all that hangs on them; how many rows of each kind were added.

    Needs a role that holds everywhere. The first run also makes the units and people; a second one adds to them. The
    same scale added on the same day to an office with as many evaluations gives the same rows. All of it is one
    transaction, with one line in the journal for the portfolio.
    """
    require(actor, EDIT_UNITS, Unit())
    units = units_for_demo(actor)
    first = Evaluation.objects.count() + 1
    draw = Draw(random.Random(f"{scale} from {first}"))
    maker = Maker(draw, offices(units, staff(units)), actor.today, timezone.now(), actor.person)
    added: Counter[str] = Counter()
    for start in range(first, first + scale, BATCH):
        rows = Rows()
        for number in range(start, min(start + BATCH, first + scale)):
            maker.add(rows, number, completed=draw.chance(SHARE_COMPLETED))
        added.update(_save(rows))
    journal.write(actor.person, "add synthetic portfolio", root(), {}, dict(added))
    return added


def _save(rows: Rows) -> dict[str, int]:
    """Insert the rows, each kind after those it points at; how many of each."""
    kinds = rows.kinds()
    for name, made in kinds.items():
        if name == "commitments":
            for action in rows.key_actions:
                action.commitment.origin_id = action.recommendation.evaluation.pk
        _insert(made)
    return {name: len(made) for name, made in kinds.items()}


def _insert(made: list[Any]) -> None:
    if made:
        type(made[0]).objects.bulk_create(made, batch_size=1000)
