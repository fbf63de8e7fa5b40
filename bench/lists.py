"""How much a list costs against a bare page, and whether it costs the same at any size.

Time is the processor's: the database works in this process too, and other programs on the machine do not count. Lists,
viewers and sizes take turns; the least time of each page counts.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.office import VIEWERS, Installation, browser, installation, person
from bench.table import Row, fastest

if TYPE_CHECKING:
    from django.test import Client

ROUNDS = 6
RUNS = 3
GOAL = 2.0
GOAL_OF_SIZES = 1.2
BARE = "bare"
WORDS = "words"


@dataclass(frozen=True)
class Listing:
    """A list: its address, the order it has by itself, and its filters by name."""

    name: str
    order: str
    descending: bool
    filters: dict[str, str]

    @property
    def url(self) -> str:
        return f"/{self.name}/"


LISTINGS = (
    Listing("commitments", "due_sort", False, {"overdue": "state=overdue", WORDS: "words=registers+and"}),
    Listing("evaluations", "end_sort", True, {"planned": "stage=planned", WORDS: "words=rural+clinics"}),
)
Key = tuple[str, str, str]
"""List, viewer, page."""


def rows(*, quick: bool = False) -> list[Row]:
    """Two rows for each page: against the bare page, and against the same page of the small database."""
    office = installation(quick=quick)
    small, large = times(office, rounds=1 if quick else ROUNDS, runs=1 if quick else RUNS)
    found = []
    for listing, viewer, page in large:
        if page == BARE:
            continue
        key = (listing, viewer, page)
        name = f"{listing}, {viewer}, {page}"
        goals = (None, None) if page == WORDS else (GOAL, GOAL_OF_SIZES)
        bare = large[listing, viewer, BARE]
        found += [
            Row(f"{name}, {office.sizes[1]:,} rows", large[key], "ms", bare, "bare page of as many rows", goals[0]),
            Row(f"{name}, whatever the size", large[key], "ms", small[key], f"{office.sizes[0]:,} rows", goals[1]),
        ]
    return found


def times(office: Installation, rounds: int, runs: int) -> list[dict[Key, float]]:
    """The least milliseconds of each page, for each size."""
    best: list[dict[Key, float]] = [{} for _ in office.sizes]
    for _ in range(rounds):
        for least, size in zip(best, office.sizes, strict=True):
            with office.serving(size):
                for key, taken in _measured(runs):
                    least[key] = min(least.get(key, taken), taken)
    return best


def _measured(runs: int) -> list[tuple[Key, float]]:
    found: list[tuple[Key, float]] = []
    for viewer in VIEWERS:
        client = browser(viewer)
        for listing in LISTINGS:
            pages = addresses(listing, viewer)
            calls = [_call(client, address) for address in pages.values()]
            for call in calls:
                call()  # the first answer opens files and fills caches
            taken = fastest(*calls, runs=runs, clock=time.process_time)
            found += [
                ((listing.name, viewer, page), seconds * 1000) for page, seconds in zip(pages, taken, strict=True)
            ]
    return found


def addresses(listing: Listing, viewer: str) -> dict[str, str]:
    """The pages that are measured: the first, filtered ones, one deep in the list, and the bare one."""
    return {
        BARE: f"/bare{listing.url}",
        "first page": listing.url,
        **{name: f"{listing.url}?{query}" for name, query in listing.filters.items()},
        "deep page": f"{listing.url}?cursor={deep(listing, viewer)}",
    }


def deep(listing: Listing, viewer: str) -> str:
    """The cursor of a page that three quarters of the list stand before."""
    from django.utils import timezone  # noqa: PLC0415

    from bagalau.commitments.queries import commitments  # noqa: PLC0415
    from bagalau.evaluations.queries import evaluations  # noqa: PLC0415
    from bagalau.people.queries import viewer_for  # noqa: PLC0415
    from bagalau.web.paging import Order, page  # noqa: PLC0415

    who = viewer_for(person(viewer), timezone.localdate())
    visible = commitments(who) if listing.name == "commitments" else evaluations(who)
    order = Order(listing.order, listing.descending)
    values = visible.order_by(f"{'-' if listing.descending else ''}{listing.order}")
    value = values.values_list(listing.order, flat=True)[visible.count() * 3 // 4]
    behind = visible.filter(**{f"{listing.order}__{'lte' if listing.descending else 'gte'}": value})
    cursor = page(behind, order, None).after
    assert cursor is not None
    return cursor


def _call(client: Client, address: str) -> Callable[[], None]:
    def call() -> None:
        status = client.get(address).status_code
        assert status == 200, f"{address} answered {status}"

    return call
