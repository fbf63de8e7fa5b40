"""The chain of results between the contract and the record. Pure.

The contract states the outcome's indicators, the outputs with their targets, and the activity results with their
actions side by side; the record hangs them on each other: outcome, outputs, then targets and activity results.
Baselines and indicators of a target stand in the yearly work plans and become indicators with a target for each year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bagalau.lib.periods import When
from bagalau.projects.rules.contract.cells import rows, text
from bagalau.projects.rules.record import Indicator, IndicatorValue, Level, Project, Result

Told = Mapping[str, Any]


def results_of(told: Told) -> tuple[Result, ...]:
    """The tree of results that a draft states."""
    outputs = [_output(told, row, at) for at, row in enumerate(told.get("outputs") or ())]
    activities = [_activity(row, at) for at, row in enumerate(told.get("activity_results") or ())]
    if not outputs and activities:
        outputs = [Result(at="outputs", level=Level.OUTPUT, title=text(told.get("programme_output")))]
    for activity, row in zip(activities, told.get("activity_results") or (), strict=True):
        place = next((at for at, one in enumerate(outputs) if one.number == text(row.get("output"))), 0)
        outputs[place] = replace(outputs[place], children=(*outputs[place].children, activity))
    outcome = text(told.get("framework_outcome") or told.get("programme_outcome"))
    indicators = rows(Indicator, told, "outcome_indicators")
    if not (outcome or indicators or outputs):
        return ()
    return (
        Result(
            at="programme_outcome",
            level=Level.OUTCOME,
            title=outcome,
            indicators=indicators,
            children=tuple(outputs),
        ),
    )


def _output(told: Told, row: Told, at: int) -> Result:
    targets = tuple(
        _target(told, row, one, f"outputs[{at}].targets[{place}]") for place, one in enumerate(row.get("targets") or ())
    )
    return Result(
        at=f"outputs[{at}]",
        level=Level.OUTPUT,
        number=text(row.get("number")),
        title=text(row.get("title")),
        gender_marker=row.get("gender_marker"),
        indicators=rows(Indicator, row, "indicators", f"outputs[{at}]"),
        children=targets,
    )


def _target(told: Told, output: Told, row: Told, at: str) -> Result:
    """A target of an output; what the work plans say of it year by year becomes its baseline and indicators."""
    number = text(row.get("number"))
    found: dict[str, Indicator] = {}
    baseline = ""
    for year, path, planned in _planned_targets(told, text(output.get("number")), number):
        baseline = baseline or text(planned.get("baseline"))
        for place, words in enumerate(planned.get("indicators") or ()):
            known = found.get(words) or Indicator(at=f"{path}.indicators[{place}]", name=words, target=words)
            value = IndicatorValue(at=f"{path}.indicators[{place}]", period=When.parse(f"{year:04}"), text=words)
            found[words] = replace(known, values=(*known.values, value))
    return Result(
        at=at,
        level=Level.TARGET,
        number=number,
        title=text(row.get("text")),
        baseline=baseline,
        indicators=tuple(found.values()),
    )


def _planned_targets(told: Told, output: str, number: str) -> Iterator[tuple[int, str, Told]]:
    """What the work plans say of a target; where they name no output, the number alone tells."""
    for at, plan in enumerate(told.get("work_plans") or ()):
        year = plan.get("year")
        for place, row in enumerate(plan.get("targets") or ()):
            same = text(row.get("number")) == number and text(row.get("output")) in {"", output}
            if same and isinstance(year, int) and 1 <= year <= 9999:
                yield year, f"work_plans[{at}].targets[{place}]", row


def _activity(row: Told, at: int) -> Result:
    under = f"activity_results[{at}]"
    return Result(
        at=under,
        level=Level.ACTIVITY_RESULT,
        number=text(row.get("number")),
        title=text(row.get("title")),
        responsible_parties=text(row.get("responsible_parties")),
        inputs=text(row.get("inputs")),
        children=tuple(
            Result(
                at=f"{under}.actions[{place}]",
                level=Level.ACTION,
                number=text(one.get("number")),
                title=text(one.get("text")),
            )
            for place, one in enumerate(row.get("actions") or ())
        ),
    )


def chain_told(project: Project) -> dict[str, Any]:
    """The tree as the contract states it."""
    found = list(_walked(project.results))
    outcomes = [row for row, _above in found if row.level == Level.OUTCOME]
    outputs = [row for row, _above in found if row.level == Level.OUTPUT]
    activities = [(row, above) for row, above in found if row.level == Level.ACTIVITY_RESULT]
    return {
        "outcome_indicators": [
            {"name": one.name or None, "baseline": one.baseline or None, "target": one.target or None}
            for row in outcomes
            for one in row.indicators
        ],
        "outputs": [
            {
                "number": _numeral(row.number),
                "title": row.title or None,
                "targets": [_numbered(one) for one in row.children if one.level == Level.TARGET],
            }
            for row in outputs
        ],
        "activity_results": [
            {
                "number": _numeral(row.number),
                "title": row.title or None,
                "actions": [
                    {"number": one.number or None, "text": one.title or None}
                    for one in row.children
                    if one.level == Level.ACTION
                ],
                "responsible_parties": row.responsible_parties or None,
                "inputs": row.inputs or None,
            }
            | ({"output": _numeral(above.number)} if above and len(outputs) > 1 else {})
            for row, above in activities
        ],
    }


def targets_told(project: Project, year: int) -> list[dict[str, Any]]:
    """What the work plan of a year says of the targets: baseline, and the indicators with a target for that year."""
    return [
        _numbered(row) | {"baseline": row.baseline or None, "indicators": _of_year(row, year)}
        for row, _above in _walked(project.results)
        if row.level == Level.TARGET
    ]


def _of_year(row: Result, year: int) -> list[str]:
    return [
        one.name
        for one in row.indicators
        if any(value.period and value.period.last_day.year == year for value in one.values if not value.is_baseline)
    ]


def _walked(results: tuple[Result, ...], above: Result | None = None) -> Iterator[tuple[Result, Result | None]]:
    for row in results:
        yield row, above
        yield from _walked(row.children, row)


def _numbered(row: Result) -> dict[str, Any]:
    return {"number": _numeral(row.number), "text": row.title or None}


def _numeral(number: str) -> int | str | None:
    return int(number) if number.isascii() and number.isdecimal() else number or None
