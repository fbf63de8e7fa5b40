"""The key-action tracking table: how every promise stands, by evaluation, for one evaluation or a whole unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagalau.commitments.access import VIEW_COMMITMENTS
from bagalau.commitments.models import STATES, Commitment
from bagalau.commitments.queries import commitments
from bagalau.commitments.rules import State
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.reports.actions import Told, later, states_chart, tally, told
from bagalau.evaluations.reports.parts import as_of_words, foot, head, language
from bagalau.formats.report import Block, Col, Facts, Group, Report, Table, Value
from bagalau.people.access import Viewer
from bagalau.people.models import Unit

NAME = "key-actions"
LABEL = gettext_lazy("Key actions and how they stand")
ABOUT = gettext_lazy("What was promised, by whom and when, how it stands, how its date moved, and the evidence.")
ACTION = VIEW_COMMITMENTS
TAKES = {"evaluation": False, "unit": False, "state": False, "as_of": False}


def build(
    viewer: Viewer,
    *,
    as_of: date,
    evaluation: Evaluation | None = None,
    unit: Unit | None = None,
    state: str = "",
) -> Report:
    """The key actions of an evaluation, or of a unit and what lies under it; without either, all that may be seen."""
    rows = _rows(viewer, evaluation, unit)
    actions = told(viewer, rows, as_of)
    shown = [one for one in actions if not state or one.state == state]
    facts: list[tuple[str, Value]] = head(evaluation) if evaluation else []
    facts += [(_("Unit"), unit.name)] if unit else []
    facts += [(_("Status"), str(STATES[State(state)]))] if state else []
    blocks: list[Block] = [Facts([*facts, (_("Key actions"), len(shown))]), *later(rows, actions)]
    blocks += [states_chart(tally(shown))] if not viewer.is_public and shown and not state else []
    blocks.append(table(shown, single=evaluation is not None))
    title = evaluation.title if evaluation else unit.name if unit else ""
    return Report(str(LABEL), language(), as_of, blocks, f"{title}\n{as_of_words(as_of)}", foot(as_of), wide=True)


def _rows(viewer: Viewer, evaluation: Evaluation | None, unit: Unit | None) -> QuerySet[Commitment]:
    rows = commitments(viewer).filter(key_action__isnull=False)
    rows = rows.filter(key_action__recommendation__evaluation=evaluation) if evaluation else rows
    rows = rows.filter(unit__path__startswith=unit.path) if unit else rows
    return rows.order_by("origin_title", "origin_id", "key_action__recommendation__number", "key_action__place", "pk")


def table(actions: Sequence[Told], *, single: bool) -> Table:
    """One row a key action; in groups by evaluation where there may be several."""
    inside = any(one.inside for one in actions)
    columns = [
        Col(_("Rec."), "number", 0.6),
        Col(_("Key action"), "long", 4),
        Col(_("Responsible"), "text", 1.9),
        Col(_("Due"), "date", 1.3),
        Col(_("Status"), "status", 1.5),
        Col(_("First due"), "date", 1.3),
        *([Col(_("Comment"), "long", 2.8)] if inside else []),
        Col(_("Evidence"), "long", 2),
    ]
    empty = _("There are no key actions.")
    if single:
        return Table(_("Key actions"), columns, [_cells(one, inside) for one in actions], empty=empty)
    groups: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in actions:
        groups[one.row.origin_title, one.row.unit.code].append(one)
    found = [
        Group(f"{title} · {unit}", (), [_cells(one, inside) for one in rows]) for (title, unit), rows in groups.items()
    ]
    return Table(_("Key actions"), columns, groups=found, group_label=_("Evaluation"), empty=empty)


def _cells(one: Told, inside: bool) -> list[Value]:
    first = one.slip.first if one.slip.first != one.due else None
    comment: list[Value] = [one.comment] if inside else []
    return [one.place, one.row.text, one.who, one.due, one.mark, first, *comment, one.shown_evidence]
