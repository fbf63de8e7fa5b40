"""Tests in a real browser: Debian's Chromium through Playwright, against pytest-django's live server.

``page`` is a desk, ``phone`` a telephone; both open paths (``page.goto("/")``); at ``desk_of(person)`` somebody is
signed in. A console error, an exception in a script, a violation of the content policy or a request to another host
fails the test; one that expects such a thing looks at ``faults`` and clears it. ``axe(page)`` lists what the page makes
hard for people with disabilities.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import get_resolver
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.acting import DESK, PAPERS, PHONE, Papers, Work, brought_in
from tests.test_query_budgets import grow, shown  # noqa: F401 - fixtures: an office with something on every page

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RUN_AXE = "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)"
WAIT_MS = 30_000
REFUSAL = "responded with a status of 422"  # a form that is shown again with what is wrong in it

Open = Callable[..., Page]
Desk = Callable[..., Page]


@pytest.hookimpl(tryfirst=True)  # before -m looks at the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("no Chromium on this machine (on Debian: apt-get install chromium)")
    # Playwright keeps an event loop in this thread, and Django refuses its database beside one unless told.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    assert get_resolver().url_patterns  # all pages are loaded before one is waited for
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What went wrong in the browser during the test; must be empty when it ends."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def open_page(chromium: Browser, faults: list[str]) -> Iterator[Open]:
    """``open_page(base_url, **options)``: a page in a context of its own (cookies are not shared)."""
    contexts = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and REFUSAL not in message.text:
            faults.append(f"console: {message.text}")

    def open_one(base_url: str, **options: Any) -> Page:
        def only_here(request: Request) -> None:
            if not request.url.startswith((base_url, "data:")):
                faults.append(f"request to another host: {request.url}")

        context = chromium.new_context(base_url=base_url, locale="en-GB", **options)
        contexts.append(context)
        context.set_default_timeout(WAIT_MS)
        context.on("request", only_here)  # a route would do, too, but turns the cache of the browser off
        context.on("console", note)
        context.on("weberror", lambda error: faults.append(f"script: {error.error}"))
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: Open, live_server: Any) -> Page:
    return open_page(live_server.url, **DESK)


@pytest.fixture
def phone(open_page: Open, live_server: Any) -> Page:
    return open_page(live_server.url, **PHONE)


@pytest.fixture
def desk_of(open_page: Open, live_server: Any, signed_in: Callable[..., Any]) -> Desk:
    """``desk_of(person, **options)``: a page where somebody is signed in already; ``desk_of(None)`` is the public's."""

    def sit_down(person: Any = None, **options: Any) -> Page:
        page = open_page(live_server.url, **(options or DESK))
        if person is not None:
            session = signed_in(person).cookies[settings.SESSION_COOKIE_NAME]
            page.context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])
        return page

    return sit_down


@pytest.fixture(params=PAPERS)
def papers(request: pytest.FixtureRequest) -> Papers:
    """The real documents, where they stand beside the checkout, and samples of the same kinds."""
    found = PAPERS[request.param]
    if not found.are_there:
        pytest.skip("the shared documents are not on this machine")
    return found


@pytest.fixture
def work(papers: Papers, officer: Any, office: Any, viewer: Callable[..., Any]) -> Work:
    """Both papers, read and accepted by the officer of the country office."""
    return brought_in(viewer(officer, timezone.localdate()), office.country, papers)


@pytest.fixture
def head(make_person: Callable[..., Any], office: Any) -> Any:
    """The head of the country office."""
    return make_person("head_of_unit", unit=office.country, name="Hana Head")


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """``axe(page)``: one line for each rule broken, with the places; an empty list is what a test wants."""
    source = AXE.read_text(encoding="utf-8")

    def violations(page: Page) -> list[str]:
        # The debugging protocol evaluates beside the page's content policy, which forbids scripts not of the site.
        session = page.context.new_cdp_session(page)
        session.send("Runtime.evaluate", {"expression": source})
        answer = session.send("Runtime.evaluate", {"expression": RUN_AXE, "awaitPromise": True, "returnByValue": True})
        session.detach()
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return [_line(rule) for rule in answer["result"]["value"]]

    return violations


def _line(rule: dict[str, Any]) -> str:
    places = [" ".join(map(str, node["target"])) for node in rule["nodes"]]
    more = f" and {len(places) - 5} more" if len(places) > 5 else ""
    return f"{rule['id']} ({rule['impact']}): {rule['help']}: {', '.join(places[:5])}{more}"
