"""A budget of two thousand lines as a sheet: saving all of them against a bare bulk write of the same rows, and what a
keystroke costs in the browser against one frame of an animation."""

from __future__ import annotations

import mimetypes
import os
import re
import shutil
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bench.office import prepare, start_django, temporary_folder
from bench.table import Row

if TYPE_CHECKING:
    from bagalau.people.access import Viewer
    from bagalau.projects.models import BudgetLine, Project

LINES, QUICK_LINES, RESULTS = 2_000, 40, 20
RUNS, KEYSTROKES = 5, 200
GOAL = 2.0
FRAME_MS = 1000 / 60
HOST = "http://bench.invalid"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
TYPE = """(times) => {
  const cell = [...document.querySelectorAll("tr[data-key]")].at(-1).cells[6];
  cell.focus();
  cell.dispatchEvent(new KeyboardEvent("keydown", { key: "1", bubbles: true, cancelable: true }));
  const input = cell.querySelector("input");
  const found = [];
  for (let at = 1; at <= times; at += 1) {
    input.value = String(at * 37);
    const start = performance.now();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.offsetHeight;
    found.push(performance.now() - start);
  }
  return found;
}"""


def rows(*, quick: bool = False) -> list[Row]:
    """Saving a whole sheet, and typing in it."""
    start_django(temporary_folder())
    prepare()
    lines = QUICK_LINES if quick else LINES
    actor, project = _project(lines)
    return [_saving(actor, project, lines, 1 if quick else RUNS), *_typing(actor, project, lines)]


def _project(lines: int) -> tuple[Viewer, Project]:
    from django.utils import timezone  # noqa: PLC0415

    from bagalau.people.models import Person, RoleGrant, Unit  # noqa: PLC0415
    from bagalau.people.queries import viewer_for  # noqa: PLC0415
    from bagalau.projects import models as m  # noqa: PLC0415

    unit = Unit.objects.create(code="GRID", name_en="Office of the grid", type="co")
    writer = Person.objects.create(email="grid@example.org", name="Gulnar Grid", unit=unit)
    RoleGrant.objects.create(person=writer, role="administrator")
    project = m.Project.objects.create(unit=unit, title="Clean rivers", currency="USD", gms_rate=7)
    sources = [m.Contribution.objects.create(project=project, name=name) for name in ("Ministry", "UNDP")]
    plan = m.WorkPlan.objects.create(project=project, year=2024)
    results = [m.PlannedResult.objects.create(project=project, parent=plan, number=f"{at}") for at in range(RESULTS)]
    m.BudgetLine.objects.bulk_create(
        m.BudgetLine(
            project=project,
            parent=results[at % RESULTS],
            place=at // RESULTS,
            account=("71200", "71600", "72100", "75100")[at % 4],
            description=f"Line {at}",
            source=sources[at % 2],
            amount=1000 + at,
            quarters=["250.00", None, None, "750.00"],
        )
        for at in range(lines)
    )
    return viewer_for(writer, timezone.localdate()), project


def _saving(actor: Viewer, project: Project, lines: int, runs: int) -> Row:
    """All lines changed; reading what the sheet sent, comparing, checking, counting and the journal included."""
    from django.db import transaction  # noqa: PLC0415

    from bagalau.projects.actions.budget import BULK, LineChange, save_lines  # noqa: PLC0415
    from bagalau.projects.models import BudgetLine  # noqa: PLC0415
    from bagalau.projects.queries.budget import budget_of, sheet_lines  # noqa: PLC0415

    turns = count(1)
    names = ["account", "description", "source", "quantity", "unit", "unit_cost", "amount", "quarters"]

    def changes() -> list[LineChange]:
        turn = next(turns)
        found = sheet_lines(budget_of(project))
        return [
            LineChange(str(one.row.id), one.row.id, one.seen, None, one.cells | {"amount": f"{5000 + turn}"})
            for one in found
        ]

    def bare() -> list[BudgetLine]:
        turn, found = next(turns), list(BudgetLine.objects.filter(project=project))
        for row in found:
            row.amount = 9000 + turn  # type: ignore[assignment]  # a whole number is an amount, too
        return found

    def write(found: list[BudgetLine]) -> None:
        with transaction.atomic():
            BudgetLine.objects.bulk_update(found, names, BULK)

    best = {"ours": float("inf"), "bare": float("inf")}
    for _run in range(runs):
        best["ours"] = min(best["ours"], _time(lambda sent: save_lines(actor, project, sent), changes()))
        best["bare"] = min(best["bare"], _time(write, bare()))
    floor = "a bare bulk write of the same rows"
    return Row(f"{lines:,} budget lines saved from the sheet", best["ours"], "s", best["bare"], floor, GOAL)


def _time(call: Callable[[Any], object], given: Any) -> float:
    start = time.perf_counter()
    call(given)
    return time.perf_counter() - start


def _typing(actor: Viewer, project: Project, lines: int) -> list[Row]:
    """A keystroke in an amount: the sums anew, and the page laid out with them."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        return []
    from django.contrib.staticfiles import finders  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415
    from playwright.sync_api import Route, sync_playwright  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost", headers={"accept": "text/html"})
    assert actor.person is not None
    client.force_login(actor.person, "allauth.account.auth_backends.AuthenticationBackend")

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            name = re.sub(r"\.[0-9a-f]{12}(?=\.)", "", path.removeprefix("/static/"))  # without its hash
            route.fulfill(path=str(finders.find(name)), content_type=mimetypes.guess_type(name)[0])
        else:
            route.fulfill(body=client.get(path).content, content_type="text/html")

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=program, args=["--headless", "--no-sandbox"]).new_page()
        page.route("**/*", answer)
        page.goto(f"{HOST}{reverse('project_budget', args=[project.pk])}")
        found = page.evaluate(TYPE, KEYSTROKES)
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    row = Row(f"a keystroke in a sheet of {lines:,} lines", statistics.median(found), "ms", FRAME_MS, "one frame", 1.0)
    slowest = replace(row, name=f"{row.name}, the slowest of {KEYSTROKES}", measured=max(found), goal=None)
    return [row, slowest]
