"""The theory of change as a graph: what is wrong with it. Pure.

Source: domain reference, project cycle, part 2.1. How it is drawn: ``theory_layout``.

PT-01  A theory of change has no cycle: what leads to something cannot follow from it. The cycle is told, with each node
       once.
PT-02  Every output leads to an outcome (or an impact), directly or through others.
PT-03  Every outcome has something that leads to it, and an indicator.
PT-04  No node stands alone: each is a cause or an effect.
PT-05  A claim joins two different nodes of the graph, once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bagalau.projects.rules.record.words import Level

ABOVE_OUTPUTS = frozenset({Level.OUTCOME, Level.IMPACT})


@dataclass(frozen=True)
class Node:
    """A result, known by its key."""

    key: str
    level: str
    title: str = ""


@dataclass(frozen=True)
class Edge:
    """A causal claim between two nodes, by their keys."""

    cause: str
    effect: str


class Fault(StrEnum):
    """What can be wrong."""

    CYCLE = "cycle"
    NO_OUTCOME = "leads to no outcome"
    NO_CAUSE = "nothing leads to it"
    NO_INDICATOR = "no indicator"
    ALONE = "stands alone"
    STRANGE = "names a node that is not there"
    TO_ITSELF = "leads to itself"
    DOUBLED = "stated twice"


@dataclass(frozen=True)
class Found:
    """A fault with the nodes it is about, in their order."""

    fault: Fault
    keys: tuple[str, ...]


def faults(nodes: Sequence[Node], edges: Sequence[Edge], measured: Collection[str]) -> list[Found]:
    """PT-01 to PT-05: everything that is wrong; ``measured``: the keys of the nodes that have an indicator."""
    sound = sound_edges(nodes, edges)
    cycle = find_cycle(nodes, sound)
    found = [*strange_edges(nodes, edges), *([Found(Fault.CYCLE, cycle)] if cycle else [])]
    effects, causes = neighbours(nodes, sound), neighbours(nodes, turned(sound))
    goals = {node.key for node in nodes if node.level in ABOVE_OUTPUTS}
    leading = reached(goals, causes)
    for node in nodes:
        alone = not effects[node.key] and not causes[node.key]
        if alone:
            found.append(Found(Fault.ALONE, (node.key,)))
        if node.level == Level.OUTPUT and node.key not in leading and not alone:
            found.append(Found(Fault.NO_OUTCOME, (node.key,)))
        if node.level == Level.OUTCOME:
            found += [Found(Fault.NO_CAUSE, (node.key,))] if not causes[node.key] and not alone else []
            found += [Found(Fault.NO_INDICATOR, (node.key,))] if node.key not in measured else []
    return found


def sound_edges(nodes: Iterable[Node], edges: Iterable[Edge]) -> list[Edge]:
    """PT-05: each claim between two different nodes of the graph, once."""
    keys = {node.key for node in nodes}
    return [edge for edge in dict.fromkeys(edges) if edge.cause != edge.effect and {edge.cause, edge.effect} <= keys]


def strange_edges(nodes: Iterable[Node], edges: Iterable[Edge]) -> list[Found]:
    """PT-05: the claims that are none."""
    keys, seen, found = {node.key for node in nodes}, set(), []
    for edge in edges:
        both = (edge.cause, edge.effect)
        if not set(both) <= keys:
            found.append(Found(Fault.STRANGE, both))
        elif edge.cause == edge.effect:
            found.append(Found(Fault.TO_ITSELF, both))
        elif edge in seen:
            found.append(Found(Fault.DOUBLED, both))
        seen.add(edge)
    return found


def turned(edges: Iterable[Edge]) -> list[Edge]:
    """The same claims seen from their effects."""
    return [Edge(edge.effect, edge.cause) for edge in edges]


def neighbours(nodes: Iterable[Node], edges: Iterable[Edge]) -> dict[str, list[str]]:
    """For every node the nodes to which it leads, in the order of the claims."""
    found: dict[str, list[str]] = {node.key: [] for node in nodes}
    for edge in edges:
        found[edge.cause].append(edge.effect)
    return found


def reached(starts: Iterable[str], following: Mapping[str, Sequence[str]]) -> set[str]:
    """The nodes that can be reached from some, themselves included."""
    found, waiting = set(starts), list(starts)
    while waiting:
        new = [key for key in following[waiting.pop()] if key not in found]
        found.update(new)
        waiting += new
    return found


def find_cycle(nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[str, ...]:
    """PT-01: the nodes of a cycle, each once, along its claims; empty if there is none. The first node of the graph
    that lies on a cycle begins it, and it is a shortest one through that node."""
    free = set(in_order(nodes, edges))
    left = [node for node in nodes if node.key not in free]
    effects = neighbours(nodes, edges) if left else {}
    return next((cycle for node in left if (cycle := _back_to(node.key, effects))), ())


def in_order(nodes: Sequence[Node], edges: Iterable[Edge]) -> list[str]:
    """PT-01: the nodes with every cause before its effects; what lies on a cycle, or follows from one, is left out."""
    effects = neighbours(nodes, edges)
    open_causes = Counter(effect for following in effects.values() for effect in following)
    found = [node.key for node in nodes if not open_causes[node.key]]
    for key in found:  # it grows while it is walked through
        for effect in effects[key]:
            open_causes[effect] -= 1
            if not open_causes[effect]:
                found.append(effect)
    return found


def _back_to(start: str, effects: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The shortest way from a node back to it, nearest nodes first; empty if there is none."""
    came_from: dict[str, str] = {}
    waiting = [start]
    for key in waiting:  # it grows while it is walked through
        for effect in effects[key]:
            if effect == start:
                return _way(key, came_from)
            if effect not in came_from:
                came_from[effect] = key
                waiting.append(effect)
    return ()


def _way(end: str, came_from: Mapping[str, str]) -> tuple[str, ...]:
    way = [end]
    while way[-1] in came_from:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))
