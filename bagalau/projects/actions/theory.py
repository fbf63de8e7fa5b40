"""Writes: the causal links of a theory of change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.projects.actions.rows import save_row
from bagalau.projects.models import Assumption, Link, Result
from bagalau.projects.rules.theory import Edge, Node, find_cycle


@journal.turn()
def save_link(actor: Viewer, row: Link, values: Mapping[str, Any], *, seen: str = "") -> Link:
    """Add a causal link, or change one; a link that closes a circle is refused (PT-01)."""
    called = {f"result-{one.pk}": str(one) for one in Result.objects.filter(project=row.project_id)}
    called |= {f"assumption-{one.pk}": one.text for one in Assumption.objects.filter(project=row.project_id)}
    others = Link.objects.filter(project=row.project_id).exclude(pk=row.pk)
    edges = [*(Edge(one.cause, one.effect) for one in others), Edge(values["cause"], values["effect"])]
    known = [edge for edge in edges if {edge.cause, edge.effect} <= called.keys() and edge.cause != edge.effect]
    if cycle := find_cycle([Node(key, "") for key in called], known):
        raise Problem(
            "cycle",
            "This link would close a circle: %(way)s. Take out one of these links first, or turn this one round.",
            status=422,
            values={"way": " → ".join(called[key][:60] for key in (*cycle, cycle[0]))},
        )
    return cast(Link, save_row(actor, row, values, seen=seen))
