"""The papers that the stories work on, and short ways to say what people do in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from bagalau.commitments.models import Update
from bagalau.documents.actions import About, accept, import_file
from bagalau.evaluations.models import Evaluation, EvaluationStep, ResponseStep
from bagalau.people.access import Viewer
from bagalau.people.models import Unit

DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Papers:
    """The page of an evaluation, as the evaluation centre shows it, and a management response of the other system."""

    evaluation: Path
    response: Path

    @property
    def are_there(self) -> bool:
        return self.evaluation.exists() and self.response.exists()

    def __iter__(self) -> Iterator[Path]:
        return iter((self.evaluation, self.response))


def _shared(number: str) -> Path:
    folder = ROOT.parent / "shared" / "documents"
    return next(iter(folder.glob(f"{number}_*.txt")), folder / number)


PAPERS = {
    "shared-documents": Papers(_shared("000"), _shared("003")),
    "own-samples": Papers(
        ROOT / "bagalau/documents/tests/samples/erc_evaluation/full_page.txt",
        ROOT / "examples/office/family-support-response.html",
    ),
}


@dataclass(frozen=True)
class Work:
    """Both papers in the record: the evaluation that was described, and the one that was answered."""

    described: Evaluation
    answered: Evaluation


def brought_in(actor: Viewer, unit: Unit, papers: Papers) -> Work:
    """Both papers accepted a month ago, so that there is a past to look at."""
    made = []
    for path in papers:
        draft = import_file(actor, path.read_bytes(), path.name, About(unit=unit)).draft
        assert draft is not None
        record = accept(actor, draft)
        assert isinstance(record, Evaluation)
        made.append(record)
    then = timezone.now() - timedelta(days=30)
    for kind in (EvaluationStep, ResponseStep, Update):
        kind.objects.update(at=then)  # type: ignore[attr-defined]
    return Work(*made)


def number_in(page: Page) -> int:
    """The number of the record whose page is open."""
    found = re.search(r"/(\d+)/", page.url)
    assert found, page.url
    return int(found[1])


def press(page: Page | Locator, name: str) -> None:
    """Press a button of the page or of a part of it, or follow the link that looks like one."""
    of = page.locator("main") if isinstance(page, Page) else page
    named = {"name": re.compile(rf"^\s*{re.escape(name)}\s*$"), "disabled": False}
    of.get_by_role("button", **named).or_(of.get_by_role("link", name=named["name"])).first.click()


def fill(page: Page | Locator, **fields: str) -> None:
    """Fill in the fields of a form by their names; in a list the value is chosen."""
    for name, value in fields.items():
        field = page.locator(f"main [name={name}]" if isinstance(page, Page) else f"[name={name}]").first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def attach(page: Page, name: str, words: str) -> None:
    """Choose a small file that holds these words."""
    page.set_input_files("main input[name=file]", {"name": name, "mimeType": "text/plain", "buffer": words.encode()})


def says(page: Page | Locator, *texts: str) -> None:
    """The page, or a part of it, shows each of these texts."""
    of = page.locator("main") if isinstance(page, Page) else page
    for text in texts:
        expect(of).to_contain_text(text)


def begins(text: str, words: int = 5) -> str:
    """The first words of a longer text, as far as they stand on one line."""
    return " ".join(text.strip().splitlines()[0].split()[:words])


def sure(found: Any) -> Any:
    """What must be there."""
    assert found is not None
    return found
