"""A synthetic portfolio for benches, load tests and training: everything in it is made up.

``SHARE_COMPLETED`` of the evaluations are completed; only those have anything hanging on them: 4 to 8 findings, 6 to 14
recommendations and up to 5 key actions for each. That makes about 6 recommendations and 17 commitments for each
evaluation of the portfolio, with steps and updates dated back. The rest are planned, running or cancelled. They belong
to 40 units, most of them to a few; titles and texts are English, Russian or Kazakh.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from bagalau.evaluations.actions.rated import told
from bagalau.evaluations.demo.answers import Answers
from bagalau.evaluations.demo.draw import Draw
from bagalau.evaluations.demo.lives import Lives
from bagalau.evaluations.demo.offices import plans_of, root, roster_of, staff, units_for_demo
from bagalau.evaluations.demo.plans import Plans
from bagalau.evaluations.demo.rows import Desk, Office, Rows, offices
from bagalau.evaluations.models import Evaluation, EvaluationStep
from bagalau.evaluations.rules import Stage
from bagalau.people import journal
from bagalau.people.access import EDIT_UNITS, Viewer, require
from bagalau.people.models import Unit
from bagalau.quality.actions.subjects import add_subjects
from bagalau.quality.rules.questionnaire import Rates

SHARE_COMPLETED = 0.6
COMMITMENTS_EACH = 17
"""About how many commitments there are for each evaluation."""
BATCH = 500
"""How many evaluations are held in memory at a time; rows are inserted 1,000 to a statement."""


@transaction.atomic
def add_portfolio(actor: Viewer, scale: int) -> Mapping[str, int]:
    """Add ``scale`` evaluations with all that hangs on them; how many rows of each kind were added.

    Needs a role that holds everywhere. The first run also makes the units, people and evaluators; a second one adds to
    them. The same scale added on the same day to an office with as many evaluations gives the same rows. All of it is
    one transaction, with one line in the journal for the portfolio.
    """
    require(actor, EDIT_UNITS, Unit())
    units = units_for_demo(actor)
    first = Evaluation.objects.count() + 1
    draw = Draw(random.Random(f"{scale} from {first}"))
    where = offices(units, staff(units), roster_of(units), plans_of(units))
    now = timezone.now()
    added: Counter[str] = Counter()
    for start in range(first, first + scale, BATCH):
        desk = Desk(draw, Rows(), where, actor.today, now, actor.person)
        for number in range(start, min(start + BATCH, first + scale)):
            _add(desk, number)
        added.update(_save(desk.rows))
    journal.write(actor.person, "add synthetic portfolio", root(), {}, dict(added))
    return added


def _add(desk: Desk, number: int) -> None:
    """One evaluation with all that hangs on it."""
    office = _office(desk)
    about = desk.draw.subject(office.language if desk.draw.chance(0.8) else 0)
    completed = desk.draw.chance(SHARE_COMPLETED)
    made = Lives(desk).add(number, office, about, completed=completed)
    Plans(desk).add(number, made, office)
    if completed:
        Answers(desk).add(made, office, about)


def _office(desk: Desk) -> Office:
    """Most evaluations belong to a few offices."""
    return desk.offices[int(len(desk.offices) * desk.draw.source.random() ** 2)]


def _save(rows: Rows) -> dict[str, int]:
    """Insert the rows, each kind after those it points at; how many of each."""
    kinds = rows.kinds()
    for name, made in kinds.items():
        if name == "commitments":
            for action in rows.key_actions:
                action.commitment.origin_id = action.recommendation.evaluation.pk
        _insert(made)
    add_subjects(Rates.EVALUATION, ((one.pk, told(one, _cancelled(rows, one))) for one in rows.evaluations))
    return {name: len(made) for name, made in kinds.items()}


def _cancelled(rows: Rows, of: Evaluation) -> list[EvaluationStep]:
    """The steps of an evaluation that was cancelled, the latest first."""
    if of.stage != Stage.CANCELLED:
        return []
    return [step for step in reversed(rows.steps) if step.evaluation is of]


def _insert(made: list[Any]) -> None:
    if made:
        type(made[0]).objects.bulk_create(made, batch_size=1000)
