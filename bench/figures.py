"""What the figures of oversight cost: the score of all units against SQL written by hand, and the page after an action.

The SQL gives the same scores, which is checked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from bench.bare import texts_in
from bench.office import Installation, browser, installation, seer
from bench.table import Row, fastest

RUNS = 5
GOAL = 2.0
SCORES = """
WITH evaluation AS (
  SELECT e.unit_id, e.stage, e.planned_end_on, e.completed_on,
    CASE WHEN e.completed_on BETWEEN %(recent)s AND %(today)s THEN e.quality_rating END AS rating,
    EXISTS (SELECT 1 FROM evaluations_managementresponse r WHERE r.evaluation_id = e.id AND r.unit_id = e.unit_id
            AND (r.approval NOT IN ('draft', 'returned') OR r.version > 1)) AS answered
  FROM evaluations_evaluation e
), evaluations AS (
  SELECT unit_id,
    1.0 * SUM(stage <> 'cancelled') AS number,
    SUM(stage IN ('planned', 'tor_initiated', 'team_onboard') AND planned_end_on < %(today)s) AS overdue,
    1.0 * SUM(stage = 'completed' AND (answered OR completed_on < %(due)s)) AS due,
    SUM(stage = 'completed' AND NOT answered AND completed_on < %(due)s) AS unanswered,
    AVG(CASE WHEN stage = 'completed' THEN CASE rating WHEN 'hs' THEN 100 WHEN 's' THEN 90 WHEN 'ms' THEN 80
      WHEN 'mu' THEN 70 WHEN 'u' THEN 60 WHEN 'hu' THEN 50 END END) AS quality
  FROM evaluation GROUP BY unit_id
), actions AS (
  SELECT unit_id, 1.0 * COUNT(*) AS number,
    SUM(status IN ('initiated', 'not_initiated') AND due_sort < %(today)s) AS overdue,
    SUM(status IN ('initiated', 'not_initiated') AND due_sort < %(long_ago)s) AS forgotten
  FROM commitments_commitment c
  WHERE origin_kind = 'evaluation' AND NOT EXISTS (
    SELECT 1 FROM evaluations_managementresponse r WHERE r.evaluation_id = c.origin_id AND r.unit_id = c.unit_id
    AND r.approval IN ('draft', 'returned') AND r.version = 1)
  GROUP BY unit_id
)
SELECT e.unit_id,
  (%(planning)s * (1 - e.overdue / e.number)
   + %(response)s * ((1 - e.unanswered / e.due) + (1 - (a.overdue + a.forgotten) / a.number / 2)) / 2
   + %(quality)s * e.quality / 100) * 100 / (%(planning)s + %(response)s + %(quality)s)
FROM evaluations e LEFT JOIN actions a ON a.unit_id = e.unit_id
"""


def rows(*, quick: bool = False) -> list[Row]:
    """The score of all units; the pages of figures when an action has just made everything that was kept old."""
    office = installation(quick=quick)
    with office.serving(office.sizes[1]):
        return [_score(1 if quick else RUNS), *_after_an_action(office, 1 if quick else RUNS)]


def _score(runs: int) -> Row:
    who = seer("administrator")
    told, by_hand = scores(who), in_sql(who)
    known = {unit: score for unit, score in told.items() if score is not None}
    assert known.keys() == {unit for unit, score in by_hand.items() if score is not None}
    assert all(abs(float(score) - (by_hand[unit] or 0)) < 1e-6 for unit, score in known.items())
    floor, ours = fastest(lambda: in_sql(who), lambda: scores(who), runs=runs, clock=time.process_time)
    return Row(f"score of {len(told)} units", ours * 1000, "ms", floor * 1000, "SQL by hand, same scores", GOAL)


def scores(who: Any) -> dict[int, Decimal | None]:
    """The score of each unit as the page of oversight tells it."""
    from bagalau.evaluations.queries.oversight import counts, population  # noqa: PLC0415
    from bagalau.evaluations.rules.oversight import score  # noqa: PLC0415
    from bagalau.reference.parameters import values  # noqa: PLC0415

    parameters = values(who.today)
    return {unit: score(found, parameters).total for unit, found in counts(population(who), parameters).items()}


def in_sql(who: Any) -> dict[int, float | None]:
    """The score of each unit by the aggregate above."""
    from django.db import connection  # noqa: PLC0415

    from bagalau.reference.parameters import values  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(SCORES, _days(who.today, values(who.today)))
        return dict(cursor.fetchall())


def _days(today: date, parameters: Mapping[str, Decimal]) -> dict[str, Any]:
    from bagalau.evaluations.rules.oversight import QUALITY_YEARS  # noqa: PLC0415
    from bagalau.lib.periods import months_after  # noqa: PLC0415

    weights = {name: float(parameters[f"score.{name}"]) for name in ("planning", "response", "quality")}
    return weights | {
        "today": today,
        "recent": date(today.year - QUALITY_YEARS + 1, 1, 1),
        "due": today - timedelta(days=int(parameters["response.days"])),
        "long_ago": months_after(today, -int(parameters["long_overdue.months"])),
    }


def _after_an_action(office: Installation, runs: int) -> list[Row]:
    """Each page of figures is kept until the next action; here one happens before each look."""
    from django.urls import reverse  # noqa: PLC0415

    client, act, found = browser("administrator"), _actions(), []
    empty = texts_in(client.get("/bare/0/").content.decode())
    for name in ("oversight", "statistics"):
        address = reverse(name)
        bare = f"/bare/{texts_in(client.get(address).content.decode()) - empty}/"
        ours = floor = float("inf")
        for _run in range(runs):
            act()
            (taken,) = fastest(lambda page=address: client.get(page), runs=1, clock=time.process_time)  # type: ignore[misc]
            (least,) = fastest(lambda page=bare: client.get(page), runs=1, clock=time.process_time)  # type: ignore[misc]
            ours, floor = min(ours, taken), min(floor, least)
        what = f"page, {name}, right after an action"
        found.append(Row(what, ours * 1000, "ms", floor * 1000, "bare page of as many texts", GOAL))
    return found


def _actions() -> Callable[[], None]:
    """Something that somebody says of a key action, another thing each time."""
    from bagalau.commitments.actions.updates import Said, update  # noqa: PLC0415
    from bagalau.commitments.queries import commitments  # noqa: PLC0415
    from bagalau.commitments.rules import Status  # noqa: PLC0415

    who, numbers = seer("administrator"), count(1)
    of = commitments(who).filter(status=Status.INITIATED)[0]

    def act() -> None:
        update(who, of, Said(Status.INITIATED, comment=f"Visit number {next(numbers)}."))

    return act
