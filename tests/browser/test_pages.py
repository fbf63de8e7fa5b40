"""Every page on a desk and on a phone, in three languages: nothing sticks out, axe finds nothing.

``SHOTS=folder`` keeps the pictures, to look at them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page

from bagalau.documents.actions import About, accept, import_file

SAMPLES = Path(__file__).parents[2] / "bagalau/documents/tests/samples"
PUBLIC = (
    "/",
    "/evaluations/",
    "/commitments/",
    "/documents/",
    "/account/login/",
    "/account/password/reset/",
    "/nowhere/",
)
LISTS = (
    "/",
    "/evaluations/",
    "/commitments/",
    "/commitments/?state=overdue",
    "/documents/",
    "/documents/add/",
    "/drafts/",
)
OFFICE = ("/documents/add/", "/units/", "/people/", "/people/invite/", "/journal/", "/account/", "/account/2fa/")
ONE = (
    "evaluations/{evaluation}",
    "evaluations/{evaluation}/history",
    "commitments/{commitment}",
    "drafts/{draft}",
    "drafts/{waiting}",
    "documents/{document}",
    "units/{unit}",
    "people/{person}",
)


@pytest.fixture
def record(administrator: Any, office: Any, viewer: Any) -> dict[str, int]:
    """An accepted evaluation with its commitments, and a draft that waits."""
    actor = viewer(administrator)
    about = About(unit=office.country)

    def read(name: str) -> Any:
        path = SAMPLES / name
        return import_file(actor, path.read_bytes(), path.name, about).draft

    accepted, waiting = read("erc_evaluation/full_page.txt"), read("erc_evaluation/pipe_tables.txt")
    evaluation: Any = accept(actor, accepted)
    return {
        "evaluation": evaluation.pk,
        "commitment": evaluation.recommendations.first().key_actions.first().commitment_id,
        "draft": accepted.pk,
        "waiting": waiting.pk,
        "document": accepted.version.document_id,
        "unit": office.country.pk,
        "person": administrator.pk,
    }


def as_person(page: Page, client: Any, live_server: Any, language: str) -> None:
    """Carry a signed-in session and a language into the browser."""
    cookies = [{"name": django_settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}]
    if session := client.cookies.get(django_settings.SESSION_COOKIE_NAME):
        cookies.append({"name": session.key, "value": session.value, "url": live_server.url})
    page.context.add_cookies(cookies)  # type: ignore[arg-type]


DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def look(page: Page, path: str, language: str) -> list[str]:
    """Open a page and look at it in both sizes; what sticks out of it, if anything does."""
    page.goto(path)
    found = []
    for size in (DESK, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        if folder := os.environ.get("SHOTS"):
            slug = path.strip("/").replace("/", "_").replace("?", "_") or "home"
            page.screenshot(path=f"{folder}/{size['width']}-{language}-{slug}.png")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > size["width"]:
            found.append(f"{path} is {width} wide on {size['width']}")
    return found


def paths_of(record: dict[str, int]) -> list[str]:
    return [*LISTS, *OFFICE, *(f"/{path.format(**record)}/" for path in ONE)]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_nothing_sticks_out_of_any_page(
    page: Page, language: str, record: dict[str, int], administrator: Any, signed_in: Any, live_server: Any
) -> None:
    administrator.language = language
    administrator.save()
    as_person(page, signed_in(administrator), live_server, language)
    assert [line for path in paths_of(record) for line in look(page, path, language)] == []


def test_axe_finds_nothing_on_any_page(
    page: Page,
    record: dict[str, int],
    administrator: Any,
    signed_in: Any,
    live_server: Any,
    axe: Callable[[Page], list[str]],
) -> None:
    as_person(page, signed_in(administrator), live_server, "en")
    found = {}
    for path in paths_of(record):
        page.goto(path)
        for size in (DESK, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            if broken := axe(page):
                found[path, size["width"]] = broken
    assert found == {}


def test_axe_finds_nothing_on_the_pages_of_the_public(
    page: Page, office: Any, axe: Callable[[Page], list[str]], faults: list[str]
) -> None:
    found = {}
    for path in PUBLIC:
        page.goto(path)
        if broken := axe(page):
            found[path] = broken
    assert found == {}
    faults[:] = [fault for fault in faults if "404" not in fault]  # one page is meant not to be there
