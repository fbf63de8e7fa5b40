"""The sheet on its pages: downloaded with the filters of the list, sent back, looked at, saved, taken back."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.urls import reverse
from django.utils.translation import override

from bagalau.commitments import actions
from bagalau.commitments.actions import Given, Said
from bagalau.commitments.models import Batch, Commitment
from bagalau.commitments.rules import Status
from bagalau.commitments.sheets import LABELS
from bagalau.commitments.tests.filling import filled, sent, values
from bagalau.commitments.tests.making import ORIGIN
from bagalau.formats.tests.files import archive

pytestmark = pytest.mark.django_db
NAMES = list(LABELS)
HOSTILE = "<script>alert(1)</script>\u202e=HYPERLINK(0)"


@pytest.fixture
def rows(actor, office) -> dict[str, Commitment]:
    names = "mill bridge lake".split()
    return {name: actions.add(actor, Given(f"Mend the {name}", office.country), ORIGIN) for name in names}


def template(browser, query: str = "") -> bytes:
    answer = browser.get(f"{reverse('commitments_template')}?{query}")
    assert answer["Content-Disposition"] == 'attachment; filename="commitments-update.xlsx"'
    return b"".join(answer.streaming_content)


def page_of(browser, batch: Batch) -> str:
    return str(browser.get(reverse("batch", args=[batch.pk])).content.decode())


def test_the_sheet_has_the_rows_of_the_list_that_one_may_update(rows, officer, reader, signed_in):
    Commitment.objects.filter(pk=rows["lake"].pk).update(status="initiated")
    texts = [row[NAMES.index("text")] for row in values(template(signed_in(officer), "state=open&words=mend the l"))]
    assert texts == ["What", "Mend the lake"]
    assert len(values(template(signed_in(officer)))) == 4
    assert len(values(template(signed_in(reader)))) == 1
    page = signed_in(reader).get(reverse("commitments_sheet")).content.decode()
    assert "There is no commitment that you may update." in page
    page = signed_in(officer).get(f"{reverse('commitments_sheet')}?words=lake").content.decode()
    assert "A sheet with 1 commitment" in page
    assert f"{reverse('commitments_template')}?words=lake" in page


def test_the_list_leads_to_the_sheet_with_its_filters(rows, officer, signed_in):
    address = f"{reverse('commitments_sheet')}?words=lake"
    assert address in signed_in(officer).get(f"{reverse('commitments')}?words=lake").content.decode()
    assert reverse("commitments_sheet") not in signed_in().get(reverse("commitments")).content.decode()


def test_what_may_not_be_changed_is_locked_and_what_may_has_help(rows, officer, signed_in):
    parts = zipfile.ZipFile(io.BytesIO(template(signed_in(officer))))
    sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<sheetProtection" in sheet
    assert '<formula1>"Not initiated,Initiated,Completed,No longer applicable"</formula1>' in sheet
    assert 'sqref="I2:I4"' in sheet
    assert re.search(r'<col min="14" max="14"[^>]*hidden="1"', sheet)
    with override("ru"):
        title = signed_in(officer)
        title.cookies["django_language"] = "ru"
        russian = zipfile.ZipFile(io.BytesIO(template(title)))
    assert russian.read("xl/workbook.xml") != parts.read("xl/workbook.xml")


def test_a_sheet_is_sent_looked_at_saved_and_taken_back(rows, officer, signed_in):
    """C-12"""
    browser = signed_in(officer)
    data = filled(
        template(browser), {rows["mill"].pk: {"new_status": "Initiated"}, rows["lake"].pk: {"new_status": "Completed"}}
    )
    answer = sent(browser, data, "march.xlsx")
    batch = Batch.objects.get()
    assert answer.url == reverse("batch", args=[batch.pk])
    page = page_of(browser, batch)
    for words in ("march.xlsx", "Save 1 update", "1 row is in error", "I4", "K4", "Say in a comment", "Mend the mill"):
        assert (words in page) is (words != "I4")
    assert Commitment.objects.get(pk=rows["mill"].pk).status == "not_initiated"
    shown = re.search(r'name="shown" value="(\w+)"', page)
    assert shown
    answer = browser.post(reverse("batch_save", args=[batch.pk]), {"shown": shown[1]}, follow=True)
    page = answer.content.decode()
    for words in ("1 commitment was updated.", "What was saved", "Take all of it back", "Initiated"):
        assert words in page
    assert "march.xlsx" in browser.get(reverse("commitments_sheet")).content.decode()
    history = browser.get(reverse("commitment", args=[rows["mill"].pk])).content.decode()
    assert f"by sheet {batch.pk}" in history
    page = browser.post(reverse("batch_undo", args=[batch.pk]), follow=True).content.decode()
    assert "What was saved and taken back" in page
    assert Commitment.objects.get(pk=rows["mill"].pk).status == "not_initiated"
    again = browser.post(reverse("batch_undo", args=[batch.pk]))
    assert again.status_code == 409


def test_a_sheet_that_was_overtaken_is_shown_again(rows, actor, officer, signed_in):
    """C-12"""
    browser = signed_in(officer)
    sent(browser, filled(template(browser), {rows["mill"].pk: {"new_status": "Initiated"}}))
    batch = Batch.objects.get()
    shown = re.search(r'name="shown" value="(\w+)"', page_of(browser, batch))
    assert shown
    actions.update(actor, rows["mill"], Said(Status.NOT_INITIATED, "Stones are bought."))
    answer = browser.post(reverse("batch_save", args=[batch.pk]), {"shown": shown[1]})
    assert answer.status_code == 409
    page = answer.content.decode()
    for words in ("Some of these commitments were changed meanwhile.", "Nothing in this sheet can be saved as it is."):
        assert words in page


def test_a_sheet_belongs_to_whoever_sent_it(rows, officer, administrator, signed_in):
    sent(signed_in(officer), filled(template(signed_in(officer)), {rows["mill"].pk: {"new_status": "Initiated"}}))
    batch = Batch.objects.get()
    for name in ("batch", "batch_save", "batch_undo"):
        assert signed_in(administrator).get(reverse(name, args=[batch.pk])).status_code == 404
        assert signed_in(administrator).post(reverse(name, args=[batch.pk])).status_code == 404
    for name in ("batch_save", "batch_undo"):
        assert signed_in(officer).get(reverse(name, args=[batch.pk])).url == reverse("batch", args=[batch.pk])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The submitted file is empty."),
        (b"number;status\n1;Completed", "This is no XLSX workbook"),
        (b"PK\x03\x04" + b"x" * 99, "This workbook is damaged"),
    ],
)
def test_what_is_no_sheet_is_told_in_the_form(rows, officer, signed_in, data, words):
    answer = sent(signed_in(officer), data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Batch.objects.exists()


def test_a_sheet_without_its_columns_is_told_which(rows, officer, signed_in):
    browser = signed_in(officer)
    with zipfile.ZipFile(io.BytesIO(filled(template(browser), {}))) as good:
        parts: dict[str, bytes | str] = {
            name: good.read(name).replace(b"New status", b"Newer status") for name in good.namelist()
        }
    answer = sent(browser, archive(parts))
    assert answer.status_code == 422
    assert "missing in the first row: New status." in answer.content.decode()


def test_hostile_words_come_back_as_they_are_and_do_no_harm(actor, office, officer, signed_in):
    browser = signed_in(officer)
    row = actions.add(actor, Given(HOSTILE, office.country, comment=HOSTILE), ORIGIN)
    data = template(browser)
    assert values(data)[1][NAMES.index("text")] == HOSTILE
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    sent(browser, filled(data, {row.pk: {"new_status": HOSTILE, "new_comment": HOSTILE}}), f"{HOSTILE}.xlsx")
    page = page_of(browser, Batch.objects.get())
    assert "<script>alert" not in page
    assert "This is no status." in page


def test_a_list_that_is_too_long_for_a_sheet_is_to_be_filtered(rows, officer, signed_in, monkeypatch):
    monkeypatch.setattr("bagalau.commitments.sheets.MOST_ROWS", 2)
    browser = signed_in(officer)
    assert "more than 2 commitments" in browser.get(reverse("commitments_sheet")).content.decode()
    answer = browser.get(reverse("commitments_template"))
    assert answer.status_code == 413
    assert len(values(template(browser, "words=mill"))) == 2
