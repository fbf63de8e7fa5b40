"""What the checker finds in a project."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from bagalau.documents.access import VIEW_DRAFTS
from bagalau.documents.actions import About, import_file
from bagalau.documents.extract import extract
from bagalau.documents.extract.draft import plain
from bagalau.formats.read import read
from bagalau.people.models import Person, Unit
from bagalau.projects.access import VIEW_PROJECTS
from bagalau.projects.choices import choices
from bagalau.projects.models import FindingDismissal, Project, Risk
from bagalau.projects.queries.findings import found_in
from tests.pages import Arguments, Make, Page, taken

PAPER = Path(__file__).parents[2] / "bagalau/documents/tests/samples/project_document/blanks_two_columns_short.txt"


def _choice() -> str:
    """The first choice that the paper leaves."""
    draft = extract(read(PAPER.read_bytes(), PAPER.name))
    return choices(draft.kind, plain(draft.record))[0].choices[0].key


PAGES = {
    "draft_choose": taken("draft_with_choices", key=_choice()),
    "project_findings": Page("project_checked"),
    "project_finding": Page("project_finding"),
    "project_finding_dismiss": taken("project_finding", reason="It was agreed with the board."),
    "project_finding_restore": taken("project_finding"),
    "project_finding_correct": taken("project_finding", way="0"),
}
DOORS = {"project_checked": VIEW_PROJECTS, "project_finding": VIEW_PROJECTS, "draft_with_choices": VIEW_DRAFTS}
BUDGETS = {"project_findings": 34, "project_finding": 35}
WITHOUT_LISTS = {"draft_choose", "project_finding_dismiss", "project_finding_restore", "project_finding_correct"}


def _project(unit: Unit, visibility: str) -> Project:
    """A project of which half is not paid for."""
    return Project.objects.create(
        unit=unit, title="Wells and ponds", visibility=visibility, required=Decimal(100), allocated=Decimal(50)
    )


def _arguments(of: Project, rule: str) -> Arguments:
    one = next(one for one in found_in(of).open if one.rule == rule)
    return (of.pk, one.rule, one.mark)


def records(make: Make) -> dict[str, Arguments]:
    of = _project(make.unit, make.visibility)
    made: dict[str, Arguments] = {"project_checked": (of.pk,), "project_finding": _arguments(of, "PD-08")}
    if make.where != "public":
        text = PAPER.read_bytes() + f"\n{make.where}\n".encode()
        made["draft_with_choices"] = (import_file(make.maker, text, PAPER.name, About(unit=make.unit)).draft.pk,)
    return made


def shown(base: Any) -> dict[str, Arguments]:
    of = _project(base.unit, "internal")
    grow(base, base.person, 0)
    return {"project_findings": (of.pk,), "project_finding": _arguments(of, "PD-08")}


def grow(base: Any, by: Person, number: int) -> None:
    """One more finding, and one more that was dismissed."""
    of = Project.objects.get(unit=base.unit, title="Wells and ponds")
    for place in ("north", "south"):
        Risk.objects.create(project=of, description=f"The well in the {place} runs dry, year {number}")
    found = [one for one in found_in(of).open if one.rule == "PD-60"]
    FindingDismissal.objects.create(project=of, rule="PD-60", mark=found[-1].mark, reason="It rains.", by=by)
