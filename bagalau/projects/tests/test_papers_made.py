"""Papers that are asked for: of which project, version and year, by whom, and the same whenever they are made."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from bagalau.exports.catalogue import make, report
from bagalau.formats.read import read
from bagalau.formats.write.paper import WRITERS
from bagalau.projects import actions
from bagalau.projects.models import Project, ProjectVersion, Risk
from bagalau.projects.queries.record import record_of
from bagalau.projects.reports import document
from bagalau.projects.reports.offered import papers
from bagalau.projects.rules.life import RevisionKind, VersionState
from bagalau.projects.rules.shape import plain
from bagalau.projects.tests.documents import rich_record

pytestmark = pytest.mark.django_db
NAMES = ("project-document", "results-framework", "annual-work-plan", "risk-log")
SIGNED = datetime(2026, 12, 20, 9, tzinfo=UTC)


@pytest.fixture
def project(actor, office):
    made = Project(unit=office.country)
    actions.take_record(actor, made, rich_record())
    return Project.objects.get(pk=made.pk)


@pytest.fixture
def signed(project):
    content = plain(record_of(project))
    return ProjectVersion.objects.create(
        project=project,
        number=1,
        kind=RevisionKind.ORIGINAL,
        state=VersionState.SIGNED,
        signed_at=SIGNED,
        content=content,
        digest=hashlib.sha256(repr(content).encode()).hexdigest(),
    )


def ask(browser, name, **query):
    return browser.get(reverse("report", args=[name]), {"format": "html", **query})


def text_of(answer):
    return read(answer.content, "paper.html").text


@pytest.mark.parametrize("name", NAMES)
def test_each_paper_is_sent_in_every_format(project, officer, signed_in, name):
    for form in WRITERS:
        answer = ask(signed_in(officer), name, project=project.pk, year=2028, format=form)
        assert answer.status_code == 200, form
        year = "2028-" if name == "annual-work-plan" else ""
        assert f'filename="{name}-{project.pk}-{year}' in answer["Content-Disposition"]


@pytest.mark.parametrize("form", WRITERS)
def test_the_same_record_gives_the_same_bytes_whenever_it_is_made(project, actor, form, monkeypatch):
    kind = report(actor, document.NAME)
    first = make(actor, kind, {"project": project, "as_of": date(2026, 1, 5)}, language="en", form=form)
    later = timezone.now() + timedelta(days=400)
    monkeypatch.setattr(timezone, "now", lambda: later)
    again = make(actor, kind, {"project": Project.objects.get(), "as_of": date(2027, 2, 9)}, language="en", form=form)
    assert first.data == again.data
    assert first.name == again.name


def test_a_signed_version_stays_as_it_was_signed(project, signed, officer, signed_in, actor):
    actions.store(actor, project, {"title": "Another title"})
    browser = signed_in(officer)
    assert "Another title" in text_of(ask(browser, "project-document", project=project.pk))
    of_version = text_of(ask(browser, "project-document", project=project.pk, version=1))
    assert "Another title" not in of_version
    assert "Version 1 · Signed · 20 Dec 2026" in of_version


def test_a_signed_version_and_what_stands_in_the_tables_give_the_same_blocks(project, signed, actor):
    with translation.override("en"):
        now, then = (
            document.build(actor, project=project, as_of=actor.today, version=version) for version in (None, 1)
        )
    assert now.blocks == then.blocks


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "This field is required"),
        ({"project": "bridges"}, "No project that is open to you"),
        ({"project": "Water", "version": "7"}, "There is no such version to print. There are: 1."),
        ({"project": "Water", "version": "0"}, "greater than or equal to 1"),
        ({"project": "Water", "second": "tlh"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_made_is_said_at_its_field(project, signed, officer, signed_in, asked, sentence):
    answer = ask(signed_in(officer), "project-document", **asked)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_without_signed_versions_none_can_be_asked_for(project, officer, signed_in):
    answer = ask(signed_in(officer), "risk-log", project=project.pk, version=1)
    assert answer.status_code == 422
    assert "No version of this project was signed." in answer.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_told_of_projects_that_are_hidden(project, stranger, signed_in, name):
    for person in (stranger, None):
        answer = ask(signed_in(person), name, project=project.pk, year=2027)
        assert answer.status_code == 422
        assert "Water" not in answer.content.decode()


def test_a_work_plan_tells_its_year_alone(project, officer, signed_in):
    browser = signed_in(officer)
    text = text_of(ask(browser, "annual-work-plan", project=project.pk, year=2028))
    assert "TOTAL\t" in text
    assert "2027" not in text.replace("2028", "")
    none = text_of(ask(browser, "annual-work-plan", project=project.pk, year=2035))
    assert "This project has no work plan for 2035." in none


def test_the_risk_log_tells_every_risk(project, officer, signed_in):
    text = text_of(ask(signed_in(officer), "risk-log", project=project.pk))
    assert "A dry summer empties the wells" in text
    assert "Begin the tour in the south" in text
    Risk.objects.update(owner="")
    assert "\tOwner\t" in text_of(ask(signed_in(officer), "risk-log", project=project.pk)), "PD-60 asks for it"


def test_what_is_public_is_so_without_contact_persons_and_old_versions(project, signed, officer, signed_in):
    Project.objects.update(visibility="public")
    inside, outside = (ask(signed_in(one), "project-document", project=project.pk) for one in (officer, None))
    assert "a.bern@pastures.example" in text_of(inside)
    assert "a.bern@pastures.example" not in text_of(outside)
    assert "Wells come first." in text_of(outside)
    asked = ask(signed_in(None), "project-document", project=project.pk, version=1)
    assert "Version 1" not in text_of(asked)


def test_two_languages_say_which_prevails(project, officer, signed_in):
    text = text_of(ask(signed_in(officer), "project-document", project=project.pk, language="ru", second="en"))
    assert "Страна / Country" in text
    assert "Where the two languages differ, English prevails." in text


def test_the_page_of_a_project_offers_its_papers(project):
    html = render_to_string("projects/papers.html", {"papers": papers(project.pk, (2027, 2028))})
    for name in NAMES:
        assert html.count(reverse("report", args=[name])) == (10 if name == "annual-work-plan" else 5)
    assert f"project={project.pk}&amp;year=2028&amp;format=docx" in html


def test_the_page_of_a_project_and_of_a_signed_version_links_them(project, signed, officer, signed_in):
    browser = signed_in(officer)
    now = browser.get(reverse("project", args=[project.pk])).content.decode()
    then = browser.get(reverse("project_version", args=[project.pk, 1])).content.decode()
    address = reverse("report", args=["annual-work-plan"])
    assert f'{address}?project={project.pk}&amp;year=2029&amp;format=pdf"' in now
    assert f'{address}?project={project.pk}&amp;version=1&amp;year=2029&amp;format=pdf"' in then


def test_a_paper_of_the_command_line_is_the_same(project, tmp_path, capsys, officer):
    from bagalau.cli.main import main  # noqa: PLC0415

    path = tmp_path / "paper.docx"
    words = ["report", "project-document", "--project", str(project.pk), "--format", "docx", "--as", officer.email]
    assert main([*words, "-o", str(path)]) == 0
    assert "Water and doctors" in read(io.BytesIO(path.read_bytes()).read(), path.name).text
