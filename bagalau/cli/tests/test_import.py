"""``bagalau import`` and ``bagalau journal``: the same actions as the pages, from the command line."""

from __future__ import annotations

import os

import pytest
from django.db import connection

from bagalau.cli.main import main
from bagalau.commitments.models import Commitment
from bagalau.documents.models import Document, Draft
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.tests.making import ERC_PAGE, GATE_RESPONSE, SAMPLES, paper
from bagalau.people import journal

pytestmark = pytest.mark.django_db
PAGE = str(SAMPLES / f"{ERC_PAGE}.txt")
RESPONSE = str(SAMPLES / f"{GATE_RESPONSE}.txt")


def test_a_file_becomes_a_draft_for_the_unit(administrator, office, capsys):
    assert main(["import", "--unit", "CO1", PAGE]) == 0
    draft = Draft.objects.get()
    assert (draft.unit, draft.is_open, draft.version.added_by) == (office.country, True, administrator)
    assert f"waiting for review as draft {draft.pk}, {draft.doubts} doubtful places" in capsys.readouterr().out


def test_with_accept_it_enters_the_record(administrator, office, capsys):
    assert main(["import", "--unit", "CO1", "--accept", "--public", PAGE, RESPONSE]) == 0
    assert Evaluation.objects.filter(unit=office.country, visibility="public").count() == 2
    assert Commitment.objects.count() == 6
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert "accepted as evaluation" in lines[0]


def test_the_same_file_again_says_what_came_of_it(administrator, office, capsys):
    main(["import", "--unit", "CO1", PAGE])
    assert main(["import", "--unit", "CO1", PAGE]) == 0
    assert "read before, waiting" in capsys.readouterr().out
    assert main(["import", "--unit", "CO1", "--accept", PAGE]) == 0
    assert main(["import", "--unit", "CO1", "--accept", PAGE]) == 0
    assert "read before, accepted" in capsys.readouterr().out
    assert (Document.objects.count(), Evaluation.objects.count()) == (1, 1)


def test_what_has_errors_is_not_accepted_but_waits(administrator, office, tmp_path, capsys):
    path = tmp_path / "untitled.txt"
    path.write_bytes(paper(GATE_RESPONSE, ("Evaluation Title: Mid-term review of the Safe Harbours Initiative\n", "")))
    assert main(["import", "--unit", "CO1", "--accept", str(path)]) == 2
    heard = capsys.readouterr()
    assert "cannot be accepted yet" in heard.err
    assert "needs a title" in heard.err
    assert Draft.objects.get().is_open
    assert not Evaluation.objects.exists()


def test_a_kind_without_a_home_is_kept_as_reviewed(administrator, office, capsys, settings):
    settings.DOCUMENT_HOMES = [name for name in settings.DOCUMENT_HOMES if not name.startswith("bagalau.quality")]
    assert (
        main(["import", "--unit", "CO1", "--accept", str(SAMPLES / "quality_assessment/all_seven_sections_short.txt")])
        == 0
    )
    assert Draft.objects.get().status == "reviewed"


def test_one_file_that_is_refused_does_not_hold_up_the_others(administrator, office, tmp_path, capsys):
    bad = tmp_path / "letter.txt"
    bad.write_text("Dear grandmother,\n")
    assert main(["import", "--unit", "CO1", str(bad), str(tmp_path / "none.txt"), PAGE]) == 2
    heard = capsys.readouterr()
    assert Draft.objects.count() == 1
    assert heard.err.splitlines()[0].startswith(f"{bad}: This is no document of a kind")
    assert "There is no file" in heard.err


def test_a_file_whose_name_is_no_text_is_kept_under_one_that_is(administrator, office, tmp_path, capsys):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xcf\xe8.txt")
    with open(path, "wb") as file:
        file.write(paper(ERC_PAGE))
    assert main(["import", "--unit", "CO1", path]) == 0
    assert Draft.objects.get().version.name == "\ufffd\ufffd.txt"
    assert "waiting for review" in capsys.readouterr().out


def test_somebody_is_named_who_imports_for_the_own_unit(officer, office):
    assert main(["import", "--as", officer.email.upper(), PAGE]) == 0
    assert (Draft.objects.get().unit, Draft.objects.get().version.added_by) == (office.country, officer)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--unit", "XX"], "There is no unit XX. Known: "),
        (["--as", "nobody@example.org"], "Nobody here has the mail address nobody@example.org"),
        (["--as", "{reader}", "--unit", "CO1"], "Your roles do not allow this"),
        (["--as", "{officer}", "--unit", "CO2"], "Your roles do not allow this"),
    ],
)
def test_who_may_not_is_told_so(administrator, officer, reader, capsys, words, sentence):
    words = [word.format(reader=reader.email, officer=officer.email) for word in words]
    assert main(["import", *words, PAGE]) == 2
    assert sentence in capsys.readouterr().err
    assert not Document.objects.exists()


def test_without_anybody_there_is_nobody_to_import(office, capsys):
    assert main(["import", "--unit", "CO1", PAGE]) == 2
    assert "no administrator yet" in capsys.readouterr().err


def test_an_import_is_in_the_journal_which_holds(administrator, office, capsys):
    main(["import", "--unit", "CO1", "--accept", PAGE])
    capsys.readouterr()
    assert main(["journal", "verify"]) == 0
    assert capsys.readouterr().out == f"The journal holds: {journal.length()} lines, each as it was written.\n"


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE people_journalentry SET verb = 'other' WHERE number = 2", "line 2: edited"),
        ("DELETE FROM people_journalentry WHERE number = 3", "line 3: missing"),
        ("DELETE FROM people_journalentry WHERE number = 5", "line 5: missing"),
        ("UPDATE people_journalentry SET number = number + 100 WHERE number = 2", "line 2: missing"),
    ],
)
def test_a_journal_that_was_tampered_with_is_named_broken(reader, office, capsys, sql, words):
    for number in range(5):
        journal.write(reader, "change", office.country, {"n": number}, {"n": number + 1})
    with connection.cursor() as cursor:
        cursor.execute(sql)
    assert main(["journal", "verify"]) == 1
    assert f"The journal is broken at {words}." in capsys.readouterr().out


def test_two_lines_that_changed_places_are_found(reader, office, capsys):
    for number in range(3):
        journal.write(reader, "change", office.country, {"n": number}, {"n": number + 1})
    with connection.cursor() as cursor:
        for old, new in ((1, 90), (2, 1), (90, 2)):
            cursor.execute("UPDATE people_journalentry SET number = %s WHERE number = %s", [new, old])
    assert main(["journal", "verify"]) == 1
    assert "broken at line 1" in capsys.readouterr().out
