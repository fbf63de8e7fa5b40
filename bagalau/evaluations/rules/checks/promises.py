"""Checks of what was promised and how it is followed up: EK-01 to EK-06, EK-10 to EK-12, EK-18. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher

from bagalau.commitments.rules import OPEN, Status
from bagalau.evaluations.rules.checks.covering import Match, Weights, carried
from bagalau.evaluations.rules.checks.likeness import forms_of, stems
from bagalau.evaluations.rules.checks.refusals import is_refused, refused_parts
from bagalau.evaluations.rules.checks.told import Action, Part, Place, Recommendation, Report, Result
from bagalau.lib.periods import months_after
from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark

Parameters = Mapping[str, Decimal]
LONG_ENOUGH = 40  # letters of a comment that nobody writes twice by chance
SLIP = 0.85  # likeness of a name to the one it was meant to be
MANY = 5  # key actions of which at least one should have moved


def _actions(report: Report) -> Iterator[tuple[Recommendation, Action]]:
    return ((row, one) for row in report.recommendations for one in row.actions)


def without_action(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-01: once the evaluation is answered."""
    sentence = mark("No key action carries it out.")
    return [
        Result("EK-01", Severity.ERROR, row.place, sentence)
        for row in report.recommendations
        if report.responses and not row.actions and not is_refused(row)
    ]


def parts_left(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-02: what is no longer applicable carries nothing out, which is said."""
    weights = Weights(report.recommendations)
    found = []
    for row in report.recommendations:
        if not row.parts or not row.actions or is_refused(row):
            continue
        by_dropping = [[one for one in row.actions if _is_dropped(one) is dropped] for dropped in (False, True)]
        live, dropped = (_carried(row, actions, weights) for actions in by_dropping)
        refused = refused_parts(row)
        found += [
            _left(row, part, live[part.label], dropped[part.label])
            for part in row.parts
            if part.label not in refused and not live[part.label].holds
        ]
    return found


def _is_dropped(one: Action) -> bool:
    return one.status is Status.NO_LONGER_APPLICABLE


def _carried(row: Recommendation, actions: list[Action], weights: Weights) -> dict[str, Match]:
    """By words, unless the key action names the part."""
    found = carried(row, [one.text for one in actions], weights)
    named = {label for one in actions for label in one.parts}
    return {label: replace(match, holds=match.holds or label in named) for label, match in found.items()}


def _left(row: Recommendation, part: Part, live: Match, dropped: Match) -> Result:
    place = Place(
        "recommendation",
        row.key,
        mark("Recommendation %(number)s (%(label)s)"),
        {"number": row.number, "label": part.label},
    )
    sentence = mark("No key action seems to carry this part out. Words they share: %(words)s.")
    if dropped.holds:
        sentence = mark("Only what is no longer applicable would carry this part out. Words they share: %(words)s.")
    words = ", ".join(forms_of(part.text, (dropped if dropped.holds else live).words)) or "–"
    return Result("EK-02", Severity.WARNING, place, sentence, {"words": words}, part.text)


def pasted(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-03."""
    known: dict[str, list[tuple[Recommendation, Action]]] = {}
    for row, one in _actions(report):
        comment = re.sub(r"\W+", " ", one.comment).strip().casefold()
        if len(comment) >= LONG_ENOUGH:
            known.setdefault(comment, []).append((row, one))
    sentence = mark("Its comment stands word for word on %(count)s key actions.")
    return [
        Result("EK-03", Severity.WARNING, row.place_of(one), sentence, {"count": len(owners)}, comment)
        for comment, owners in known.items()
        if len(owners) > 1
        for row, one in owners
    ]


def unproven(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-04."""
    sentence = mark("It is said to be completed; there is no evidence and no reason why not.")
    return [
        Result("EK-04", Severity.WARNING, row.place_of(one), sentence)
        for row, one in _actions(report)
        if one.status is Status.COMPLETED and not one.evidence and not one.no_evidence.strip()
    ]


def too_early(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-05: the day completion was said, or last told of by the paper."""
    found = []
    first = date(report.completed.last_day.year, report.completed.last_day.month, 1) if report.completed else None
    for row, one in _actions(report):
        done = one.completed or one.updated
        if one.status is not Status.COMPLETED or done is None:
            continue
        began = max((day for day in (one.added, first) if day), default=None)
        if began and done < began:
            sentence = mark("It was completed on %(done)s, before it could begin on %(began)s.")
            found.append(Result("EK-05", Severity.ERROR, row.place_of(one), sentence, {"done": done, "began": began}))
    return found


def silent(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-06."""
    limit = months_after(today, -int(parameters["silent.months"]))
    sentence = mark("Nothing was said about it since %(day)s.")
    return [
        Result("EK-06", Severity.WARNING, row.place_of(one), sentence, {"day": told}, f"{told}")
        for row, one in _actions(report)
        if one.status in OPEN and (told := one.updated or one.added) and told < limit
    ]


def due_when_added(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-10."""
    sentence = mark("It was added on %(added)s, when it was already due on %(due)s.")
    return [
        Result("EK-10", Severity.WARNING, row.place_of(one), sentence, {"added": one.added, "due": one.first_due})
        for row, one in _actions(report)
        if one.added and one.first_due and one.first_due < one.added
    ]


def nobody_or_never(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-11."""
    found = []
    for row, one in _actions(report):
        if one.status not in OPEN:
            continue
        if one.due is None:
            found.append(Result("EK-11", Severity.WARNING, row.place_of(one), mark("It has no date."), mark="date"))
        if not one.responsible.strip() and not one.owned:
            found.append(
                Result("EK-11", Severity.WARNING, row.place_of(one), mark("Nobody is responsible."), mark="who")
            )
    return found


def misspelt(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-12: against known names, and against what other key actions of the report say more often, of which the words
    count as well: where "Officer" stands often, "Oficer" is a slip, whoever of them it is."""
    counted = Counter(name for _row, one in _actions(report) for name in _names(one.responsible))
    words = Counter(word for name in (*counted, *report.known_names) for word in name.casefold().split())
    found = []
    for row, one in _actions(report):
        for name in _names(one.responsible):
            if name in report.known_names:
                continue
            better = {other for other in counted if _is_better(other, name, counted, words)} | report.known_names
            if meant := _meant(name, better - {name}):
                sentence = mark("“%(name)s” may be meant as “%(meant)s”.")
                found.append(
                    Result("EK-12", Severity.NOTE, row.place_of(one), sentence, {"name": name, "meant": meant}, name)
                )
    return found


def _is_better(other: str, name: str, counted: Counter[str], words: Counter[str]) -> bool:
    """Whether a name stands more often than another, or as often with words that do."""
    if counted[other] != counted[name]:
        return counted[other] > counted[name]
    mine, theirs = name.casefold().split(), other.casefold().split()
    return sum(words[word] for word in theirs) > sum(words[word] for word in mine)


def _names(text: str) -> list[str]:
    return [name for part in re.split(r"[,;/]| and | и | және ", text) if (name := " ".join(part.split()))]


def _meant(name: str, others: set[str] | frozenset[str]) -> str | None:
    """The name it was meant to be: as long, alike, but not the same but for case, number or the ends of words."""
    close = [
        (SequenceMatcher(None, name.casefold(), other.casefold(), autojunk=False).ratio(), other)
        for other in others
        if abs(len(name) - len(other)) <= 2 and stems(name) != stems(other)
    ]
    likeness, best = max(close, default=(0.0, None))
    digits = re.sub(r"\D", "", name) == re.sub(r"\D", "", best or "")
    return best if likeness >= SLIP and digits else None


def standing_still(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-18: a year after the response at the latest something should have been completed."""
    actions = [one for _row, one in _actions(report)]
    if len(actions) < MANY or any(one.status not in OPEN for one in actions):
        return []
    if report.completed is None or report.completed.last_day >= months_after(today, -12):
        return []
    sentence = mark("None of the %(count)s key actions is completed, more than a year after the evaluation.")
    return [Result("EK-18", Severity.NOTE, report.place, sentence, {"count": len(actions)})]
