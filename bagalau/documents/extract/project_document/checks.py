"""Contradictions between the parts of a project document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold
from bagalau.formats.reading import Passage

_COUNT = re.compile(r"\b(?P<number>\d{1,4})\s+(?P<thing>[^\W\d_]{4,})")
_SAME_START = 5  # words by which two tellings of one action are known


def check_numbering(draft: DraftBuilder) -> None:
    """A number that jumps, in the list of activity results or in the quality tables."""
    for path, key in (("activity_results", "number"), ("quality_criteria", "activity_result")):
        previous = 0
        for index, row in enumerate(draft.get(path) or []):
            text = str(row.get(key) or "")
            number = int(text) if text.isdecimal() else previous
            if number > previous + 1:
                draft.warn(
                    "numbering-jump",
                    "Activity result %(number)s follows %(previous)s: one is missing or misnumbered.",
                    severity="contradiction",
                    path=f"{path}[{index}].{key}",
                    place=_place(draft, f"{path}[{index}].{key}"),
                    number=str(number),
                    previous=str(previous),
                )
            previous = number


def check_baselines(draft: DraftBuilder) -> None:
    """A baseline in words: progress cannot be counted from it."""
    for index, row in enumerate(draft.get("outcome_indicators") or []):
        if row["baseline"] and not re.search(r"\d", row["baseline"]):
            path = f"outcome_indicators[{index}].baseline"
            draft.warn("baseline-words", "The baseline is no number.", path=path, place=_place(draft, path))


def check_counts(draft: DraftBuilder, planned: Sequence[Passage]) -> None:
    """The same action with another number of the same thing in the framework and in a work plan."""
    said: dict[str, tuple[str, str]] = {}
    for at, result in enumerate(draft.get("activity_results") or []):
        for index, action in enumerate(result["actions"]):
            if text := action["text"]:
                said[_start(text)] = (text, f"activity_results[{at}].actions[{index}].text")
    seen: set[tuple[str, str]] = set()
    for place in planned:
        text = fold(place.text)
        if _start(text) in said:
            _compare(draft, said[_start(text)], text, place, seen)


def _compare(draft: DraftBuilder, said: tuple[str, str], text: str, place: Passage, seen: set[tuple[str, str]]) -> None:
    first = {match["thing"].lower(): match["number"] for match in _COUNT.finditer(said[0])}
    for match in _COUNT.finditer(text[: len(said[0]) + 40]):
        thing = match["thing"].lower()
        other = first.get(thing)
        if other is None or other == match["number"] or (said[1], thing) in seen:
            continue
        seen.add((said[1], thing))
        draft.warn(
            "count-differs",
            "The framework says %(first)s %(thing)s, the work plan %(second)s.",
            severity="contradiction",
            path=said[1],
            place=place,
            first=other,
            second=match["number"],
            thing=thing,
        )


def _start(text: str) -> str:
    return " ".join(text.lower().split()[:_SAME_START])


def _place(draft: DraftBuilder, path: str) -> Passage | None:
    spans = draft.spans.get(path)
    return draft.reading.passage(spans[0].start, spans[0].end) if spans else None
