"""The theory of change: what is wrong with it, and how it is drawn (PT-01 to PT-07). Pure."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.projects.rules.record.words import Level
from bagalau.projects.rules.theory import Edge, Fault, Found, Node, faults, find_cycle, in_order, sound_edges
from bagalau.projects.rules.theory_layout import Drawing, Size, crossings, layout, untangled

KEYS = "abcdefgh"
LEVELS = [Level.ACTION, Level.ACTIVITY_RESULT, Level.OUTPUT, Level.OUTCOME, Level.IMPACT]


@some.composite
def graphs(draw: some.DrawFn) -> tuple[list[Node], list[Edge]]:
    keys = KEYS[: draw(some.integers(0, len(KEYS)))]
    nodes = [Node(key, draw(some.sampled_from(LEVELS))) for key in keys]
    ends = some.sampled_from(KEYS)
    return nodes, draw(some.lists(some.builds(Edge, ends, ends), max_size=14))


def edges(text: str) -> list[Edge]:
    """``"ab bc"``: a leads to b, b to c."""
    return [Edge(*both) for both in text.split()]


def closure(nodes: list[Node], claims: list[Edge]) -> set[tuple[str, str]]:
    """Which node leads to which, by matrix: tried through every node in turn."""
    leads = {(edge.cause, edge.effect) for edge in sound_edges(nodes, claims)}
    for middle, cause, effect in product([node.key for node in nodes], repeat=3):
        if (cause, middle) in leads and (middle, effect) in leads:
            leads.add((cause, effect))
    return leads


def chain(*keys: str) -> list[Node]:
    return [Node(key, level) for key, level in zip(keys, LEVELS[1:], strict=False)]


def test_a_sound_theory_has_no_fault():
    """PT-01 to PT-05"""
    nodes = chain("a", "b", "c", "d")
    assert faults(nodes, edges("ab bc cd"), measured={"c"}) == []


@pytest.mark.parametrize(
    ("claims", "measured", "found"),
    [
        ("ab bc ca", "c", [Found(Fault.CYCLE, ("a", "b", "c"))]),
        ("ab", "c", [Found(Fault.NO_OUTCOME, ("b",)), Found(Fault.ALONE, ("c",))]),
        ("ab bc", "", [Found(Fault.NO_INDICATOR, ("c",))]),
        ("ab ca bc", "c", [Found(Fault.CYCLE, ("a", "b", "c"))]),
        ("ab ca", "c", [Found(Fault.NO_OUTCOME, ("b",)), Found(Fault.NO_CAUSE, ("c",))]),
        ("ab bc bz", "c", [Found(Fault.STRANGE, ("b", "z"))]),
        ("ab bc bb", "c", [Found(Fault.TO_ITSELF, ("b", "b"))]),
        ("ab bc ab", "c", [Found(Fault.DOUBLED, ("a", "b"))]),
        ("", "c", [Found(Fault.ALONE, (key,)) for key in "abc"]),
    ],
)
def test_faults_are_told_with_their_nodes(claims, measured, found):
    """PT-01 to PT-05: an activity result, an output and an outcome."""
    assert faults(chain("a", "b", "c"), edges(claims), measured) == found


@given(graphs())
def test_a_cycle_is_told_if_and_only_if_there_is_one(graph):
    """PT-01: against the closure of all claims."""
    nodes, claims = graph
    leads = closure(nodes, claims)
    cycle = find_cycle(nodes, sound_edges(nodes, claims))
    on_cycles = [node.key for node in nodes if (node.key, node.key) in leads]
    assert bool(cycle) == bool(on_cycles)
    if cycle:
        assert cycle[0] == on_cycles[0]
        assert len(set(cycle)) == len(cycle)
        assert all(Edge(*both) in claims for both in pairwise([*cycle, cycle[0]]))
    order = in_order(nodes, sound_edges(nodes, claims))
    assert all(order.index(a) < order.index(b) for a, b in leads if {a, b} <= set(order))
    assert {node.key for node in nodes} - set(order) == {
        node.key for node in nodes if node.key in on_cycles or any((other, node.key) in leads for other in on_cycles)
    }


@given(graphs(), some.sets(some.sampled_from(KEYS)))
def test_what_leads_nowhere_and_what_nothing_leads_to(graph, measured):
    """PT-02, PT-03, PT-04: against the closure of all claims."""
    nodes, claims = graph
    leads, level = closure(nodes, claims), {node.key: node.level for node in nodes}
    joined = {key for both in leads for key in both}
    told = {(found.fault, found.keys[0]) for found in faults(nodes, claims, measured) if len(found.keys) == 1}
    wanted = {(Fault.ALONE, key) for key in level if key not in joined}
    for key in joined:
        led_to = {level[effect] for cause, effect in leads if cause == key}
        if level[key] == Level.OUTPUT and not led_to & {Level.OUTCOME, Level.IMPACT}:
            wanted.add((Fault.NO_OUTCOME, key))
        if level[key] == Level.OUTCOME and not any(effect == key for _, effect in leads):
            wanted.add((Fault.NO_CAUSE, key))
    wanted |= {(Fault.NO_INDICATOR, key) for key in level if level[key] == Level.OUTCOME and key not in measured}
    assert told == wanted


def box_of(drawing: Drawing) -> dict[str, tuple[int, int]]:
    return {box.key: (box.x, box.y) for box in drawing.boxes}


@given(graphs())
def test_effects_stand_right_of_their_causes_and_no_boxes_overlap(graph):
    """PT-06, PT-07"""
    nodes, claims = graph
    drawing = layout(nodes, claims)
    size, at = drawing.size, box_of(drawing)
    assert [box.key for box in drawing.boxes] == [node.key for node in nodes]
    assert [line.edge for line in drawing.lines] == sound_edges(nodes, claims)
    for one, other in product(drawing.boxes, repeat=2):
        apart = abs(one.x - other.x) >= size.width or abs(one.y - other.y) >= size.height + size.under
        assert one is other or apart
        assert one.x >= 0 <= one.y
        assert one.x + size.width <= drawing.width
        assert one.y + size.height <= drawing.height
    leads = closure(nodes, claims)
    for line in drawing.lines:
        cause, effect = at[line.edge.cause], at[line.edge.effect]
        assert (cause[0] > effect[0]) == line.against
        xs = [x for x, _ in line.points]
        assert xs == sorted(xs, reverse=line.against)
        assert line.points[0][1] == cause[1] + size.height // 2
        assert line.points[-1][1] == effect[1] + size.height // 2
        assert not line.against or (line.edge.effect, line.edge.cause) in leads


@given(graphs())
def test_a_node_is_not_drawn_left_of_nodes_of_a_lower_level_that_nothing_pushed(graph):
    """PT-06"""
    nodes, _ = graph
    at = box_of(layout(nodes, []))
    for one, other in product(nodes, repeat=2):
        if LEVELS.index(one.level) < LEVELS.index(other.level):
            assert at[one.key][0] < at[other.key][0]


@given(graphs())
def test_the_same_graph_is_drawn_the_same_way(graph):
    """PT-06"""
    nodes, claims = graph
    assert layout(nodes, claims) == layout(list(nodes), [*claims, *claims, Edge("a", "z")])


def crossed(columns: list[list[str]], steps: list[tuple[str, str]]) -> int:
    """Every pair of lines looked at."""
    place = {key: (at, row) for at, column in enumerate(columns) for row, key in enumerate(column)}
    return sum(
        (place[a][1] - place[c][1]) * (place[b][1] - place[d][1]) < 0
        for number, (a, b) in enumerate(steps)
        for c, d in steps[:number]
        if place[a][0] == place[c][0]
    )


@given(some.lists(some.tuples(some.sampled_from("abcd"), some.sampled_from("efgh")), unique=True, max_size=10))
def test_lines_cross_no_more_than_before(steps):
    """PT-07: against every pair of lines."""
    columns = [list("abcd"), list("efgh")]
    right: dict[str, list[str]] = {}
    for cause, effect in steps:
        right.setdefault(cause, []).append(effect)
    assert crossings(columns, right) == crossed(columns, steps)
    better = untangled(columns, steps)
    assert [sorted(column) for column in better] == columns
    assert crossed(better, steps) <= crossed(columns, steps)


def test_lines_that_need_not_cross_do_not():
    """PT-07"""
    nodes = [Node(key, Level.OUTPUT) for key in "abc"] + [Node(key, Level.OUTCOME) for key in "xyz"]
    at = box_of(layout(nodes, edges("az by cx")))
    for cause, effect in ("az", "by", "cx"):
        assert at[cause][1] == at[effect][1]
        assert at[cause][0] < at[effect][0]


def test_a_claim_that_passes_a_column_goes_between_its_boxes():
    """PT-07"""
    nodes = chain("a", "b", "c")
    drawing = layout(nodes, edges("ab bc ac"), Size(100, 40, 20, 10))
    long = next(line for line in drawing.lines if line.edge == Edge("a", "c"))
    assert len(long.points) == 4
    x, y = box_of(drawing)["b"]
    assert all(not (y <= height <= y + 40) for across, height in long.points if x <= across <= x + 100)
    assert (drawing.width, len(drawing.boxes)) == (340, 3)


def test_a_large_graph_is_drawn_as_well_as_an_empty_one():
    """PT-06: five hundred nodes in a row, and a hundred side by side."""
    row = [Node(str(number), Level.OUTPUT) for number in range(500)]
    drawing = layout(row, [Edge(str(number), str(number + 1)) for number in range(499)])
    assert len({box.x for box in drawing.boxes}) == 500
    assert len({box.x for box in layout(row[:100], []).boxes}) == 1
    assert layout([], []) == Drawing(0, 0, Size(), (), ())
