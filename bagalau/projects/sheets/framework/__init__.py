"""The sheet of the results framework: one row a result or an indicator, each with what it stands under.

Rows keep their places in the record; new ones come last under their result. What the sheet has no column for stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bagalau.projects.rules.record import Project, Result
from bagalau.projects.rules.shape import walk
from bagalau.projects.sheets import cells
from bagalau.projects.sheets.cells import Cell
from bagalau.projects.sheets.framework.reader import Reader
from bagalau.projects.sheets.framework.rows import NOTES, Listed, columns, entries, every_column, listed, reference
from bagalau.projects.sheets.framework.tree import TOP, Node, Parents, built
from bagalau.projects.sheets.taking import Outcome, Taking
from bagalau.projects.sheets.told import Line, Told

__all__ = ["KIND", "NEEDS", "NOTES", "PARTS", "TITLE", "columns", "entries", "every_column", "take"]
KIND = "framework"
TITLE = gettext_noop("Results framework")
PARTS = ("results", "links")
NEEDS = ("results", "links", "work_plans")


def take(project: Project, told: Told, *, takes_out: bool) -> Outcome:
    """The record as the sheet says it."""
    known = entries(project)
    taking = Taking(told, every_column(), known)
    reader = Reader(taking)
    found = {one.row.at: one for one in listed(project)}
    nodes = {key: Node(key, one.row, one.under.at if one.under else TOP) for key, one in found.items()}
    rows: dict[str, Line] = {}
    touched: dict[str, Line] = {}
    for line in told.lines:
        key = taking.key(line)
        if key is None:
            continue
        rows[key] = line
        if not taking.is_untouched(line, known.get(key)):
            touched[key] = line
            if row := reader.row(line, key, found.get(key)):
                nodes[key] = Node(key, row, nodes[key].under if key in nodes else TOP)
    if takes_out:
        nodes = {key: node for key, node in nodes.items() if key in taking.rows}
    moved = _placed(taking, nodes, found, touched, list(rows))
    taking.refuse_twice({key: _says(node) for key, node in nodes.items()}, touched, "wording")
    results, lost = built(nodes, [key for key in found if key not in moved])
    for key in lost & set(rows):
        taking.wrong(rows[key], "parent", _("What this stands under is no longer in the sheet: write another parent."))
    record = _with(project, results)
    return taking.outcome(record, found, {one.row.at: one for one in listed(record)}, touched)


def _says(node: Node) -> tuple[Any, ...] | None:
    """What no second row under a result says: its level, number and wording."""
    row = node.row
    words = row.title if isinstance(row, Result) else row.name
    return (node.under, node.depth, row.number, words.casefold()) if words else None


def _placed(
    taking: Taking, nodes: dict[str, Node], found: Mapping[str, Listed], touched: Mapping[str, Line], order: list[str]
) -> set[str]:
    """Put each row that somebody touched under the result that it names; which rows of the record moved."""
    parents = Parents(nodes, order)
    moved = set()
    for key, line in touched.items():
        node, now = nodes.get(key), found.get(key)
        if node is None or (now and line.cell("parent") == reference(now.under)):
            continue
        under = taking.told_in(line, "parent", partial(_parent, parents, node), node.under)
        if under != node.under:
            nodes[key] = replace(node, under=under)
            moved.add(key)
    return moved


def _parent(parents: Parents, node: Node, cell: Cell) -> str:
    return parents.of(node, cells.text(cell))


def _with(project: Project, results: tuple[Result, ...]) -> Project:
    """The record with these results; a causal link goes with either of its ends."""
    before = {row.at for result in project.results for row in walk(result)}
    gone = before - {row.at for result in results for row in walk(result)}
    links = tuple(link for link in project.links if not gone & {link.cause, link.effect})
    return replace(project, results=results, links=links)
