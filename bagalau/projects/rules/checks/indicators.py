"""Indicators, gender and the theory of change: PD-70 to PD-79. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.projects.rules.checks.framework import short
from bagalau.projects.rules.checks.wording import claims, results, same
from bagalau.projects.rules.figures import SEX, has_baseline
from bagalau.projects.rules.findings import Finding
from bagalau.projects.rules.record import Indicator, Level, Measure, Project, Result
from bagalau.projects.rules.theory import Edge, Fault, Node, faults

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_DIGIT = re.compile(r"\d|\b(?:zero|none|no|nil|one|two|three|four|five|six|seven|eight|nine|ten|ноль|нет|жоқ)\b", re.I)


def _measured(project: Project) -> Iterator[tuple[Result, Indicator]]:
    for row in results(project, *Level):
        for one in row.indicators:
            yield row, one


def baseline(project: Project) -> Iterator[Finding]:
    """PD-70."""
    for row, one in _measured(project):
        if not has_baseline(one, row):
            yield _lacks("PD-70", WARNING, one, "baseline", mark("This indicator has no baseline: %(name)s."))


def target(project: Project) -> Iterator[Finding]:
    """PD-71."""
    for _row, one in _measured(project):
        if not (one.target or any(not value.is_baseline for value in one.values)):
            yield _lacks("PD-71", WARNING, one, "target", mark("This indicator has no target: %(name)s."))


def source(project: Project) -> Iterator[Finding]:
    """PD-72."""
    bare = [one for _row, one in _measured(project) if not (one.verification or one.data_source)]
    if bare:
        yield Finding(
            "PD-72",
            NOTE,
            bare[0].at,
            "verification",
            mark("Indicators that do not say where their values come from: %(count)s, such as %(name)s."),
            {"count": str(len(bare)), "name": _name(bare[0])},
            also=tuple(one.at for one in bare[1:]),
        )


def by_sex(project: Project) -> Iterator[Finding]:
    """PD-73."""
    found = [one for _row, one in _measured(project)]
    said = [" ".join([*one.disaggregation, one.name, one.definition]) for one in found]
    if found and not any(map(SEX.search, said)) and not any(value.sex for one in found for value in one.values):
        yield Finding(
            "PD-73",
            NOTE,
            found[0].at,
            "disaggregation",
            mark("No indicator is told apart by sex."),
            also=tuple(one.at for one in found[1:]),
        )


def gender(project: Project) -> Iterator[Finding]:
    """PD-74."""
    for row in results(project, Level.OUTPUT):
        if row.gender_marker is None:
            values = {"number": row.number or "–"}
            yield Finding(
                "PD-74", NOTE, row.at, "gender_marker", mark("Output %(number)s has no gender marker."), values
            )


def mixed(project: Project) -> Iterator[Finding]:
    """PD-75."""
    for _row, one in _measured(project):
        if same(one.name, one.target) or any(claim.start == 0 for claim in claims(one.name.strip())):
            yield _lacks("PD-75", NOTE, one, "name", mark("Indicator and target are one sentence: %(name)s."))


def words(project: Project) -> Iterator[Finding]:
    """PD-76."""
    for row, one in _measured(project):
        said = one.baseline or row.baseline
        numeric = any(value.is_baseline and value.value is not None for value in one.values)
        if said and not numeric and one.measure != Measure.QUALITATIVE and not _DIGIT.search(said):
            yield _lacks("PD-76", NOTE, one, "baseline", mark("The baseline is told in words, not measured: %(name)s."))


def unmeasured(project: Project) -> Iterator[Finding]:
    """PD-77."""
    for row in results(project, Level.OUTCOME, Level.OUTPUT):
        below = [one for child in row.children if child.level == Level.TARGET for one in child.indicators]
        if row.title and not row.indicators and not below:
            yield Finding(
                "PD-77",
                WARNING if row.level == Level.OUTCOME else NOTE,
                row.at,
                "indicators",
                mark("Nothing measures this outcome: %(title)s.")
                if row.level == Level.OUTCOME
                else mark("Nothing measures this output: %(title)s."),
                {"title": short(row.title)},
            )


_FAULTS = {
    Fault.CYCLE: mark("The theory of change goes in a circle: %(titles)s."),
    Fault.NO_OUTCOME: mark("In the theory of change this output leads to no outcome: %(titles)s."),
    Fault.NO_CAUSE: mark("In the theory of change nothing leads to this outcome: %(titles)s."),
    Fault.ALONE: mark("In the theory of change this stands alone: %(titles)s."),
    Fault.STRANGE: mark("A claim of the theory of change names what is not there: %(titles)s."),
    Fault.TO_ITSELF: mark("A claim of the theory of change leads to itself: %(titles)s."),
    Fault.DOUBLED: mark("A claim of the theory of change is stated twice: %(titles)s."),
}


def circle(project: Project) -> Iterator[Finding]:
    """PD-78."""
    return (one for one in _theory(project) if one.rule == "PD-78")


def theory(project: Project) -> Iterator[Finding]:
    """PD-79."""
    return (one for one in _theory(project) if one.rule == "PD-79")


def _theory(project: Project) -> Iterator[Finding]:
    if not project.links:
        return
    rows = results(project, *Level)
    nodes = [Node(row.at, row.level, row.title) for row in rows]
    nodes += [Node(one.at, "assumption", one.text) for one in project.assumptions]
    titles = {node.key: short(node.title) for node in nodes}
    edges = [Edge(one.cause, one.effect) for one in project.links]
    named = {end for edge in edges for end in (edge.cause, edge.effect)}
    levels = {Level.IMPACT, Level.OUTCOME, Level.OUTPUT}
    shown = [node for node in nodes if node.key in named or node.level in levels]
    for found in faults(shown, edges, {row.at for row in rows if row.indicators}):
        if found.fault in _FAULTS:
            in_circle = found.fault is Fault.CYCLE
            yield Finding(
                "PD-78" if in_circle else "PD-79",
                ERROR if in_circle else WARNING,
                found.keys[0],
                "title",
                _FAULTS[found.fault],
                {"titles": " → ".join(titles.get(key, "–") for key in found.keys)},
                also=found.keys[1:],
            )


def _lacks(rule: str, severity: Severity, one: Indicator, name: str, sentence: str) -> Finding:
    return Finding(rule, severity, one.at, name, sentence, {"name": _name(one)})


def _name(one: Indicator) -> str:
    return short(f"{one.number} {one.name}".strip())


def numbers(project: Project) -> Iterator[Finding]:
    """PD-90."""
    for _row, one in _measured(project):
        if one.measure == Measure.QUALITATIVE and any(value.value is not None for value in one.values):
            sentence = mark("This indicator is told in words, but has numbers: %(name)s. Say them in words, too.")
            yield _lacks("PD-90", NOTE, one, "values", sentence)
