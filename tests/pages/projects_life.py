"""Steps of projects, revisions, versions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from bagalau.people.models import Person
from bagalau.projects import models as m
from bagalau.projects.access import VIEW_PROJECTS
from bagalau.projects.queries.life import content, said_now
from bagalau.projects.rules.life import VersionState
from tests.pages import Arguments, Make, Page, taken
from tests.pages.office import Base

DAY = "2024-02-01"
STEP = {"on": DAY, "reason": "So the board said."}
DECISION = {"verdict": "approve", "decision": "Yes.", "decided_on": DAY, "reason": "Nobody else is there."}
PAGES = {
    "project_appraise": Page("project", post=422, sent=STEP),  # it has no output yet
    "project_approve": taken("project", get=200, to="cancelled", **STEP),
    "project_sign": Page("project", get=302, post=409, sent=STEP | {"to": "signed"}),  # it is a draft
    "project_close": Page("project", get=302, post=422, sent=STEP | {"to": "operationally_closed"}),  # nothing answered
    "project_register": taken("project", get=200, to="active", signed=DAY),
    "project_revise": taken("signedproject", get=200, kind="general", reason="The dams broke."),
    "project_revision": Page("revisedproject"),
    "project_submit": Page("revisedproject", get=302, post=422),  # it changes nothing yet
    "project_take_back": Page("revisedproject", get=302, post=409),  # it is open
    "project_withdraw": taken("revisedproject", reason="The dams hold."),
    "project_decide": taken("boardproject", **DECISION),
    "project_versions": Page("signedproject"),
    "project_version": Page("projectversion"),
    "project_compare": Page("signedproject"),
}
DOORS = dict.fromkeys("signedproject revisedproject boardproject projectversion".split(), VIEW_PROJECTS)


def signed(title: str, **given: Any) -> m.Project:
    """A project with its first version."""
    of = m.Project.objects.create(title=title, status="active", **given)
    _version(of, 1, kind="original", state=VersionState.SIGNED, signed_at=timezone.now(), decided_on=date(2024, 1, 1))
    return of


def _version(of: m.Project, number: int, **given: Any) -> None:
    kept, made_of = content(said_now(of))
    m.ProjectVersion.objects.create(project=of, number=number, content=kept, digest=made_of, **given)


def records(make: Make) -> dict[str, Arguments]:
    where: dict[str, Any] = {"unit": make.unit, "visibility": make.visibility}
    one, revised, board = (signed(f"{title}, {make.where}", **where) for title in ("Dams", "Mills", "Wells"))
    for of, state in ((revised, VersionState.OPEN), (board, VersionState.SUBMITTED)):
        given = {"opened_by": make.maker.person, "submitted_at": timezone.now()}
        _version(of, 2, kind="general", reason="Rain", state=state, **given)
    return {
        "signedproject": (one.pk,),
        "revisedproject": (revised.pk,),
        "boardproject": (board.pk,),
        "projectversion": (one.pk, 1),
    }


BUDGETS = {
    "project_appraise": 11,
    "project_approve": 11,
    "project_sign": 11,
    "project_close": 11,
    "project_register": 7,
    "project_revise": 6,
    "project_revision": 31,
    "project_versions": 8,
    "project_version": 7,
    "project_compare": 29,
}
WITHOUT_LISTS = set("project_submit project_take_back project_withdraw project_decide".split())
TITLE = "Project with many versions"


def shown(base: Base) -> dict[str, Arguments]:
    """A project under revision, one of each status whose steps have a page, and a version."""
    of = signed(TITLE, unit=base.unit)
    _version(of, 1000, kind="general", reason="Rain", state=VersionState.SUBMITTED)
    statuses = {"project_appraise": "draft", "project_approve": "appraised", "project_sign": "approved"}
    made = {
        name: (m.Project.objects.create(title=name, unit=base.unit, status=status).pk,)
        for name, status in (statuses | {"project_close": "operationally_closed"}).items()
    }
    pages = "project_revise project_revision project_versions project_compare".split()
    return made | dict.fromkeys(pages, (of.pk,)) | {"project_version": (of.pk, 1)}


def grow(base: Base, by: Person, number: int) -> None:
    """One more version of the project that is shown, and one more of what its steps look at."""
    of = m.Project.objects.get(title=TITLE)
    m.Risk.objects.create(project=of, description=f"Flood {number}")
    _version(of, number + 2, kind="general", reason="Rain", state=VersionState.SIGNED, signed_by=by, opened_by=by)
    for one in m.Project.objects.filter(title__startswith="project_") | m.Project.objects.filter(pk=of.pk):
        one.steps.create(at=timezone.now(), by=by, status="suspended", on=date(2024, 1, 1))
        m.Contribution.objects.create(project=one, name=f"Fund {number}", amount=10)
        m.Signature.objects.create(project=one, party=f"Party {number}")
