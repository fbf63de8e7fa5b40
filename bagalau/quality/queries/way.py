"""Reads: who has to do with an assessment, and who may be asked to assess or approve one."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from bagalau.people.access import Viewer
from bagalau.people.models import Person, RoleGrant
from bagalau.people.rules import Action
from bagalau.quality.models import Assessment, AssessmentStep, Subject
from bagalau.quality.rules.life import People, State


def people_of(of: Assessment) -> People:
    """Who has to do with an assessment, for the rules. One query."""
    answered = of.answers.exclude(changed_by=None).order_by().values_list("changed_by", flat=True).distinct()
    return People(of.assessor_id, of.approver_id, of.subject.manager_id, frozenset(answered))


def returned(of: Assessment) -> AssessmentStep | None:
    """The step with which an assessment came back from its approver, as long as it is worked on because of that."""
    if of.status != State.RETURNED:
        return None
    return of.steps.select_related("by").filter(status=State.RETURNED).first()


def who_may(action: Action, of: Subject, on: date) -> QuerySet[Person]:
    """Those who hold a role for an action in the unit of what is rated, above it, or for the record; but not the
    manager (QL-02)."""
    above = [int(key) for key in of.unit.path.split("/") if key]
    record = Q(record_kind=of.kind, record_id=of.key) if of.key is not None else Q(pk__in=())
    grants = RoleGrant.objects.filter(
        Q(starts=None) | Q(starts__lte=on),
        Q(ends=None) | Q(ends__gte=on),
        Q(unit__in=above) | Q(unit=None, record_id=None) | record,
        role__in=action.roles,
    )
    found = Person.objects.filter(is_active=True, pk__in=grants.values("person"))
    return found if of.manager_id is None else found.exclude(pk=of.manager_id)


def is_own(viewer: Viewer, of: Assessment) -> bool:
    """QL-02: whether the viewer has to do with it in a way that keeps from approving it."""
    people = people_of(of)
    return viewer.person is not None and viewer.person.pk in {people.assessor, people.manager, *people.answered}
