"""How the rows of a project document are called, for lists of findings. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bagalau.lib.texts import mark
from bagalau.projects.rules import record as r
from bagalau.projects.rules.shape import children

SHORT = 60
LABELS: dict[type[r.Row], str] = {
    r.Contribution: mark("Contribution %(name)s"),
    r.Signature: mark("Signature %(party)s"),
    r.Section: "%(heading)s",
    r.Indicator: mark("Indicator %(name)s"),
    r.IndicatorValue: mark("Value of an indicator"),
    r.Assumption: mark("Assumption %(text)s"),
    r.Link: mark("Claim of the theory of change"),
    r.WorkPlan: mark("Work plan %(year)s"),
    r.PlannedResult: mark("activity result %(number)s"),
    r.PlannedAction: mark("action %(number)s"),
    r.BudgetLine: mark("line %(account)s %(description)s"),
    r.Share: mark("share of %(source)s"),
    r.BoardMember: mark("Board: %(member)s"),
    r.Contact: mark("Contact %(organisation)s"),
    r.QualityPlan: mark("Quality of activity result %(activity_result)s"),
    r.Criterion: mark("criterion %(criteria)s"),
    r.Risk: mark("Risk %(number)s"),
    r.MonitoringAction: mark("Monitoring: %(action)s"),
    r.CapacityAssessment: mark("Capacity of %(partner)s"),
    r.ScreeningRisk: mark("Screening: %(description)s"),
    r.Annex: mark("Annex %(title)s"),
}
LEVELS = {
    r.Level.IMPACT: mark("Impact"),
    r.Level.OUTCOME: mark("Outcome"),
    r.Level.OUTPUT: mark("Output %(number)s"),
    r.Level.TARGET: mark("Target %(number)s"),
    r.Level.ACTIVITY_RESULT: mark("Activity result %(number)s"),
    r.Level.ACTION: mark("action %(number)s"),
}
COVER, BARE = mark("Cover"), mark("line of %(amount)s")
ALONE = frozenset({r.Level.OUTPUT, r.Level.TARGET, r.Level.ACTIVITY_RESULT})  # known without what stands above


@dataclass(frozen=True)
class Step:
    """A row on the way to a place: an English template and what fills it."""

    label: str
    values: Mapping[str, str] = field(default_factory=dict)


def places(project: r.Project) -> dict[str, tuple[Step, ...]]:
    """For where each row stands, the way to it in words."""
    found: dict[str, tuple[Step, ...]] = {project.at: (Step(COVER),)}
    for at, way in _below(project, ()):
        found.setdefault(at, way)  # in a draft an indicator and its target stand in one place
    return found


def _below(row: r.Row, steps: tuple[Step, ...]) -> Iterator[tuple[str, tuple[Step, ...]]]:
    for name in children(type(row)):
        for child in getattr(row, name):
            alone = isinstance(child, r.Result) and child.level in ALONE
            way = (_step(child),) if alone else (*steps, _step(child))
            yield child.at, way
            yield from _below(child, () if isinstance(child, r.Result) and child.level == r.Level.OUTCOME else way)


def _step(row: r.Row) -> Step:
    label = LEVELS[r.Level(row.level)] if isinstance(row, r.Result) else LABELS[type(row)]
    if isinstance(row, r.BudgetLine) and not row.account and not row.description:
        return Step(BARE, {"amount": f"{row.amount:,f}" if row.amount is not None else "–"})
    values = {name: _short(str(getattr(row, name))) for name in ("number", *_NAMES) if f"%({name})s" in label}
    return Step(label, values)


_NAMES = (
    "name party heading text year account description source member organisation activity_result criteria action "
    "partner "
    "title"
).split()


def _short(text: str) -> str:
    line = " ".join(text.split()) if text != "None" else ""
    return (line if len(line) <= SHORT else f"{line[:SHORT].rsplit(' ', 1)[0]} …") or "–"
