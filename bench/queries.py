"""How many queries a page of a list asks, with a few rows and with many: the number must not grow."""

from __future__ import annotations

from bench.lists import LISTINGS
from bench.office import VIEWERS, browser, installation
from bench.table import Row

HOME = "/"


def rows(*, quick: bool = False) -> list[Row]:
    """One row for each page and viewer: the large office against the small one."""
    office = installation(quick=quick)
    counted: list[dict[str, int]] = []
    for size in office.sizes:
        with office.serving(size):
            counted.append(
                {
                    f"{name}, {viewer}": queries(viewer, address)
                    for viewer in VIEWERS
                    for name, address in pages().items()
                }
            )
    small, large = counted
    against = f"the office of {office.sizes[0]:,}"
    return [Row(f"{name}: queries", large[name], "queries", small[name], against, 1) for name in large]


def pages() -> dict[str, str]:
    """Addresses by name: each list unfiltered and filtered, and the start page."""
    lists = {
        f"{listing.name}{f', {name}' if name else ''}": f"{listing.url}?{query}"
        for listing in LISTINGS
        for name, query in {"": "", **listing.filters}.items()
    }
    return {**lists, "start page": HOME}


def queries(viewer: str, address: str) -> int:
    """How many queries a signed-in viewer's page asks, session and access included."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = browser(viewer)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
