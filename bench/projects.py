"""Five thousand projects, each with four years of twenty budget lines and thirty indicators: what the list, the
dashboard and the checker cost."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from importlib import import_module, util
from itertools import islice
from typing import Any

from bench import office, pages
from bench.table import Row, fastest

SIZES, EVALUATIONS, UNITS = (100, 5_000), 150, 40
INDICATORS = 15
"""Of each of the two outputs."""
QUICK_SIZES = (4, 12)
PAGES = {
    "projects": "/projects/",
    "projects, by budget": "/projects/?sort=-budget",
    "projects, deep": "",
    "projects, words": "/projects/?words=water",
    "projects, source": "/projects/?source=donor",
    "projects, account": "/projects/?account=71600",
    "projects at a glance": "/projects/dashboard/",
}
GOAL_OF_CHECKS, TOGETHER = 3.0, 200
PARTS = ("projects_grid", "projects_sheets", "projects_paper")
"""What others measure of projects, each in a module with ``rows(quick=…)``."""


def rows(*, quick: bool = False) -> list[Row]:
    """Pages of the large portfolio against bare ones, and whether they ask more than of the small one; the checker."""
    made = installation(quick=quick)
    small, large = (dict(costs(made, size, 1 if quick else pages.RUNS)) for size in made.sizes)
    found = list(_against_bare(large))
    both = small.keys() & large.keys()
    asked, before = (sum(one[key].queries for key in both) for one in (large, small))
    found.append(
        Row("queries, projects, all pages together", asked, "queries", before, f"{made.sizes[0]:,} projects", 1)
    )
    with made.serving(made.sizes[1]):
        found += [*_right_after(), *_checked()]
    return [*found, *_others(quick=quick)]


def installation(*, quick: bool) -> office.Installation:
    """Two databases, each made once; the folder is gone when the process ends."""
    made = office.Installation(office.temporary_folder(), QUICK_SIZES if quick else SIZES)
    office.start_django(made.folder)
    for size in made.sizes:
        with made.serving(size):
            office.prepare()
            office.fill(EVALUATIONS, UNITS)
            _fill(size)
    return made


def _fill(size: int) -> None:
    from django.db import connection  # noqa: PLC0415

    from bagalau.evaluations.demo.offices import staff, units_for_demo  # noqa: PLC0415
    from bagalau.projects.demo import add_projects  # noqa: PLC0415

    who = office.seer("administrator")
    units = units_for_demo(who)
    add_projects(who, size, units, staff(units), indicators=INDICATORS, contents=False)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def costs(made: office.Installation, size: int, runs: int) -> Iterator[tuple[pages.Key, pages.Cost]]:
    """What each page costs each viewer."""
    with made.serving(size):
        for viewer in (*office.VIEWERS, office.PUBLIC):
            yield from pages.measured(viewer, _addresses(viewer), runs)


def _addresses(viewer: str) -> Mapping[str, str]:
    deep = _deep(viewer)
    return {name: address or deep for name, address in PAGES.items() if address or deep}


def _deep(viewer: str) -> str:
    """The page in the middle of the list, by its cursor."""
    from bagalau.people.access import Viewer  # noqa: PLC0415
    from bagalau.projects.queries import projects  # noqa: PLC0415
    from bagalau.web.paging import Order, page  # noqa: PLC0415

    who = Viewer(None, office.seer("administrator").today) if viewer == office.PUBLIC else office.seer(viewer)
    rows = projects(who)
    middle = rows.order_by("title", "pk").values_list("title", flat=True)[rows.count() // 2]
    found = page(rows.filter(title__gte=middle), Order("title"), None)
    return f"/projects/?cursor={found.after}" if found.after else ""


def _against_bare(large: Mapping[pages.Key, pages.Cost]) -> Iterator[Row]:
    """For each page the viewer who waits longest."""
    for page in dict.fromkeys(page for page, _viewer in large):
        found = {viewer: cost for (name, viewer), cost in large.items() if name == page}
        viewer, cost = max(found.items(), key=lambda one: one[1].ratio)
        yield Row(f"page, {page}", cost.page, "ms", cost.bare, f"bare page of as many texts ({viewer})", pages.GOAL)


def _right_after() -> Iterator[Row]:
    """The dashboard when nothing of it is kept, against the kept one: what an action costs whoever looks next."""
    from django.core.cache import cache  # noqa: PLC0415

    client = office.browser("administrator")

    def anew() -> None:
        cache.clear()
        client.get("/projects/dashboard/")

    client.get("/projects/dashboard/")
    first, again = fastest(anew, lambda: client.get("/projects/dashboard/"), runs=3, clock=time.process_time)
    yield Row("projects at a glance, right after an action", first * 1000, "ms", again * 1000, "the same, kept")


def _checked() -> Iterator[Row]:
    """The checker on all projects against loading them."""
    from bagalau.projects.models import Project  # noqa: PLC0415
    from bagalau.projects.queries.record import records_of  # noqa: PLC0415
    from bagalau.projects.rules.checks import check  # noqa: PLC0415

    loading = checking = 0.0
    count = 0
    told = records_of(Project.objects.order_by("pk").iterator(TOGETHER))
    while True:
        start = time.process_time()
        some = list(islice(told, TOGETHER))
        loaded = time.process_time()
        for one in some:
            check(one)
        loading, checking = loading + loaded - start, checking + time.process_time() - loaded
        count += len(some)
        if not some:
            break
    yield Row(f"checker on {count:,} projects", checking, "s", loading, "loading them", GOAL_OF_CHECKS)


def _others(*, quick: bool) -> Iterator[Row]:
    """What others measure, each in an office of its own."""
    for name in PARTS:
        if util.find_spec(f"bench.{name}"):
            module: Any = import_module(f"bench.{name}")
            with office.Installation(office.temporary_folder(), (0, 0)).serving(0):
                yield from module.rows(quick=quick)
