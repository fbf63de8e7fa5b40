"""Hints in words: what the record of a project holds for a question, as short sentences with a link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagalau.documents.models import Document
from bagalau.projects.models import CapacityAssessment, Project, ProjectVersion
from bagalau.projects.models.words import SOURCE_TYPES
from bagalau.projects.queries.shown import risk_shown, risk_shown_in
from bagalau.projects.rules import record as r
from bagalau.projects.rules.figures import has_baseline, has_sex
from bagalau.projects.rules.looked_at import lines_on
from bagalau.projects.rules.risks import Level, matrix, screening_category
from bagalau.quality.hints import Hint

FEW = 3
HIGH = (Level.HIGH, Level.SUBSTANTIAL)


@dataclass(frozen=True)
class Seen:
    """What the sentences are made of: the project, the parts of its record that are needed, and what lies beside."""

    project: Project
    told: r.Project
    decided: Sequence[ProjectVersion] = ()
    days: Mapping[str, Sequence[date]] = field(default_factory=dict)
    documents: Iterable[Document] = ()

    def hint(self, text: str, part: str, on: date | None = None, *, lacks: bool = False) -> Hint:
        """A sentence that leads to a part of the project's page."""
        return Hint(text, on, "project", self.project.pk, part, lacks)


def board(seen: Seen) -> Iterator[Hint]:
    members = [_short(one.member, 60) for one in seen.told.board]
    if members:
        names = "; ".join(members[:FEW]) + ("; …" if len(members) > FEW else "")
        yield seen.hint(_("Members of the board: %(count)s (%(names)s).") % _n(len(members), names=names), "board")
    if seen.project.board_meetings_a_year:
        asked = _("Meetings of the board that the document asks for in a year: %(count)s.")
        yield seen.hint(asked % _n(seen.project.board_meetings_a_year), "facts")
    yield from _decided(seen)
    yield from _lines(seen, lines_on("board", seen.told.monitoring_actions))


def _decided(seen: Seen) -> Iterator[Hint]:
    for one in seen.decided[:FEW]:
        said = {"number": one.number, "kind": one.get_kind_display()}
        yield seen.hint(_("The board decided on version %(number)s (%(kind)s).") % said, "life", one.decided_on)


def _lines(seen: Seen, lines: Iterable[r.MonitoringAction]) -> Iterator[Hint]:
    """Lines of the monitoring plan: when they were completed, how they stand, or when they are due."""
    for line in lines:
        said = {"action": _short(line.action), "due": line.due, "completed": line.completed, "status": line.status}
        if line.completed:
            text = _("“%(action)s”: completed %(completed)s.") % said
        elif line.status:
            text = _("“%(action)s”: %(status)s.") % said
        elif line.due:
            text = _("“%(action)s”: due %(due)s, not said to be completed.") % said
        else:
            text = _("“%(action)s”: not said to be completed.") % said
        yield seen.hint(text, line.at or "monitoring", lacks=not line.completed and not line.status)


def risks(seen: Seen) -> Iterator[Hint]:
    log = seen.told.risks
    if not log:
        yield seen.hint(_("The log of risks is empty."), "risks", lacks=True)
        return
    days = seen.days.get("risks", ())
    yield seen.hint(_("Risks in the log: %(count)s.") % _n(len(log)), "risks")
    if days:
        quarters = {(day.year, (day.month - 1) // 3) for day in days}
        yield seen.hint(_("Quarters in which risks were added or updated: %(count)s.") % _n(len(quarters)), "risks")
        yield seen.hint(_("The log of risks was last updated."), "risks", days[-1])
    else:
        yield seen.hint(_("No risk says when it was identified or updated."), "risks", lacks=True)
    bare = sum(not one.countermeasures.strip() for one in log)
    if bare:
        said = _("Risks without countermeasures: %(count)s of %(all)s.") % _n(bare, all=len(log))
        yield seen.hint(said, "risks", lacks=True)
    shown = sorted((risk_shown(one) for one in log), key=lambda one: one.level != Level.HIGH)
    for one in [one for one in shown if one.level in HIGH][:FEW]:
        risk = {"level": _level(one.level), "risk": _short(one.row.description)}
        yield seen.hint(_("%(level)s risk: “%(risk)s”.") % risk, one.row.at)


def budget(seen: Seen) -> Iterator[Hint]:
    project, figures = seen.project, seen.project.figures
    yield seen.hint(_("Budget: %(amount)s.") % {"amount": _money(project.total, project.currency)}, "money")
    if project.required is not None:
        said = {"amount": _money(project.required, project.currency)}
        yield seen.hint(_("Resources required: %(amount)s.") % said, "money")
    if project.unfunded:
        yield seen.hint(_("Unfunded: %(amount)s.") % {"amount": _money(project.unfunded, project.currency)}, "money")
    for kind, cents in sorted(figures.get("sources", {}).items(), key=lambda one: -one[1])[:FEW]:
        said = {"source": str(SOURCE_TYPES.get(kind, _("No source"))), "amount": _cents(cents, project.currency)}
        yield seen.hint(_("%(source)s pays: %(amount)s.") % said, "money")
    if project.errors or project.warnings:
        counted = {"errors": project.errors, "warnings": project.warnings}
        yield seen.hint(_("The checker finds errors: %(errors)s; warnings: %(warnings)s.") % counted, "", lacks=True)


def framework(seen: Seen) -> Iterator[Hint]:
    rows = list(_indicators(seen.told.results))
    outputs = sum(one.level == r.Level.OUTPUT for one in _results(seen.told.results))
    said = {"outputs": outputs, "indicators": len(rows)}
    yield seen.hint(_("Outputs: %(outputs)s; indicators: %(indicators)s.") % said, "results")
    if not rows:
        return
    bare = [one for result, one in rows if not has_baseline(one, result)]
    whole = [one for _result, one in rows if not has_sex(one)]
    no_baseline = _("Indicators without a baseline: %(count)s of %(all)s.") % _n(len(bare), all=len(rows))
    yield seen.hint(no_baseline, "results", lacks=bool(bare))
    no_sex = _("Indicators that are not told by sex: %(count)s of %(all)s.") % _n(len(whole), all=len(rows))
    yield seen.hint(no_sex, "results", lacks=bool(whole))
    for one in bare[:FEW]:
        yield seen.hint(_("No baseline: “%(indicator)s”.") % {"indicator": _short(one.name)}, one.at, lacks=True)


def gender(seen: Seen) -> Iterator[Hint]:
    outputs = [one for one in _results(seen.told.results) if one.level == r.Level.OUTPUT]
    marks = Counter(one.gender_marker for one in outputs if one.gender_marker is not None)
    if marks:
        told = ", ".join(f"GEN{mark}: {count}" for mark, count in sorted(marks.items(), reverse=True))
        yield seen.hint(_("Gender marker of the outputs: %(marks)s.") % {"marks": told}, "results")
    if unmarked := sum(one.gender_marker is None for one in outputs):
        without = _("Outputs without a gender marker: %(count)s of %(all)s.") % _n(unmarked, all=len(outputs))
        yield seen.hint(without, "results", lacks=True)
    rows = [one for _result, one in _indicators(seen.told.results)]
    if rows:
        by_sex = _("Indicators that are told by sex: %(count)s of %(all)s.")
        yield seen.hint(by_sex % _n(sum(map(has_sex, rows)), all=len(rows)), "results")


def work_plan(seen: Seen) -> Iterator[Hint]:
    years = ", ".join(sorted(seen.project.figures.get("years", {})))
    if years:
        yield seen.hint(_("Work plans with money: %(years)s.") % {"years": years}, "plans")
    yield from _decided(seen)
    yield from _lines(seen, lines_on("work_plan", seen.told.monitoring_actions))


def monitoring(seen: Seen) -> Iterator[Hint]:
    plan = seen.told.monitoring_actions
    if not plan:
        yield seen.hint(_("The monitoring plan is empty."), "monitoring", lacks=True)
        return
    done = [line for line in plan if line.completed]
    said = _("Lines of the monitoring plan that are completed: %(count)s of %(all)s.") % _n(len(done), all=len(plan))
    yield seen.hint(said, "monitoring")
    yield from _lines(seen, (line for line in plan if not line.completed))


def procurement(seen: Seen) -> Iterator[Hint]:
    yield from _lines(seen, lines_on("procurement", seen.told.monitoring_actions))


def screening(seen: Seen) -> Iterator[Hint]:
    rows = [risk_shown_in(one) for one in seen.told.screening]
    if not rows:
        yield seen.hint(_("No social or environmental risk is on record."), "screening", lacks=True)
        return
    yield seen.hint(_("Social and environmental risks: %(count)s.") % _n(len(rows)), "screening")
    category = screening_category([one.level for one in rows])
    if category is not None:
        yield seen.hint(_("Category of the screening: %(level)s.") % {"level": _level(category)}, "screening")
    for one in [one for one in rows if not one.row.measures.strip()][:FEW]:
        bare = _("No measure is told for: “%(risk)s”.") % {"risk": _short(one.row.description)}
        yield seen.hint(bare, one.row.at, lacks=True)


def partners(seen: Seen) -> Iterator[Hint]:
    if seen.project.implementing_partner:
        said = {"partner": _short(seen.project.implementing_partner)}
        yield seen.hint(_("Implementing partner: %(partner)s.") % said, "facts")
    for one in seen.told.assessments:
        yield partner(seen.project, one)


def partner(project: Project, row: r.CapacityAssessment | CapacityAssessment) -> Hint:
    """How a project tells that a partner's capacity was assessed."""
    said = {"partner": _short(row.partner), "rating": row.adjusted_rating or row.rating or "–"}
    on = row.assessed.last_day if row.assessed else None
    return Hint(_("Capacity of %(partner)s (HACT): %(rating)s.") % said, on, "project", project.pk, "partners")


def papers(seen: Seen) -> Iterator[Hint]:
    for one in seen.documents:
        yield Hint(_short(one.title), None, "document", one.pk)


OF_PROJECT: Mapping[str, Callable[[Seen], Iterator[Hint]]] = {
    "board": board,
    "risks": risks,
    "budget": budget,
    "framework": framework,
    "gender": gender,
    "work_plan": work_plan,
    "monitoring": monitoring,
    "procurement": procurement,
    "screening": screening,
    "partners": partners,
    "documents": papers,
}
NEEDED: Mapping[str, Sequence[str]] = {
    "board": ("board", "monitoring_actions"),
    "risks": ("risks",),
    "framework": ("results",),
    "gender": ("results",),
    "work_plan": ("monitoring_actions",),
    "monitoring": ("monitoring_actions",),
    "procurement": ("monitoring_actions",),
    "screening": ("screening",),
    "partners": ("assessments",),
}
"""The parts of the record that each needs."""


def _results(rows: Iterable[r.Result]) -> Iterator[r.Result]:
    for row in rows:
        yield row
        yield from _results(row.children)


def _indicators(rows: Iterable[r.Result]) -> Iterator[tuple[r.Result, r.Indicator]]:
    return ((row, one) for row in _results(rows) for one in row.indicators)


def _n(count: int, **more: Any) -> dict[str, Any]:
    return {"count": count, **more}


def _short(text: str, most: int = 120) -> str:
    return Truncator(" ".join(text.split())).chars(most)


def _level(level: Level | None) -> str:
    names = matrix().levels[level] if level else {}
    return names.get((get_language() or "en")[:2]) or names.get("en", "")


def _cents(cents: int, currency: str) -> str:
    return _money(Decimal(cents).scaleb(-2), currency)


def _money(amount: Decimal, currency: str) -> str:
    return f"{number_format(amount, 2 if amount % 1 else 0, force_grouping=True)} {currency}"
