"""Every page, filled with something, on a desk and on a phone: nothing sticks out, no card scrolls sideways, axe finds
nothing. Language and the size at which axe looks go round from page to page, so that each page is opened once.

``SHOTS=folder`` keeps the pictures, to look at them.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from bagalau.people.invitations import TOKENS
from bagalau.people.tests import PASSWORD
from bagalau.search import jobs
from tests.browser.acting import DESK, PHONE, fill, press, sure
from tests.test_query_budgets import BUDGETS, PUBLIC, Shown

Axe = Callable[[Page], list[str]]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
SIZES = (DESK["viewport"], PHONE["viewport"])
FILES = {"calendar", "feed", "sitemap", "sitemap_part", "commitments_template"}
FILES |= {"project_budget_sheet", "project_framework_sheet", "project_budget_changes", "assessment_changes"}
TWICE = {"managementresponse"}  # the same page under the name of its kind
SIDEWAYS = """() => [...document.querySelectorAll("main *")]
    .filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1)
    .filter(one => ["auto", "scroll"].includes(getComputedStyle(one).overflowX))
    .map(one => `${one.className} ${one.scrollWidth}`)"""


def worth_opening(names: Iterable[str]) -> list[str]:
    """Pages with a form or a list of their own: of all histories one, of a form the one that is filled in."""
    known = set(names)
    first = min(name for name in known if name.endswith("_history"))
    return sorted(
        name
        for name in known - FILES - TWICE
        if (not name.endswith("_history") or name == first)
        and not (name.endswith("_new") and f"{name.removesuffix('_new')}_edit" in known)
        and "?" not in name
    )


def turn_of(path: str) -> int:
    """The same for a page as long as it has its address, whichever others there are."""
    return zlib.crc32(path.encode())


def wrong_with(page: Page, name: str, axe: Axe) -> list[str]:
    """What is wrong with the page that is open."""
    found, looked_at = [], SIZES[turn_of(name) // len(LANGUAGES) % len(SIZES)]
    for size in SIZES:
        page.set_viewport_size(size)
        if folder := os.environ.get("SHOTS"):
            language = page.locator("html").get_attribute("lang")
            page.screenshot(path=f"{folder}/{size['width']}-{language}-{name.replace('/', '_')}.png", full_page=True)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > size["width"]:
            found.append(f"{width} wide on {size['width']}")
        if size is SIZES[0]:
            found += [f"scrolls sideways: {card}" for card in page.evaluate(SIDEWAYS)]
        if size is looked_at:
            found += axe(page)
    return found


def nothing_is(wrong: Mapping[str, list[str]]) -> None:
    lines = [f"{name}: {line}" for name, found in wrong.items() for line in found]
    assert not lines, "\n".join(lines)


def by_language(names: Iterable[str]) -> dict[str, list[str]]:
    """The pages that are opened in each language."""
    found: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for name in names:
        found[LANGUAGES[turn_of(name) % len(LANGUAGES)]].append(name)
    return found


def speak(page: Page, language: str, server: Any) -> None:
    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": server.url}])


@pytest.fixture
def furnished(shown: Shown, grow: Callable[[range], None]) -> Shown:
    """An office with something on every page."""
    grow(range(3))
    jobs.catch_up(float("inf"))
    return shown


def test_nothing_is_wrong_with_any_page(
    furnished: Shown, administrator: Any, desk_of: Any, live_server: Any, axe: Axe
) -> None:
    page = desk_of(administrator)
    paths = {name: f"{furnished.address(name)}?path=title" for name in worth_opening(BUDGETS)}
    paths["draft_field"] = f"{furnished.address('draft')}?edit=title"
    paths |= {"search found": "/search/?q=found", "search in vain": "/search/?q=zzzz", "similar": similar(furnished)}
    wrong = {}
    for language, names in by_language(paths).items():
        speak(page, language, live_server)
        for name in names:
            answer = page.goto(paths[name])
            assert sure(answer).ok, paths[name]
            wrong[f"{name} in {language}"] = wrong_with(page, name, axe)
    nothing_is(wrong)


def similar(furnished: Shown) -> str:
    """What was recommended before, of the first recommendation."""
    of = furnished.base.evaluation
    passage = f"evaluation-{of.pk}/recommendation-{of.recommendations.first().pk}"
    return f"{reverse('search_similar')}?passage={passage}&kind=recommendation"


def test_nothing_is_wrong_with_the_pages_of_the_public(
    furnished: Shown, desk_of: Any, live_server: Any, axe: Axe, faults: list[str]
) -> None:
    page = desk_of(None)
    paths = {name: furnished.address(name) for name in worth_opening([*PUBLIC, "_history"]) if name != "_history"}
    paths |= {"search found": "/search/?q=found", "nowhere": "/nowhere/", "no evaluation": "/evaluations/0/"}
    paths |= {name: reverse(name) for name in ("account_login", "account_reset_password")}
    person = furnished.base.person
    person.set_unusable_password()
    person.save()
    paths["invitation"] = reverse("invitation", args=[person.pk, TOKENS.make_token(person)])
    wrong = {}
    for language, names in by_language(paths).items():
        speak(page, language, live_server)
        for name in names:
            page.goto(paths[name])
            wrong[f"{name} in {language}"] = wrong_with(page, name, axe)
    nothing_is(wrong)
    faults[:] = [fault for fault in faults if "404" not in fault]  # two pages are meant not to be there


def test_nothing_is_wrong_with_two_steps_and_with_being_locked_out(
    reader: Any, desk_of: Any, axe: Axe, faults: list[str]
) -> None:
    page = desk_of(reader)
    page.goto(reverse("mfa_activate_totp"))  # asks for the password first
    wrong = {"confirm": wrong_with(page, "confirm", axe)}
    fill(page, password=PASSWORD)
    page.locator("main form button").last.click()
    expect(page.locator("main img[src^='data:image/svg']")).to_be_visible()
    wrong["two steps"] = wrong_with(page, "two steps", axe)

    page = desk_of(None)
    for _attempt in range(5):
        page.goto(reverse("account_login"))
        fill(page, login=reader.email, password="wrong")
        press(page, "Sign in")
    expect(page.locator("main")).to_contain_text("15 minutes")
    wrong["locked out"] = wrong_with(page, "locked out", axe)
    nothing_is(wrong)
    faults[:] = [fault for fault in faults if "429" not in fault]
