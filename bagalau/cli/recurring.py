"""``bagalau check --recurring``: which recommendations were made before, in other reports, and what became of them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bagalau.lib.problems import Problem

if TYPE_CHECKING:
    from bagalau.evaluations.models import Recommendation, Recurrence


def tell(args: argparse.Namespace) -> int:
    """Bring the index and the pairs up with the journal, and print what the viewer may see, the most alike first."""
    if args.files:
        raise Problem("no-office", "What was recommended before is told of the record of the office, not of files.")
    from bagalau.cli.office import actor, evaluations_of, open_office
    from bagalau.evaluations.queries.recurrences import recurrences
    from bagalau.evaluations.recurring import refresh
    from bagalau.search import jobs

    open_office()
    viewer = actor(args.person)
    jobs.catch_up(float("inf"))
    while refresh():
        pass
    rows = recurrences(viewer).order_by("-likeness", "-pk")
    if args.unit or args.evaluation:
        rows = rows.filter(later__evaluation__in=evaluations_of(viewer, args.unit, args.evaluation).values("pk"))
    if args.json:
        print(json.dumps([_as_json(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        print("\n".join(line for row in rows for line in _as_text(row)) or "Nothing was recommended before.")
    return 0


def _words(row: Recurrence) -> list[str]:
    from bagalau.evaluations.rules.recurrence import shared

    return shared(row.later.text, row.earlier.text)


def _as_json(row: Recurrence) -> dict[str, Any]:
    return {
        "likeness": row.likeness,
        "between": row.span,
        "language": row.language,
        "words": _words(row),
        "before": _side(row.earlier) | {"became": row.became, "stance": row.stance or None},  # type: ignore[attr-defined]
        "again": _side(row.later),
    }


def _side(said: Recommendation) -> dict[str, Any]:
    of = said.evaluation
    when = of.completed or of.planned_end
    return {
        "recommendation": said.pk,
        "number": said.number,
        "text": said.text,
        "evaluation": of.title,
        "unit": of.unit.code,
        "date": when.iso if when else None,
    }


def _as_text(row: Recurrence) -> Iterable[str]:
    from bagalau.evaluations.tables.recurrences import fate_words

    yield f"{row.likeness} %: {fate_words(row)}"
    for name, side in (("before", _side(row.earlier)), ("again", _side(row.later))):
        where = ", ".join(part for part in (side["unit"], side["date"], side["evaluation"]) if part)
        yield f"  {name}: {' '.join(side['text'].split())[:160]} ({where}, no. {side['number']})"
    yield f"  shared words: {', '.join(_words(row))}"
