"""Whether framework, work plans and quality plan say the same: PD-40 to PD-45, PD-48, PD-49. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.projects.rules.checks.lines import once
from bagalau.projects.rules.checks.wording import (
    LIKE,
    Claim,
    about,
    actions,
    alike,
    best,
    claims,
    counterpart,
    folded,
    planned_of,
    results,
    same,
)
from bagalau.projects.rules.findings import Change, Correction, Finding
from bagalau.projects.rules.record import Level, PlannedAction, Project, Result

WARNING, NOTE = Severity.WARNING, Severity.NOTE
SHORT = 90


def unplanned(project: Project) -> Iterator[Finding]:
    """PD-40."""
    for activity in results(project, Level.ACTIVITY_RESULT):
        plans = [planned for _year, planned in planned_of(project, activity) if planned.actions]
        for action in actions(activity) if plans else ():
            if not any(counterpart(action, planned) for planned in plans):
                yield Finding(
                    "PD-40",
                    WARNING,
                    action.at,
                    "title",
                    mark("Action %(action)s of activity result %(number)s stands in no work plan: %(text)s."),
                    _of(activity, action) | {"text": short(action.title)},
                    also=tuple(planned.at for planned in plans),
                )


def unforeseen(project: Project) -> Iterator[Finding]:
    """PD-41."""
    for activity in results(project, Level.ACTIVITY_RESULT):
        foreseen = [(action.title, action) for action in actions(activity)]
        for year, planned in planned_of(project, activity) if foreseen else ():
            for action in planned.actions:
                if best(action.text, foreseen) is None:
                    yield Finding(
                        "PD-41",
                        WARNING,
                        action.at,
                        "text",
                        mark(
                            "An action that %(year)s plans for activity result %(number)s is not in the framework: "
                            "%(text)s."
                        ),
                        {"year": str(year), "number": activity.number or "–", "text": short(action.text)},
                        also=(activity.at,),
                    )


def unmatched(project: Project) -> Iterator[Finding]:
    """PD-42."""
    activities = results(project, Level.ACTIVITY_RESULT)
    if not activities or not any(plan.activity_results for plan in project.work_plans):
        return
    met = {id(planned) for activity in activities for _year, planned in planned_of(project, activity)}
    for activity in activities:
        if not planned_of(project, activity):
            yield Finding(
                "PD-42",
                WARNING,
                activity.at,
                "number",
                mark("Activity result %(number)s of the framework stands in no work plan."),
                {"number": activity.number or short(activity.title)},
            )
    for plan in project.work_plans:
        for planned in plan.activity_results:
            if id(planned) not in met:
                yield Finding(
                    "PD-42",
                    WARNING,
                    planned.at,
                    "number",
                    mark("The work plan of %(year)s has activity result %(number)s, which the framework has not."),
                    {"year": str(plan.year), "number": planned.number or short(planned.title)},
                )


def titles(project: Project) -> Iterator[Finding]:
    """PD-43."""
    for activity in results(project, Level.ACTIVITY_RESULT):
        for year, planned in planned_of(project, activity):
            if planned.title and activity.title and alike(planned.title, activity.title) < LIKE:
                yield Finding(
                    "PD-43",
                    WARNING,
                    planned.at,
                    "title",
                    mark(
                        "Activity result %(number)s bears another title in %(year)s: “%(found)s” for “%(framework)s”."
                    ),
                    {"year": str(year), "number": activity.number or "–"}
                    | {"found": short(planned.title), "framework": short(activity.title)},
                    corrections=(
                        Correction(mark("The title of the framework"), (Change(planned.at, "title", activity.title),)),
                    ),
                    also=(activity.at,),
                )


def other_numbers(project: Project) -> Iterator[Finding]:
    """PD-44."""
    return (one for one in _numbers(project) if one.rule == "PD-44")


def lost_numbers(project: Project) -> Iterator[Finding]:
    """PD-45."""
    return (one for one in _numbers(project) if one.rule == "PD-45")


@once
def _numbers(project: Project) -> tuple[Finding, ...]:
    return tuple(_numbers_in(project))


def _numbers_in(project: Project) -> Iterator[Finding]:
    for activity in results(project, Level.ACTIVITY_RESULT):
        plans = planned_of(project, activity)
        for action in actions(activity):
            told = list(claims(action.title))
            meant = [
                (year, other) for year, planned in plans if told and (other := counterpart(action, planned)) is not None
            ]
            for claim in told if meant else ():
                yield from _number(project, activity, action, claim, meant)


def _number(
    project: Project, activity: Result, action: Result, claim: Claim, meant: list[tuple[int, PlannedAction]]
) -> Iterator[Finding]:
    found = [(year, one, other) for year, one in meant for other in claims(one.text) if about(claim, other)]
    values = _of(activity, action) | {"claim": claim.said}
    if not found:
        if not any(any(claims(one.text)) for _year, one in meant):
            yield Finding(
                "PD-45",
                WARNING,
                action.at,
                "title",
                mark(
                    "The framework promises “%(claim)s” in action %(action)s of activity result %(number)s; the work "
                    "plans give no number."
                ),
                values,
                also=tuple(one.at for _year, one in meant),
            )
        return
    if all(other.number == claim.number for _year, _one, other in found):
        return
    years = tuple((str(year), other.said) for year, _one, other in found)
    together = sum(other.number for _year, _one, other in found)
    elsewhere = [
        row.at
        for row in project.quality_criteria
        if any(about(claim, other) and other.number == claim.number for other in claims(row.description))
    ]
    yield Finding(
        "PD-44",
        WARNING,
        action.at,
        "title",
        mark(
            "Action %(action)s of activity result %(number)s: the framework says “%(claim)s”, the work plans "
            "%(years)s: together the same, if each year means other ones."
        )
        if together == claim.number
        else mark(
            "Action %(action)s of activity result %(number)s: the framework says “%(claim)s”, the work plans %(years)s."
        ),
        values | {"years": years},
        claim.said,
        found[0][2].said,
        (
            Correction(
                mark("The number of the framework"),
                tuple(
                    Change(one.at, "text", _with(one.text, other, claim.number))
                    for _year, one, other in found
                    if other.number != claim.number
                ),
            ),
            Correction(
                mark("The number of the work plan"),
                (Change(action.at, "title", _with(action.title, claim, found[0][2].number)),),
            ),
        ),
        (*(one.at for _year, one, _other in found), *elsewhere),
    )


def _with(text: str, claim: Claim, number: int) -> str:
    """A text with another number in the place of a claim's."""
    return f"{text[: claim.start]}{number}{text[claim.end :]}"


def quality_numbers(project: Project) -> Iterator[Finding]:
    """PD-48."""
    activities = results(project, Level.ACTIVITY_RESULT)
    numbered = any(activity.number for activity in activities)
    for row in project.quality_criteria if numbered else ():
        named = [activity for activity in activities if activity.number and activity.number == row.activity_result]
        if named and (not row.title or any(alike(row.title, one.title) >= LIKE for one in named)):
            continue
        meant = best(row.title, ((activity.title, activity) for activity in activities)) if row.title else None
        if meant is None and named:
            continue
        yield Finding(
            "PD-48",
            WARNING,
            row.at,
            "activity_result",
            mark("The quality plan calls “%(title)s” activity result %(found)s; in the framework it is %(number)s.")
            if meant
            else mark("The quality plan has activity result %(found)s, which the framework has not."),
            {"found": row.activity_result or "–", "title": short(row.title), "number": meant.number if meant else "–"},
            meant.number if meant else None,
            row.activity_result,
            (Correction(mark("The number of the framework"), (Change(row.at, "activity_result", meant.number),)),)
            if meant
            else (),
        )
    yield from _jumps(activities)


def _jumps(activities: list[Result]) -> Iterator[Finding]:
    given = [(int(one.number), one) for one in activities if one.number.isascii() and one.number.isdecimal()]
    for (before, _one), (number, activity) in pairwise(given):
        if number > before + 1:
            yield Finding(
                "PD-48",
                WARNING,
                activity.at,
                "number",
                mark("Activity result %(number)s follows %(before)s: one is missing or misnumbered."),
                {"number": str(number), "before": str(before)},
                str(before + 1),
                str(number),
            )


def outputs(project: Project) -> Iterator[Finding]:
    """PD-49."""
    stated = results(project, Level.OUTPUT)
    for output in stated:
        rows = [
            row
            for row in project.quality_criteria
            if row.output and (len(stated) == 1 or best(row.output, ((one.title, one) for one in stated)) is output)
        ]
        other = [row for row in rows if output.title and not same(row.output, output.title)]
        if other:
            count = len({folded(output.title), *(folded(row.output) for row in other)})
            yield Finding(
                "PD-49",
                WARNING,
                output.at,
                "title",
                mark("The output is worded in %(count)s ways: “%(framework)s”, and elsewhere “%(found)s”."),
                {"count": str(count), "framework": short(output.title), "found": short(other[-1].output)},
                "1",
                str(count),
                (
                    Correction(
                        mark("The wording of the framework"),
                        tuple(Change(row.at, "output", output.title) for row in other),
                    ),
                ),
                tuple(row.at for row in other),
            )


def _of(activity: Result, action: Result) -> dict[str, str]:
    return {"number": activity.number or "–", "action": action.number or "–"}


def short(text: str) -> str:
    """A text as a sentence cites it."""
    text = text.strip().rstrip(".")
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"
