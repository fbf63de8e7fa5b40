"""Versions of questionnaires and rating schemes are listed, looked at, added and retired; QN-05, QN-06, QN-08."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.quality.actions.definitions import add_version, retire
from bagalau.quality.actions.freezing import keep_questionnaire
from bagalau.quality.models import Definition
from bagalau.quality.queries import adding, definitions
from bagalau.quality.rules import shipped
from bagalau.quality.rules.comparing import Part, compared
from bagalau.quality.rules.dumping import dumped
from bagalau.quality.rules.questionnaire import Rates
from bagalau.quality.rules.reading import own, questionnaire
from bagalau.quality.tests import records

pytestmark = pytest.mark.django_db

FIRST = records.SMALL.lstrip().replace("project-qa@1", "geraas@1")
NEXT = FIRST.replace('version: "1"', 'version: "2"').replace("in spring", "in spring and autumn")
SCHEME, COUNTS = (
    shipped.text("schemes", name).replace('version: "1"', 'version: "2"') for name in ("geraas@1", "project-qa@1")
)
ADD = "/quality/questionnaires/add/"


@pytest.fixture
def admin(administrator, viewer):
    return viewer(administrator)


@pytest.fixture
def pages(administrator, signed_in):
    return signed_in(administrator)


def test_what_comes_along_is_listed_before_it_is_used(admin):
    found = {one.name: one for one in definitions.questionnaires(admin)}
    assert found.keys() == shipped.questionnaires().keys()
    assert not any(one.row for one in found.values())


def test_the_newest_version_stands_first(admin):
    for version in ("1.9", "1.10"):
        add_version(admin, FIRST.replace('version: "1"', f'version: "{version}"'))
    assert [one.told.version for one in definitions.questionnaires(admin) if one.told.code == "mills"] == [
        "1.10",
        "1.9",
    ]


def test_only_what_holds_today_and_is_not_retired_is_offered_qn_06(admin):
    begins = FIRST.replace("scheme:", "valid_from: 2026-01-01\nscheme:")
    ended = FIRST.replace("scheme:", "valid_until: 2024-12-31\nscheme:").replace('"1"', '"0"')
    add_version(admin, begins)
    add_version(admin, ended)
    add_version(admin, NEXT)
    name = ("mills", "2")
    assert name in {(one.told.code, one.told.version) for one in definitions.offered(admin, Rates.PROJECT)}
    assert [one.told.version for one in definitions.offered(admin, Rates.PROJECT) if one.told.code == "mills"] == ["2"]
    retire(admin, definitions.questionnaire(admin, *name), "There is a newer one.")
    assert not [one for one in definitions.offered(admin, Rates.PROJECT) if one.told.code == "mills"]


def test_a_version_that_came_along_keeps_its_words_once_it_has_a_row_qn_05(admin, monkeypatch):
    records.known(admin)
    code, version = records.CLOSURE.split("@")
    other = questionnaire(NEXT, None)
    monkeypatch.setattr(shipped, "questionnaires", lambda: {records.CLOSURE: other})
    assert definitions.questionnaire(admin, code, version).told.name["en"] != other.name["en"]


def test_what_is_added_is_journalled_and_what_is_there_is_refused_qn_05(admin):
    made = add_version(admin, NEXT)
    assert (made.code, made.version, made.origin, made.added_by) == ("mills", "2", "added", admin.person)
    assert JournalEntry.objects.latest("number").verb == "add version"
    for text, word in ((NEXT, "there already"), (NEXT.replace("autumn", "winter"), "with other words")):
        with pytest.raises(Problem, match=word):
            add_version(admin, text)
    assert Definition.objects.count() == 1


def test_a_version_that_comes_along_cannot_be_given_other_words_qn_05(admin):
    text = shipped.text("questionnaires", records.CLOSURE)
    with pytest.raises(Problem, match="other words"):
        add_version(admin, text.replace("rates: project", "rates: project  # changed"))


def test_a_scheme_with_a_gap_is_refused_qr_12(admin):
    gap = COUNTS.replace("worst: satisfactory, least: 3}", "worst: satisfactory, least: 4}")
    assert gap != COUNTS
    assert not adding.looked(admin, gap).is_good
    with pytest.raises(Problem, match="gaps"):
        add_version(admin, gap)
    assert add_version(admin, COUNTS).kind == Definition.SCHEME


def test_a_new_questionnaire_may_name_a_scheme_that_was_added_but_none_that_was_retired(admin):
    text = NEXT.replace("geraas@1", "geraas@2")
    assert [one.line for one in adding.looked(admin, text).mistakes] == [6]
    add_version(admin, SCHEME)
    assert adding.looked(admin, text).is_good
    retire(admin, definitions.scheme(admin, "geraas", "2"), "It was a try.")
    assert not adding.looked(admin, text).is_good


def test_a_version_is_compared_question_by_question_qn_08(admin):
    add_version(admin, FIRST)
    other = NEXT.replace("code: stones", "code: wheels").replace("weir first", "weir and the wheel first")
    found = adding.looked(admin, other)
    assert found.before is not None
    told = [(one.part, one.code, bool(one.before), bool(one.after)) for one in found.differences]
    assert told == [
        (Part.QUESTION, "flow", True, True),
        (Part.QUESTION, "wheels", False, True),
        (Part.QUESTION, "stones", True, False),
    ]
    changes = {(one.place.what, one.place.of): (one.before, one.after) for one in found.differences[0].changes}
    assert changes["Guidance", ""] == ("Look at the weir first.", "Look at the weir and the wheel first.")
    assert changes["Text", "2"][1] == "It reaches the mill in spring and autumn."


def test_the_same_questionnaire_does_not_differ_qn_08():
    one = shipped.questionnaires()[records.CLOSURE]
    assert compared(one, one) == []


def test_retiring_wants_a_reason_and_is_done_once(admin):
    found = definitions.questionnaire(admin, *records.CLOSURE.split("@"))
    with pytest.raises(Problem):
        retire(admin, found, "  ")
    assert not Definition.objects.exists()
    row = retire(admin, found, "There is a newer one.")
    assert (row.origin, row.retired_on) == ("shipped", date(2025, 6, 16))
    with pytest.raises(Problem, match="retired already"):
        retire(admin, definitions.questionnaire(admin, *records.CLOSURE.split("@")), "Again.")
    assert JournalEntry.objects.filter(verb="retire version").count() == 1


@pytest.mark.parametrize("who", ["officer", "reader"])
def test_only_an_administrator_adds_and_retires(who, request, viewer):
    actor = viewer(request.getfixturevalue(who))
    for act in (
        lambda: adding.looked(actor, NEXT),
        lambda: add_version(actor, NEXT),
        lambda: retire(actor, definitions.questionnaire(actor, *records.CLOSURE.split("@")), "I do not like it."),
    ):
        with pytest.raises(Problem) as refused:
            act()
        assert refused.value.status == 403


def test_the_public_sees_questionnaires_and_schemes_but_not_how_to_change_them(signed_in):
    browser = signed_in()
    listed = browser.get(reverse("questionnaires")).content.decode()
    assert "project-closure/2018" in listed
    assert ADD not in listed
    page = browser.get(reverse("questionnaire", args=["project-closure", "2018"])).content.decode()
    assert "Retire" not in page
    assert "not verified" in listed
    file = browser.get(reverse("questionnaire_file", args=["project-closure", "2018"]))
    assert file.content.decode() == shipped.text("questionnaires", records.CLOSURE)
    assert browser.get(reverse("questionnaire", args=["project-closure", "1918"])).status_code == 404
    assert browser.get(reverse("scheme", args=["project-qa", "9"])).status_code == 404


def test_the_words_of_a_paper_are_open_to_those_who_see_what_was_answered(officer, stranger, office, viewer):
    actor = viewer(officer)
    of = records.begun(actor, office.country)
    Definition.objects.filter(pk=of.questionnaire_id).update(origin=Definition.PAPER)
    name = (of.questionnaire.code, of.questionnaire.version)
    assert definitions.questionnaire(actor, *name).used == 1
    assert name not in {(one.told.code, one.told.version) for one in definitions.questionnaires(actor)}
    with pytest.raises(Problem) as refused:
        definitions.questionnaire(viewer(stranger), *name)
    assert refused.value.status == 404


def test_words_of_a_paper_that_could_not_be_read_again_are_not_kept(admin):
    told = questionnaire(NEXT, None)
    long = replace(told, name={"en": "The mill " * 50})
    with pytest.raises(Problem, match="cannot be kept as a questionnaire: “name: en” is longer") as refused:
        keep_questionnaire(admin, dumped(long), Definition.PAPER, long)
    assert refused.value.status == 422
    assert not Definition.objects.exists()


def test_a_file_is_looked_at_and_then_added(pages):
    looked = pages.post(ADD, {"file": SimpleUploadedFile("mills.yaml", NEXT.encode())})
    assert looked.status_code == 200
    assert not Definition.objects.exists()
    assert looked.context["form"].initial["text"] == NEXT
    added = pages.post(ADD, {"text": NEXT.replace("\n", "\r\n"), "add": looked.context["seen"]})
    assert added.url == "/quality/questionnaires/mills/2/"
    assert Definition.objects.get().text == NEXT
    assert "in spring and autumn" in pages.get(added.url).content.decode()


def test_what_was_changed_since_it_was_looked_at_is_looked_at_again(pages):
    seen = pages.post(ADD, {"text": NEXT}).context["seen"]
    again = pages.post(ADD, {"text": NEXT.replace("autumn", "winter"), "add": seen})
    assert again.status_code == 200
    assert not Definition.objects.exists()


def test_mistakes_are_shown_with_their_lines_and_the_text_stays(pages):
    text = NEXT.replace("rates: project", "rates: mill").replace("score: 3", "score: 9")
    page = pages.post(ADD, {"text": text})
    assert page.context["mistakes"][0] == (
        4,
        "“mill” is not known in “rates”. Known are: project, evaluation, partner.",
    )
    assert len(page.context["mistakes"]) == 3
    assert page.context["form"].initial["text"] == text
    assert "line 4" in " ".join(page.content.decode().split())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02",
        b"\xff\xfe",
        b"[" * 10_000,
        b"a: &a [x]\nb: [*a, *a]",
        b"code: !!python/object/apply:os.system ['true']",
        b"%PDF-1.4",
        b"<script>alert(1)</script>",
        b"labels: []",
        b"labels: 1\nsections: 2",
    ],
)
def test_hostile_files_are_refused_in_a_sentence_qf_03(pages, data):
    page = pages.post(ADD, {"file": SimpleUploadedFile("x.yaml", data)})
    assert page.status_code == 200
    assert b"<script>alert" not in page.content
    assert page.context["mistakes"] if data else page.context["form"].errors or page.context["mistakes"]
    assert not Definition.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(pages):
    page = pages.post(ADD, {"file": SimpleUploadedFile("x.yaml", b"a" * 1_000_001)})
    assert "more than 1 MB" in page.content.decode()


def test_markup_in_a_questionnaire_is_shown_as_text(pages):
    text = NEXT.replace("Quality of a mill", "<img src=x onerror=alert(1)>")
    pages.post(ADD, {"text": text, "add": pages.post(ADD, {"text": text}).context["seen"]})
    for page in ("/quality/questionnaires/", "/quality/questionnaires/mills/2/"):
        assert b"<img src=x" not in pages.get(page).content


def test_a_version_is_taken_over_and_changed(pages):
    page = pages.get(f"{ADD}?like=project-closure@2018")
    text = shipped.text("questionnaires", records.CLOSURE)
    assert "  verified: true\n" in text
    assert page.context["form"].initial["text"] == text.replace("  verified: true\n", "  verified: false\n")
    page = pages.get(f"{ADD}?like=scheme:project-qa@1")
    assert page.context["form"].initial["text"] == shipped.text("schemes", "project-qa@1")
    assert pages.get(f"{ADD}?like=nothing").status_code == 200
    assert pages.get(f"{ADD}?like=nothing@1").status_code == 404


def test_only_what_comes_along_says_that_it_is_verified(admin):
    """QF-05"""
    text = shipped.text("questionnaires", records.CLOSURE)
    assert adding.looked(admin, text).is_same
    changed = text.replace('version: "2018"', 'version: "2018-office"').replace("weight: 1\n", "weight: 2\n")
    (mistake,) = adding.looked(admin, changed).mistakes
    assert changed.splitlines()[mistake.line - 1].strip() == "verified: true"
    with pytest.raises(Problem, match="Set “verified” to false"):
        add_version(admin, changed)
    made = add_version(admin, own(changed))
    assert not made.questionnaire.source.verified


def test_a_link_of_the_journal_leads_to_the_version(pages, admin):
    row = add_version(admin, NEXT)
    assert pages.get(reverse("definition", args=[row.pk])).url == "/quality/questionnaires/mills/2/"
    assert pages.get(reverse("definition", args=[10**6])).status_code == 404


def test_the_proof_stands_on_the_page_of_a_scheme(pages):
    page = " ".join(pages.get(reverse("scheme", args=["project-qa", "1"])).content.decode().split())
    assert "gone through: 78,125." in page
    assert "61,952" in page
    assert "79.3" in page
    assert "Of 7 rated sections" in page
