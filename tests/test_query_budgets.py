"""What a page asks the database does not grow with what the office holds, and stays within a budget.

Each page is opened with ``FEW`` of everything and with ``MANY``: of the rows of its list, and of whatever hangs on the
record that it shows. ``tests.pages`` has the budgets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from bagalau.evaluations.models import ListedDocument
from bagalau.evaluations.tests import making
from tests.pages import Arguments, gathered, names, said
from tests.pages.office import Base

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 60  # a page of a list has 50 rows

BUDGETS: dict[str, int] = gathered("BUDGETS")
EXPORTS: dict[str, int] = gathered("EXPORTS")
OFFICE = BUDGETS | {f"{name}?format={form}": most for name, most in EXPORTS.items() for form in ("csv", "xlsx", "json")}
PUBLIC: dict[str, int] = gathered("PUBLIC")
WITHOUT_LISTS = names("WITHOUT_LISTS")


@dataclass(frozen=True)
class Shown:
    """The records whose pages are opened."""

    base: Base
    arguments: Mapping[str, Arguments]

    def address(self, name: str) -> str:
        """The address of a page: its name begins with the kind of record it shows."""
        return reverse(name, args=self.arguments.get(name, self.arguments.get(name.partition("_")[0], ())))


@pytest.fixture
def shown(office, administrator, viewer, make_person) -> Shown:
    unit = office.country
    actor = viewer(administrator)
    evaluation = making.accepted(actor, making.bring(actor, unit, making.ERC_PAGE, visibility="public").draft)
    later = making.bring(actor, unit, making.ERC_PAGE, ("Completion Date: 03/2020", "Completion Date: 04/2020")).draft
    base = Base(
        unit=unit,
        person=make_person("reader", unit=unit),
        document=later.version.document,
        draft=later,
        evaluation=evaluation,
        listed=ListedDocument.objects.create(evaluation=evaluation, title="Annex"),
        commitment=making.promise(evaluation, "The first promise", due="2024-06"),
    )
    return Shown(base, {kind: found for area in said("shown") for kind, found in area(base).items()})


@pytest.fixture
def grow(shown, administrator) -> Callable[[range], None]:
    """``grow(numbers)``: one more of everything for each number."""

    def add(numbers: range) -> None:
        for number in numbers:
            for area in said("grow"):
                area(shown.base, administrator, number)
        shown.base.draft.save()

    return add


def measured(client: Client, shown: Shown, pages: Iterable[str]) -> dict[str, int]:
    """How many queries each page asks."""
    client.get("/account/")  # what is asked once and then remembered
    counts = {}
    for page in pages:
        name, _, query = page.partition("?")
        cache.clear()  # what a page asks when nobody has asked for it before
        with CaptureQueriesContext(connection) as asked:
            response = client.get(f"{shown.address(name)}?{query or 'path=title'}")
            assert response.status_code == 200, page
            assert b"".join(response)
        counts[page] = len(asked)
    return counts


def test_every_page_has_its_budget():
    assert set(BUDGETS) | WITHOUT_LISTS == own_pages()
    assert not set(BUDGETS) & WITHOUT_LISTS


def own_pages() -> set[str]:
    """The names of the pages that are not a library's."""
    included = [pattern for pattern in get_resolver().url_patterns if isinstance(pattern, URLResolver)]
    patterns = [pattern for resolver in included for pattern in resolver.url_patterns]
    return {str(pattern.name) for pattern in patterns if hasattr(pattern.callback, "action")}


def test_a_page_asks_the_same_of_a_small_and_a_large_office(shown, grow, administrator, signed_in):
    viewers = [(signed_in(administrator), OFFICE), (signed_in(), PUBLIC)]
    grow(range(FEW))
    small = [measured(browser, shown, budgets) for browser, budgets in viewers]
    grow(range(FEW, MANY))
    for (browser, budgets), few in zip(viewers, small, strict=True):
        many = measured(browser, shown, budgets)
        assert {page: (few[page], many[page]) for page in budgets if few[page] != many[page]} == {}
        assert {page: f"{many[page]}, not {budgets[page]}" for page in budgets if many[page] > budgets[page]} == {}
