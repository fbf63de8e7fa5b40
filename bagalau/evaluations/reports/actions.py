"""Key actions as a report tells of them: how each stands on a day, with its evidence, as far as the viewer may know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagalau.commitments.models import PROOF_TONES, PROOFS, STATES, TONES, Commitment, Evidence, Update
from bagalau.commitments.queries import commitments
from bagalau.commitments.rules import BatchState, Present, Proof, Slip, State, Status, Verification, fold, proof, state
from bagalau.documents.queries import documents
from bagalau.evaluations.models import Evaluation
from bagalau.formats.report import Block, Chart, Col, Mark, Note, Table, Value
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people.access import VIEW_HISTORY, Viewer

MOST = 5_000  # key actions in one report; lists and their exports have no such limit
COLOURS = {"rest": "#8a96a3", "work": "#2f6fab", "late": "#a61b1b", "soon": "#b7791f", "done": "#1d6135"}


@dataclass(frozen=True)
class Told:
    """A key action on a day. ``inside``: the viewer may know what the office says of it."""

    row: Commitment
    status: Status
    state: State
    slip: Slip
    comment: str
    completed: date | None
    inside: bool
    evidence: Sequence[str] = field(default_factory=tuple)
    verified: bool = False
    no_evidence: str = ""

    @property
    def due(self) -> When | None:
        return self.slip.now

    @property
    def mark(self) -> Mark:
        return Mark(str(STATES[self.state]), TONES[self.state])

    @property
    def place(self) -> int | None:
        """The number of the recommendation it answers."""
        action = getattr(self.row, "key_action", None)
        return action.recommendation.number if action else None

    @property
    def text(self) -> str:
        """What was promised, with the labels of the parts of the recommendation that it carries out."""
        action = getattr(self.row, "key_action", None)
        labels = [f"({part.label})" for part in action.parts.all()] if action else []
        return " ".join([self.row.text, *labels])

    @property
    def who(self) -> str:
        """Who is responsible: as the paper has it, or else whom the office named."""
        if self.row.responsible or not self.inside:
            return self.row.responsible
        named = [*self.row.responsible_units.all(), *self.row.responsible_people.all()]
        return ", ".join(str(one) for one in named)

    @property
    def proof(self) -> Proof | None:
        """How far its completion is proven (C-08, C-09); outside the office nothing is said of what is shut."""
        verification = Verification.VERIFIED if self.verified else Verification.NONE
        no_evidence = self.no_evidence if self.inside else ""
        found = proof(self.status, verification, evidence=bool(self.evidence), no_evidence=no_evidence)
        return found if self.inside or found is not Proof.NOTHING else None

    @property
    def proof_mark(self) -> Mark:
        """The same in words."""
        return Mark(str(PROOFS[self.proof]), PROOF_TONES[self.proof]) if self.proof else Mark("")

    @property
    def shown_evidence(self) -> str:
        """The documents that show it, or why there is none."""
        reason = self.no_evidence if self.inside and self.status is Status.COMPLETED else ""
        return "\n".join(self.evidence) or reason

    @property
    def slipped(self) -> str:
        """By how many months its date was moved, and how often; nothing if it was not."""
        months, times = self.slip.months, self.slip.moves
        if not times:
            return ""
        said = [ngettext("moved once", "moved %(count)s times", times) % {"count": times}]
        if months:
            later = ngettext("later by %(count)s month", "later by %(count)s months", months)
            earlier = ngettext("earlier by %(count)s month", "earlier by %(count)s months", -months)
            said.insert(0, (later if months > 0 else earlier) % {"count": abs(months)})
        return ", ".join(said)


def of_evaluation(viewer: Viewer, of: Evaluation) -> QuerySet[Commitment]:
    """The key actions of an evaluation that the viewer may see, in the order of recommendations and places."""
    rows = commitments(viewer).filter(key_action__recommendation__evaluation=of)
    return rows.order_by("key_action__recommendation__number", "key_action__place", "pk")


def told(viewer: Viewer, rows: QuerySet[Commitment], on: date, most: int = 0) -> list[Told]:
    """How key actions stand on a day, the first ``most`` or all; those that came on record later are left out (C-11,
    EO-10), and of a past day those whose history the viewer may not see. Seven queries."""
    linked = rows.select_related("unit", "key_action__recommendation").prefetch_related(
        "responsible_units", "responsible_people", "key_action__parts"
    )
    found = list(linked[: most or MOST + 1])
    if len(found) > MOST:
        sentence = _("These are more than %(most)s key actions. Choose a smaller unit or one status.") % {"most": MOST}
        raise Problem("too-many", sentence, status=422)
    keys = [row.pk for row in found]
    is_past = on < viewer.today
    documents_of = _evidence(viewer, keys, _end(on) if is_past else None)
    past = _past(keys, on) if is_past else None
    return [
        _told(viewer, row, on, documents_of.get(row.pk, []), None if past is None else past[row.pk])
        for row in found
        if past is None or (row.pk in past and viewer.may(VIEW_HISTORY, row))
    ]


@dataclass(frozen=True)
class Past:
    """A key action as its updates up to a day left it."""

    present: Present
    slip: Slip
    completed: date | None
    no_evidence: str


def _told(viewer: Viewer, row: Commitment, on: date, shown: list[tuple[str, bool]], past: Past | None) -> Told:
    inside = viewer.may(VIEW_HISTORY, row)
    present = past.present if past else Present(Status(row.status), row.due, row.comment)
    slip = past.slip if past else row.slip
    verified = inside and row.verification == Verification.VERIFIED and row.verified_at is not None
    return Told(
        row,
        present.status,
        state(present.status, slip.now, on),
        slip,
        present.comment if inside else "",
        past.completed if past else row.completed_on,
        inside,
        [title for title, opens in shown if opens or inside],
        verified and (past is None or (row.verified_at or _end(on)) < _end(on)),
        past.no_evidence if past else row.no_evidence,
    )


def _past(keys: Sequence[int], on: date) -> dict[int, Past]:
    rows: dict[int, list[Update]] = defaultdict(list)
    # a sheet that was taken back by then moved nothing (C-12)
    said = Update.objects.exclude(batch__state=BatchState.UNDONE, batch__decided_at__lt=_end(on))
    for row in said.filter(commitment__in=keys, at__lt=_end(on)).order_by("at", "pk"):
        rows[row.commitment_id].append(row)
    found = {}
    for key, updates in rows.items():
        slip, completed, no_evidence = Slip(), None, ""
        for update in updates:
            slip = slip.after(update.change())
            done = update.stands == Status.COMPLETED
            completed = (completed or timezone.localtime(update.at).date()) if done else None
            no_evidence = (update.no_evidence or no_evidence) if done else ""
        found[key] = Past(fold(update.change() for update in updates), slip, completed, no_evidence)
    return found


def _evidence(viewer: Viewer, keys: Sequence[int], until: datetime | None) -> dict[int, list[tuple[str, bool]]]:
    opens = Exists(documents(viewer).filter(pk=OuterRef("document")))
    rows = Evidence.objects.filter(commitment__in=keys).annotate(opens=opens)
    rows = rows.filter(added_at__lt=until) if until else rows
    found = defaultdict(list)
    for row in rows.select_related("document").order_by("added_at", "pk"):
        found[row.commitment_id].append((row.document.title, row.opens))
    return found


def _end(on: date) -> datetime:
    """The first moment after a day."""
    return timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))


def tally(actions: Sequence[Told]) -> dict[State, int]:
    """How many key actions are in each state."""
    return Counter(action.state for action in actions)


def later(rows: QuerySet[Commitment], found: Sequence[Told]) -> list[Block]:
    """What is said of key actions that came on record after the day of the report."""
    return left_out(rows.count() - len(found))


def left_out(count: int) -> list[Block]:
    """What is said of so many key actions that a report leaves out."""
    if count <= 0:
        return []
    sentence = ngettext(
        "%(count)s key action came on record later, or its past is open to its office alone. It is left out.",
        "%(count)s key actions came on record later, or their past is open to their office alone. They are left out.",
        count,
    )
    return [Note(sentence % {"count": count}, "soon")]


def states_chart(counts: dict[State, int]) -> Chart | Table:
    """Key actions by state, as bars; the figures alone where all are 0."""
    shown = [(str(STATES[name]), counts.get(name, 0), COLOURS[TONES[name]]) for name in State]
    spec = {
        "width": 520,
        "height": {"step": 26},
        "data": {"values": [{"state": words, "count": count} for words, count, _colour in shown]},
        "encoding": {"y": {"field": "state", "type": "nominal", "sort": None, "title": None, "axis": {"ticks": False}}},
        "layer": [
            {
                "mark": {"type": "bar", "cornerRadiusEnd": 2},
                "encoding": {
                    "x": {"field": "count", "type": "quantitative", "title": None, "axis": {"tickMinStep": 1}},
                    "color": {
                        "field": "state",
                        "type": "nominal",
                        "legend": None,
                        "scale": {"domain": [one[0] for one in shown], "range": [one[2] for one in shown]},
                    },
                },
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 4},
                "encoding": {
                    "x": {"field": "count", "type": "quantitative"},
                    "text": {"field": "count", "type": "quantitative"},
                },
            },
        ],
    }
    alt = "; ".join(f"{words}: {count}" for words, count, _colour in shown)
    rows: list[list[Value]] = [[Mark(str(STATES[name]), TONES[name]), counts.get(name, 0)] for name in State]
    table = Table(
        _("Key actions by status"), [Col(_("Status"), "status", 3), Col(_("Key actions"), "number", 1.5)], rows
    )
    if not any(counts.values()):
        return table
    return Chart(spec, _("Bars: key actions by status. %(figures)s") % {"figures": alt}, table)
