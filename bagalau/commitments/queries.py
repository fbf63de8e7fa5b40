"""Reads: commitments as far as the viewer may see them, by state, and what is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from bagalau.commitments import rules
from bagalau.commitments.access import UPDATE, VIEW_COMMITMENTS
from bagalau.commitments.models import NEVER, Batch, Commitment, Evidence, Update
from bagalau.commitments.rules import (
    FINAL,
    OPEN,
    OPENED_AGAIN,
    Act,
    BatchState,
    Hindrance,
    OfficeWord,
    State,
    Status,
    Verification,
    hindrance,
)
from bagalau.documents.models import Document
from bagalau.documents.queries import documents
from bagalau.lib.periods import months_after
from bagalau.people.access import VIEW_HISTORY, Viewer, visible
from bagalau.people.models import Person, Unit
from bagalau.reference.parameters import value
from bagalau.web.records import one
from bagalau.web.texts import holds

TAKEN_BACK = Q(batch__state=BatchState.UNDONE)
"""Updates by a sheet that was taken back, and by taking it back: together they said nothing (C-12)."""
EVIDENCED = Exists(Evidence.objects.filter(commitment=OuterRef("pk")))


def commitments(viewer: Viewer) -> QuerySet[Commitment]:
    """Commitments that the viewer may see: by role, by being responsible, or because they are public; each with
    ``has_evidence``."""
    own = owned_by(viewer.person) if viewer.person else None
    allowed = visible(viewer, VIEW_COMMITMENTS, kind="commitment", own=own, parents="origin")
    return Commitment.objects.filter(allowed).select_related("unit").annotate(has_evidence=EVIDENCED)


def updatable(viewer: Viewer) -> QuerySet[Commitment]:
    """Commitments that the viewer may update, by role or by being responsible."""
    own = owned_by(viewer.person) if viewer.person else None
    return commitments(viewer).filter(visible(viewer, UPDATE, kind="commitment", own=own, parents="origin"))


def commitment(viewer: Viewer, pk: int) -> Commitment:
    """The door to a commitment."""
    return one(commitments(viewer).select_related("unit", "verified_by", "requested_by"), pk)


def owned_by(person: Person) -> Q:
    """The commitments for which a person is responsible."""
    return Q(pk__in=Commitment.responsible_people.through.objects.filter(person=person).values("commitment"))


def is_inside(viewer: Viewer, of: Commitment) -> bool:
    """Whether a viewer may know what the office said itself of a commitment, and who of the office is responsible."""
    return viewer.may(VIEW_HISTORY, of) or viewer.may(UPDATE, of)


def owned_by_name(viewer: Viewer, name: str) -> Q:
    """The commitments for which somebody, or a unit, with this in the name is responsible; a unit also by its code.

    Only where the viewer may know who of the office that is: a filter tells no more than the page.
    """
    people = Commitment.responsible_people.through.objects.filter(holds("person__name", name))
    names = holds("unit__name_en", name) | holds("unit__name_ru", name) | holds("unit__name_kk", name)
    offices = Commitment.responsible_units.through.objects.filter(names | Q(unit__code__iexact=name))
    found = Q(pk__in=people.values("commitment")) | Q(pk__in=offices.values("commitment"))
    return found & visible(viewer, VIEW_HISTORY, kind="commitment", parents="origin")


def mine(viewer: Viewer) -> QuerySet[Commitment]:
    """The open commitments for which the viewer is responsible."""
    if viewer.person is None:
        return Commitment.objects.none()
    return Commitment.objects.filter(owned_by(viewer.person), status__in=OPEN).select_related("unit")


def in_state(state: str, today: date) -> Q:
    """The condition for a state on a day (C-04, C-05), and for the groups ``open``, ``due_soon``, ``long_overdue``.

    Dates are compared by ``due_sort``, the order of the list, which lies beyond every deadline where there is none.
    """
    is_open = Q(status__in=OPEN)
    if state == "due_soon":
        soon = months_after(today, int(value("due_soon.months", today)))
        return is_open & Q(due_sort__gte=today, due_sort__lte=soon)
    if state == "long_overdue":
        return is_open & Q(due_sort__lt=months_after(today, -int(value("long_overdue.months", today))))
    conditions: dict[str, Q] = {
        "open": is_open,
        State.OVERDUE: is_open & Q(due_sort__lt=today),
        State.NO_DEADLINE: is_open & Q(due_sort=NEVER, due_on=None),
        State.INITIATED: Q(status=Status.INITIATED, due_sort__gte=today, due_on__isnull=False),
        State.NOT_INITIATED: Q(status=Status.NOT_INITIATED, due_sort__gte=today, due_on__isnull=False),
        **{str(final): Q(status=final) for final in FINAL},
    }
    return conditions[state]


def is_long_overdue(of: Commitment, today: date) -> bool:
    """C-05: whether it is overdue by more than the parameter says."""
    return rules.is_long_overdue(Status(of.status), of.due, today, int(value("long_overdue.months", today)))


def office_words(pks: Iterable[int]) -> dict[int, OfficeWord]:
    """The last that the office itself said of each commitment, for C-07. One query."""
    rows = Update.objects.filter(commitment__in=pks, from_source=False).exclude(TAKEN_BACK).order_by("at", "pk")
    found: dict[int, OfficeWord] = {}
    for pk, stands, act, status in rows.values_list("commitment", "stands", "act", "status"):
        before = found.get(pk)
        again = act in OPENED_AGAIN or (not status and before is not None and before.opened_again)
        found[pk] = OfficeWord(Status(stands), again)
    return found


def not_independent(viewer: Viewer, of: Commitment) -> Hindrance | None:
    """Why the viewer may not verify a completion (C-09); None if nothing speaks against it."""
    said = of.updates.filter(status=Status.COMPLETED).exclude(act=Act.KEPT).exclude(TAKEN_BACK)
    said_by = said.values_list("by", flat=True).first()
    return hindrance(viewer.person.pk if viewer.person else None, said_by=said_by, owners=of.owner_ids)


def in_proof(viewer: Viewer, name: str) -> Q:
    """The condition for how far a completion is proven (C-08, C-09), and for what somebody asked to drop.

    Only where the viewer may know that: a filter tells no more than the page.
    """
    done = Q(status=Status.COMPLETED)
    conditions: dict[str, Q] = {
        "verified": Q(verification=Verification.VERIFIED),
        "unverified": done & ~Q(verification=Verification.VERIFIED),
        "without_evidence": done & Q(~EVIDENCED),
        "returned": Q(verification=Verification.RETURNED, status__in=OPEN),
        # by their keys, for then the index of the few that there are is used, whatever else is asked
        "requested": Q(pk__in=Commitment.objects.filter(requested_at__isnull=False).values("pk")),
    }
    return conditions[name] & visible(viewer, VIEW_HISTORY, kind="commitment", parents="origin")


def slipped(name: str) -> Q:
    """The condition that a date was ``moved``, or is ``later`` than first promised, or gone (C-10)."""
    moved = Q(moves__gt=0)
    return moved & Q(due_sort__gt=F("first_due_on")) if name == "later" else moved


def batches(viewer: Viewer) -> QuerySet[Batch]:
    """The sheets that the viewer sent, the latest first, without what stands in them."""
    return Batch.objects.filter(person=viewer.person).defer("rows") if viewer.person else Batch.objects.none()


def batch(viewer: Viewer, pk: int) -> Batch:
    """The door to a sheet: whoever sent it."""
    return one(batches(viewer).defer(None), pk)


def updates(viewer: Viewer, of: Commitment) -> QuerySet[Update]:
    """What was said about a commitment, the latest first; outside the office only what its source says."""
    rows = of.updates.select_related("by")
    return rows if is_inside(viewer, of) else rows.filter(from_source=True, reason="", act=Act.SAID)


def evidence(viewer: Viewer, of: Commitment) -> QuerySet[Evidence]:
    """The evidence for a commitment, each with ``opens``: whether the viewer may see the document.

    Of a document that does not open, the office sees that it is there; others do not.
    """
    opens = Exists(documents(viewer).filter(pk=OuterRef("document")))
    rows = of.evidence.annotate(opens=opens).select_related("document", "added_by")
    return rows if is_inside(viewer, of) else rows.filter(opens=True)


EVIDENCE_CHOICES = 100


def possible_evidence(viewer: Viewer, unit: Unit) -> QuerySet[Document]:
    """The latest documents of a unit, to choose from for a record of it; others come in as files."""
    latest = documents(viewer).filter(unit=unit).order_by("-created_at", "-pk").values_list("pk", flat=True)
    return documents(viewer).filter(pk__in=latest[:EVIDENCE_CHOICES]).order_by("title")
