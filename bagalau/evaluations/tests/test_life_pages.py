"""Pages of an evaluation's life: the long form, the next status with its checklist, ratings, files; the filters."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bagalau.evaluations.models import CoveredProject, Evaluation
from bagalau.evaluations.tests.making import evaluation

pytestmark = pytest.mark.django_db
NO_AGENCIES = {"agency-TOTAL_FORMS": "0", "agency-INITIAL_FORMS": "0"}
HOSTILE = ["<script>alert(1)</script>", "=HYPERLINK(1)", "\u202egnp.exe", "a\0b", "x" * 1_000_000]


@pytest.fixture
def record(office) -> Evaluation:
    return evaluation(office.country, planned_end="2024-06", currency="USD")


def typed(page) -> dict[str, str]:
    """What a browser would send of the long form as it stands."""
    form, agencies = page.context["form"], page.context["agencies"]
    found = {}
    for field in [*form, *(field for row in [agencies.management_form, *agencies] for field in row)]:
        value = field.field.prepare_value(field.value())
        if hasattr(field.field, "queryset") and not isinstance(value, int | str | None):
            value = [getattr(one, "pk", one) for one in value]
        if value not in (None, ""):
            found[field.html_name] = value
    return found


def test_an_evaluation_is_made_on_its_page(officer, office, signed_in, make_person):
    manager = make_person("evaluation_manager", unit=office.country)
    project = CoveredProject.objects.create(number="P-1", title="Mills", unit=office.country)
    given = {
        "unit": office.country.pk,
        "title": "Review of the dams",
        "type": "Final Project",
        "planned_end": "2026-03",
        "budget": "40000.50",
        "currency": "USD",
        "mandatory": "True",
        "manager": manager.pk,
        "projects": [project.pk],
        "countries": "Alania\n\n Borland \nAlania",
        "reference_group": "Aida Sen; Ministry of Water\nBo Lind",
        "gef_is_gef": "True",
        "gef_focal_area": "Water",
        "joint_evaluation": "True",
        "agency-TOTAL_FORMS": "2",
        "agency-INITIAL_FORMS": "0",
        "agency-0-name": "",
        "agency-0-role": "lead",
        "agency-0-unit": office.neighbour.pk,
        "agency-1-name": "A bank",
        "agency-1-role": "partner",
    }
    answer = signed_in(officer).post(reverse("evaluation_new"), given)
    made = Evaluation.objects.get()
    assert answer["Location"] == reverse("evaluation", args=[made.pk])
    assert (str(made.planned_end), str(made.budget), made.mandatory, made.manager) == (
        "2026-03",
        "40000.50",
        True,
        manager,
    )
    assert (made.countries, made.gef) == (["Alania", "Borland"], {"is_gef": True, "focal_area": "Water"})
    assert [(one.name, one.role) for one in made.agencies.all()] == [
        ("Country office of Borland", "lead"),
        ("A bank", "partner"),
    ]
    page = signed_in(officer).get(answer["Location"]).content.decode()
    for words in ("Aida Sen", "Ministry of Water", "P-1 Mills", "Lead agency", manager.name, "Before “Terms of ref"):
        assert words in page, words


def test_the_form_as_it_stands_changes_nothing(officer, record, signed_in):
    browser, address = signed_in(officer), reverse("evaluation_edit", args=[record.pk])
    first = typed(browser.get(address)) | {"countries": "Alania", "agency-0-name": "Borland", "type": "Outcome"}
    assert browser.post(address, first).status_code == 302
    before = (record.steps.count(), record.history if hasattr(record, "history") else None)
    again = typed(browser.get(address))
    assert (again["countries"], again["agency-0-name"], again["type"]) == ("Alania", "Borland", "Outcome")
    assert browser.post(address, again).status_code == 302
    record.refresh_from_db()
    assert (record.countries, record.type, str(record.planned_end)) == (["Alania"], "Outcome", "2024-06")
    assert record.steps.count() == before[0]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": ""}, "title"),
        ({"planned_end": "next spring"}, "planned_end"),
        ({"budget": "-5"}, "budget"),
        ({"budget": "much"}, "budget"),
        ({"currency": "dollars"}, "currency"),
        ({"type": "A dance"}, "type"),
        ({"title": "x" * 501}, "title"),
        ({"description": "x" * 1_000_000}, "description"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field_and_nothing_is_lost(officer, record, signed_in, given, field):
    sent = {"title": "New", "stakeholders": "Everybody near the dam"} | NO_AGENCIES | given
    answer = signed_in(officer).post(reverse("evaluation_edit", args=[record.pk]), sent)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert "Everybody near the dam" in answer.content.decode()
    record.refresh_from_db()
    assert record.title == "Review of the mills"


def test_two_agencies_with_one_name_or_two_leads_are_refused(officer, record, signed_in):
    for names, roles in ((("A", "A"), ("lead", "partner")), (("A", "B"), ("lead", "lead"))):
        sent = {"title": "New", "agency-TOTAL_FORMS": "2", "agency-INITIAL_FORMS": "0"}
        for number in (0, 1):
            sent |= {f"agency-{number}-name": names[number], f"agency-{number}-role": roles[number]}
        answer = signed_in(officer).post(reverse("evaluation_edit", args=[record.pk]), sent)
        assert answer.status_code == 422
    assert not record.agencies.exists()


def test_who_was_overtaken_sees_what_it_says_now_and_may_then_save(officer, record, signed_in):
    browser, address = signed_in(officer), reverse("evaluation_edit", args=[record.pk])
    mine = typed(browser.get(address)) | {"title": "My title", "countries": "Alania"}
    assert browser.post(address, typed(browser.get(address)) | {"title": "Their title"}).status_code == 302
    answer = browser.post(address, mine)
    assert answer.status_code == 409
    assert ("Title", "Their title") in answer.context["now"]
    assert "My title" in answer.content.decode()
    assert browser.post(address, typed(answer)).status_code == 302
    record.refresh_from_db()
    assert (record.title, record.countries) == ("My title", ["Alania"])


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_only_text(officer, record, signed_in, hostile):
    sent = {"title": hostile[:400], "comments": hostile, "countries": hostile} | NO_AGENCIES
    browser = signed_in(officer)
    answer = browser.post(reverse("evaluation_edit", args=[record.pk]), sent)
    assert answer.status_code in {302, 422}
    assert "<script>alert" not in browser.get(reverse("evaluation", args=[record.pk])).content.decode()
    csv = b"".join(browser.get(f"{reverse('evaluations')}?format=csv").streaming_content).decode()
    assert not any(",=" in line or line.startswith("=") for line in csv.splitlines())


def test_the_next_status_shows_what_it_asks_for_and_where_that_is_mended(officer, record, signed_in):
    """EL-03"""
    browser, address = signed_in(officer), reverse("evaluation_stage", args=[record.pk])
    page = browser.get(address).content.decode()
    for words in ("Before “Completed”", "The report is among the documents", "?type=report", "Next status"):
        assert words in page, words
    assert page.count("An evaluation manager is named") == page.count("The report is among the documents") == 1
    refused = browser.post(address, {"to": "completed", "completed": "2024-06", "reason": "kept"})
    assert refused.status_code == 422
    assert "Add the report to the documents." in refused.content.decode()
    assert refused.context["form"].errors["expenditure"] == ["Say what was spent."]
    assert browser.post(address, {"to": "cancelled", "reason": "The dam broke."}).status_code == 302
    page = browser.get(reverse("evaluation", args=[record.pk])).content.decode()
    assert "Why it was cancelled" in page
    assert "The dam broke." in page


def test_a_stage_that_cannot_be_is_not_offered(officer, record, signed_in):
    """EL-02"""
    Evaluation.objects.filter(pk=record.pk).update(stage="cancelled")
    answer = signed_in(officer).post(reverse("evaluation_stage", args=[record.pk]), {"to": "completed", "reason": "x"})
    assert answer.status_code == 422
    assert "to" in answer.context["form"].errors


def test_a_file_is_added_from_the_page_and_taken_from_the_list(officer, record, signed_in):
    browser = signed_in(officer)
    file = SimpleUploadedFile("tor.pdf", b"what to do")
    sent = {"file": file, "type": "tor", "title": "What is asked", "language": "en", "visibility": "internal"}
    assert browser.post(reverse("evaluation_document", args=[record.pk]), sent).status_code == 302
    page = browser.get(reverse("evaluation", args=[record.pk])).content.decode()
    for words in ("What is asked", "Terms of reference", "English"):
        assert words in page, words
    listed = record.listed_documents.get()
    assert browser.post(reverse("listed_remove", args=[record.pk, listed.pk])).status_code == 302
    assert not record.listed_documents.exists()
    sent |= {"file": SimpleUploadedFile("draft.pdf", b"draft"), "type": "draft-report", "visibility": "public"}
    refused = browser.post(reverse("evaluation_document", args=[record.pk]), sent)
    assert "are never public" in refused.context["form"].errors["visibility"][0]


def test_a_rating_is_given_on_its_page_and_seen_by_the_office_alone(officer, record, signed_in):
    """EL-12"""
    address = reverse("evaluation_rating", args=[record.pk])
    browser = signed_in(officer)
    assert browser.post(address, {"rating": "s"}).status_code == 422
    Evaluation.objects.filter(pk=record.pk).update(stage="completed", visibility="public")
    assert browser.post(address, {"rating": "s"}).status_code == 302
    shown = reverse("evaluation", args=[record.pk])
    assert "Satisfactory" in browser.get(shown).content.decode()
    assert "Satisfactory" not in signed_in().get(shown).content.decode()


def test_evaluations_are_found_by_manager_rating_and_whether_they_are_joint(officer, office, signed_in, make_person):
    manager = make_person("evaluation_manager", unit=office.country, name="Айгерим Толеген")
    found = {
        "led": evaluation(office.country, "Led", manager=manager, joint_evaluation=True),
        "rated": evaluation(office.country, "Rated", stage="completed", quality_rating="ms", joint_evaluation=False),
        "waits": evaluation(office.country, "Waits", stage="completed"),
        "theirs": evaluation(
            office.neighbour, "Theirs", visibility="public", stage="completed", quality_rating="ms", manager=manager
        ),
    }
    browser = signed_in(officer)
    for query, names in {
        "manager=ТОЛЕГ": {"led"},
        "rating=ms": {"rated"},
        "rating=none": {"waits"},
        "joint=yes": {"led"},
        "joint=no": {"rated", "waits", "theirs"},
    }.items():
        rows = browser.get(f"{reverse('evaluations')}?{query}").context["table"].page.rows
        assert {name for name, row in found.items() if row in rows} == names, query
    lines = b"".join(browser.get(f"{reverse('evaluations')}?format=csv").streaming_content).decode().splitlines()
    assert sum("Айгерим" in line for line in lines) == 1
    assert sum("Moderately satisfactory" in line for line in lines) == 1
    public = b"".join(signed_in().get(f"{reverse('evaluations')}?format=csv").streaming_content).decode()
    assert "manager" not in public.splitlines()[0]


def test_a_partner_reaches_the_evaluation_but_not_what_is_inside(record, make_person, office, signed_in):
    """EL-14"""
    record.agencies.create(name="Borland", unit=office.neighbour)
    record.team.create(name="Vera", email="vera@example.org")
    browser = signed_in(make_person("evaluation_focal_point", unit=office.neighbour))
    page = browser.get(reverse("evaluation", args=[record.pk]))
    assert page.status_code == 200
    assert "vera@example.org" not in page.content.decode()
    assert browser.get(reverse("evaluation_edit", args=[record.pk])).status_code in {403, 404}
