"""What a page costs at 7,000 evaluations against a bare page of its size, and whether it asks as much as at 100.

Time is the processor's: the database works in this process too, and other programs on the machine do not count. A page
and its bare page take turns, and the least time of each counts; what misses its goal is measured again, as noise only
adds.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from bench.office import PUBLIC, VIEWERS, Installation, browser, installation, seer
from bench.table import Row, fastest

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.test import Client

RUNS, AGAIN = 5, 3
GOAL, GOAL_OF_SIZES = 2.0, 1.2
OPEN = "home evaluations evaluationplans responses commitments documents statistics search reports".split()
INSIDE = (
    "changerequests coveredprojects responses_waiting drafts checks recurrences evaluators units notices searches "
    "folders parameters value_lists oversight"
).split()
ADMINISTRATORS = "people journal mails".split()
FILTERS = {
    "evaluations": {"planned": "stage=planned", "words": "words=rural+clinics"},
    "commitments": {"overdue": "state=overdue", "words": "words=registers+and"},
}
FIGURES = "evaluations overdue waiting actions actions_overdue".split()
DEEP = {"commitments": "due_sort", "evaluations": "-end_sort"}
AT_ANY_SIZE = ("commitments", "commitments, overdue", "commitments, deep", "evaluations", "evaluations, deep")
Key = tuple[str, str]
"""Page, viewer."""


@dataclass(frozen=True)
class Cost:
    """What a page takes: milliseconds, those of a bare page of its size, and queries."""

    page: float
    bare: float
    queries: int

    @property
    def ratio(self) -> float:
        return self.page / self.bare


def rows(*, quick: bool = False) -> list[Row]:
    """For each page the viewer who waits longest; then the queries, and the lists at both sizes."""
    office = installation(quick=quick)
    viewers = ("administrator",) if quick else (*VIEWERS, PUBLIC)
    small, large = (dict(costs(office, size, viewers, runs=1 if quick else RUNS)) for size in office.sizes)
    found = []
    for page in dict.fromkeys(page for page, _viewer in large):
        cost, viewer = max(((cost, key[1]) for key, cost in large.items() if key[0] == page), key=_by_ratio)
        floor = f"bare page of as many texts ({viewer})"
        found.append(Row(f"page, {page}", cost.page, "ms", cost.bare, floor, GOAL))
    return [*found, *_queries(small, large, office), _at_any_size(small, large, office)]


def _by_ratio(one: tuple[Cost, str]) -> float:
    return one[0].ratio


def _queries(small: Mapping[Key, Cost], large: Mapping[Key, Cost], office: Installation) -> Iterator[Row]:
    """All queries together; and each page that asks more of the large office than of the small one."""
    against = f"{office.sizes[0]:,} evaluations"
    asked, before = (sum(cost.queries for cost in one.values()) for one in (large, small))
    yield Row(f"queries, {len(large)} pages together", asked, "queries", before, against, 1)
    for (page, viewer), cost in large.items():
        less = small[page, viewer].queries
        if cost.queries > less:
            yield Row(f"queries, {page} ({viewer})", cost.queries, "queries", less, against, 1)


def _at_any_size(small: Mapping[Key, Cost], large: Mapping[Key, Cost], office: Installation) -> Row:
    """Of the lists that have full pages at both sizes, the one that grows most, each against its bare page."""
    key = max((key for key in large if key[0] in AT_ANY_SIZE), key=lambda key: large[key].ratio / small[key].ratio)
    floor = f"the same at {office.sizes[0]:,} evaluations"
    name = f"list that grows most: {key[0]}, times its bare page"
    return Row(name, large[key].ratio, "", small[key].ratio, floor, GOAL_OF_SIZES)


def costs(office: Installation, size: int, viewers: Sequence[str], runs: int) -> Iterator[tuple[Key, Cost]]:
    """What each page costs each viewer in one of the offices."""
    with office.serving(size):
        for viewer in viewers:
            yield from measured(viewer, addresses(viewer), runs)


def measured(viewer: str, found: Mapping[str, str], runs: int) -> Iterator[tuple[Key, Cost]]:
    """What some pages cost a viewer in the office that is served now."""
    client = browser(viewer)
    empty = _texts(client, "/bare/0/")
    for page, address in found.items():
        bare = f"/bare/{max(0, _texts(client, address) - empty)}/"
        yield (page, viewer), _cost(client, address, bare, runs)


def _texts(client: Client, address: str) -> int:
    """How many texts a page shows; the first answer also opens files and fills what is kept."""
    from bench.bare import texts_in  # noqa: PLC0415

    answer = client.get(address)
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    return texts_in(answer.content.decode())


def _cost(client: Client, address: str, bare: str, runs: int) -> Cost:
    calls = partial(client.get, address), partial(client.get, bare)
    asked = queries(client, address)
    best = [float("inf")] * 2
    for _attempt in range(AGAIN if runs > 1 else 1):
        taken = fastest(*calls, runs=runs, clock=time.process_time)
        best = [min(pair) for pair in zip(best, taken, strict=True)]
        if best[0] <= GOAL * best[1]:
            break
    return Cost(best[0] * 1000, best[1] * 1000, asked)


def queries(client: Client, address: str) -> int:
    """How many queries a page asks, session and access included."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def addresses(viewer: str) -> dict[str, str]:
    """The pages that are measured for a viewer, by name."""
    from django.urls import reverse  # noqa: PLC0415

    names = [*OPEN, *(INSIDE if viewer != PUBLIC else ()), *(ADMINISTRATORS if viewer == "administrator" else ())]
    found = {name: reverse(name) for name in names}
    for name, filters in FILTERS.items():
        found |= {f"{name}, {filter_}": f"{reverse(name)}?{query}" for filter_, query in filters.items()}
    if viewer == PUBLIC:
        return found
    from bagalau.people.models import Unit  # noqa: PLC0415

    found |= {f"oversight, {figure}": reverse("oversight_rows", args=[figure]) for figure in FIGURES}
    found |= {f"{name}, deep": f"{reverse(name)}?cursor={deep(name, viewer)}" for name in DEEP}
    return found | {"unit": reverse("unit", args=[Unit.objects.get(code="SYN-E").pk])}


def deep(name: str, viewer: str) -> str:
    """The cursor of a page that three quarters of the list stand before; of a short list, the first page's."""
    from bagalau.commitments.queries import commitments  # noqa: PLC0415
    from bagalau.evaluations.queries import evaluations  # noqa: PLC0415
    from bagalau.web.paging import Order, page  # noqa: PLC0415

    who = seer(viewer)
    visible: QuerySet[Any] = commitments(who) if name == "commitments" else evaluations(who)
    field, descending = DEEP[name].removeprefix("-"), DEEP[name].startswith("-")
    value = visible.order_by(DEEP[name]).values_list(field, flat=True)[visible.count() * 3 // 4]
    behind = visible.filter(**{f"{field}__{'lte' if descending else 'gte'}": value})
    return page(behind, Order(field, descending), None).after or ""
