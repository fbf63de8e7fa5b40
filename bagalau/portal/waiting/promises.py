"""Key actions that wait: to be done, to be decided on, to be verified."""

from __future__ import annotations

from django.db.models import BigIntegerField, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.access import DECIDE, EDIT, VERIFY
from bagalau.commitments.models import Commitment, Update
from bagalau.commitments.queries import commitments
from bagalau.commitments.rules import OPEN, Act, Status, Verification
from bagalau.commitments.tables import columns_for
from bagalau.lib.periods import months_after
from bagalau.portal.waiting.desk import Desk
from bagalau.portal.waiting.line import Line

RECORDS = {"commitment": "pk", "evaluation": "origin_id"}
OWNERS = Commitment.responsible_people.through.objects


def _own(desk: Desk) -> Q:
    return Q(pk__in=OWNERS.filter(person=desk.me).values("commitment"))


def _theirs(desk: Desk) -> Q:
    """M-07: open, and the viewer is responsible, or nobody is and the viewer is the nearest to care for it."""
    found = _own(desk)
    turn = desk.turn(EDIT, RECORDS)
    if turn is not None:
        found |= turn & Q(~Exists(OWNERS.filter(commitment=OuterRef("pk"))))
    return found & Q(status__in=OPEN)


def _overdue(desk: Desk) -> Q:
    """Not what is overdue for so long that nobody asks for it any more (M-06)."""
    today = desk.viewer.today
    return _theirs(desk) & Q(due_sort__lt=today, due_sort__gte=months_after(today, -desk.terms.tracking_months))


def _due_soon(desk: Desk) -> Q:
    today = desk.viewer.today
    return _theirs(desk) & Q(due_sort__gte=today, due_sort__lte=months_after(today, desk.terms.soon_months))


def _to_decide(desk: Desk) -> Q | None:
    """C-03: nobody decides on what they asked for."""
    turn = desk.turn(DECIDE, RECORDS)
    return None if turn is None else turn & Q(requested_at__isnull=False) & ~Q(requested_by=desk.me)


def _to_verify(desk: Desk) -> Q | None:
    """C-09: completions that the office said itself, not the viewer, who is not responsible either."""
    turn = desk.turn(VERIFY, RECORDS)
    if turn is None:
        return None
    said = Update.objects.filter(commitment=OuterRef("pk"), status=Status.COMPLETED).exclude(act=Act.KEPT)
    of_office = Exists(said.filter(from_source=False))
    last = Subquery(said.order_by("-at", "-pk").values("by")[:1])
    by_viewer = Exact(Coalesce(last, 0, output_field=BigIntegerField()), desk.me)  # who said it may not be known
    done = Q(of_office, status=Status.COMPLETED, verification=Verification.NONE)
    return turn & done & ~Q(by_viewer) & ~_own(desk)


LINES = (
    Line(
        "actions-overdue", _("Key actions overdue"), Commitment, _overdue, "due_sort", commitments, columns_for, "due"
    ),
    Line("actions-due", _("Key actions due soon"), Commitment, _due_soon, "due_sort", commitments, columns_for, "due"),
    Line(
        "requests",
        _("Asked to be no longer applicable: decide"),
        Commitment,
        _to_decide,
        "requested_at",
        commitments,
        columns_for,
        "due",
        since=True,
    ),
    Line(
        "completions",
        _("Said to be completed: verify"),
        Commitment,
        _to_verify,
        "updated_at",
        commitments,
        columns_for,
        "due",
        since=True,
    ),
)
