"""Reads: the roster, who is in a team, and what is worth knowing of a member."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Avg, Count, Q, QuerySet

from bagalau.evaluations.access import VIEW_EVALUATIONS, VIEW_ROSTER
from bagalau.evaluations.models import CoveredProject, Declaration, Evaluation, Evaluator, TeamMember
from bagalau.evaluations.queries.content import print_of
from bagalau.evaluations.rules.roster import Doubt, Known, Standing, Vetting, average, doubts, standing
from bagalau.people import journal
from bagalau.people.access import Viewer, require, visible
from bagalau.people.models import Person, Unit
from bagalau.web.records import one


def evaluators(viewer: Viewer) -> QuerySet[Evaluator]:
    """The roster: one for the whole organisation, whoever keeps an entry; with how often and how well each worked."""
    require(viewer, VIEW_ROSTER)
    return Evaluator.objects.select_related("unit").annotate(
        assignment_count=Count("assignments"), performance=Avg("assignments__performance")
    )


def evaluator(viewer: Viewer, pk: int) -> Evaluator:
    """The door to an evaluator."""
    require(viewer, VIEW_ROSTER)
    return one(Evaluator.objects.select_related("unit", "person"), pk)


def listing(text: str, *fields: str) -> Q:
    """The condition that one of some lists of words of an evaluator holds a text, in either case.

    The lists are read and compared here: one database keeps the letters of other scripts in them as numbers.
    """
    wanted = text.casefold()
    rows = Evaluator.objects.values_list("pk", *fields)
    return Q(pk__in=[pk for pk, *lists in rows if any(wanted in word.casefold() for words in lists for word in words)])


def in_standing(name: Standing, today: date) -> Q:
    """The condition for a standing of the vetting on a day (EL-10)."""
    return {
        Standing.UNVETTED: Q(vetting=Vetting.UNVETTED),
        Standing.VETTED: Q(vetting=Vetting.VETTED, vetted_until__gte=today),
        Standing.EXPIRED: Q(vetting=Vetting.VETTED, vetted_until__lt=today),
        Standing.SUSPENDED: Q(vetting=Vetting.SUSPENDED),
    }[name]


@dataclass(frozen=True)
class Record:
    """What an evaluator did: the assignments that the viewer may see, how many there are, and how they were rated."""

    assignments: list[TeamMember]
    count: int
    average: tuple[Decimal, int] | None


def record(viewer: Viewer, of: Evaluator) -> Record:
    """The assignments of an evaluator, the latest first; those of evaluations that do not open are only counted."""
    rows = list(of.assignments.select_related("evaluation__unit").order_by("-evaluation__end_sort", "-pk"))
    open_to = [row for row in rows if viewer.may(VIEW_EVALUATIONS, row.evaluation)]
    return Record(open_to, len(rows), average(row.performance for row in rows))


def conflicts_of(viewer: Viewer, of: Evaluator) -> QuerySet[Declaration]:
    """The conflicts of interest that an evaluator declared, for the evaluations that the viewer may see."""
    seen = Evaluation.objects.filter(visible(viewer, VIEW_EVALUATIONS, kind="evaluation"))
    return of.declarations.filter(has_conflict=True, evaluation__in=seen).select_related("evaluation", "cleared_by")


def declarations(of: Evaluation) -> QuerySet[Declaration]:
    """What was declared for an evaluation; the caller has opened its door."""
    return of.declarations.select_related("evaluator", "cleared_by", "document")


def declaration(of: Evaluation, pk: int) -> Declaration:
    """The door to a declaration; the caller has opened the evaluation's door."""
    return one(declarations(of), pk)


def team(of: Evaluation) -> QuerySet[TeamMember]:
    """The members of the team with their entries in the roster."""
    return of.team.select_related("evaluator__person__unit")


def member(of: Evaluation, pk: int) -> TeamMember:
    """The door to a member; the caller has opened the evaluation's door."""
    return one(team(of), pk)


def seen(of: TeamMember | Declaration, names: Iterable[str]) -> str:
    """What tells one state of these fields from the next, for a form that was open meanwhile."""
    return print_of(journal.snapshot(of, names))


def candidates(of: Evaluation) -> QuerySet[Evaluator]:
    """Who of the roster is not in the team yet and may join it (EL-08)."""
    there = of.team.exclude(evaluator=None).values("evaluator")
    return Evaluator.objects.exclude(vetting=Vetting.SUSPENDED).exclude(pk__in=there)


def declarers() -> QuerySet[Evaluator]:
    """Who may declare something: everybody on the roster."""
    return Evaluator.objects.all()


def staff(units: QuerySet[Unit], of: Evaluator) -> QuerySet[Person]:
    """The people of some units, one of whom an evaluator may be; and who it is already."""
    return Person.objects.filter(Q(unit__in=units, is_active=True) | Q(pk=of.person_id))


def doubts_about(
    of: Evaluation,
    whom: Sequence[Evaluator],
    declared: Iterable[Declaration],
    projects: Sequence[CoveredProject],
    today: date,
) -> dict[int, list[Doubt]]:
    """What speaks against each of some evaluators in the team of an evaluation of these projects (EL-09); one query."""
    if not whom:
        return {}
    said = {row.evaluator_id: row for row in declared}
    managers = [project.manager_id for project in projects]
    before = _earlier(of, whom, projects)
    found: dict[int, list[Doubt]] = {}
    for evaluator in whom:
        statement = said.get(evaluator.pk)
        person = evaluator.person
        known = Known(
            standing=standing(Vetting(evaluator.vetting), evaluator.vetted_until, today),
            declared=statement is not None,
            pledge=statement is not None and statement.pledge,
            before=before[evaluator.pk],
            person=person.pk if person else None,
            in_line=bool(person and person.unit and _is_below(person.unit, of.unit)),
            manages=bool(person and person.pk == of.manager_id),
            future_work=bool(statement and statement.future_work),
        )
        found[evaluator.pk] = doubts(known, managers)
    return found


def _is_below(unit: Unit, other: Unit) -> bool:
    return unit.path.startswith(other.path)


def _earlier(of: Evaluation, whom: Sequence[Evaluator], projects: Sequence[CoveredProject]) -> Counter[int]:
    """On how many other evaluations of the same projects each was before."""
    if not projects:
        return Counter()
    rows = TeamMember.objects.filter(evaluator__in=whom, evaluation__projects__in=projects)
    pairs = set(rows.exclude(evaluation=of).values_list("evaluator", "evaluation"))
    return Counter(evaluator for evaluator, _evaluation in pairs if evaluator is not None)
