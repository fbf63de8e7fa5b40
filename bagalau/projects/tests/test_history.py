"""The history of a project tells places, amounts and days in the words of the reader."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from bagalau.people import journal
from bagalau.people.models import JournalEntry
from bagalau.people.tables import lines
from bagalau.projects.actions.findings import dismiss
from bagalau.projects.actions.rows import save_row
from bagalau.projects.models import Risk
from bagalau.projects.queries.findings import found_in

pytestmark = pytest.mark.django_db
LINE = "work_plans 2013 · activity_results 1 Wells · and pumps · lines 71600 Travel"
PLACE = "План работ 2013 · Результат деятельности в плане работ 1 Wells · and pumps · Строка бюджета 71600 Travel"


def last() -> dict[str, str]:
    """What the last line of the journal says has become, by what it calls it, in Russian."""
    with translation.override("ru"):
        [line] = lines([JournalEntry.objects.latest("number")])
        return {one.label: one.after.replace("\u00a0", " ") for one in line.changes}


@pytest.mark.parametrize(
    ("name", "value", "label", "words"),
    [
        (f"{LINE} · amount", "45000.00", f"{PLACE} · Сумма", "45 000"),
        (LINE, "71600; Travel", PLACE, "71600; Travel"),
        ("start", "2024-11", "Начало", "ноябрь 2024"),
        ("71600 Travel #12 · amount", "20.50", "71600 Travel · Сумма", "20,50"),
        ("71600 Travel #12 · q3", "20.00", "71600 Travel · Q3", "20"),
        ("version", 2, "версия", "2"),
        ("start", "soon", "Начало", "soon"),
    ],
)
def test_places_and_amounts_are_told_as_versions_are_compared(ready, name, value, label, words):
    """What no longer fits its field is shown as it was written."""
    journal.write(None, "change budget", ready, {}, {name: value})
    assert {said[0].upper() + said[1:]: one for said, one in last().items()} == {label[0].upper() + label[1:]: words}


def test_a_row_says_what_it_is(actor, ready):
    save_row(actor, Risk.objects.filter(project=ready)[0], {"owner": "Engineer"})
    assert last()["часть"] == "Риск"


def test_the_place_of_a_dismissed_finding_is_told(actor, ready, signed_in, officer):
    save_row(actor, Risk.objects.filter(project=ready)[0], {"owner": ""})
    found = next(one for one in found_in(ready).open if one.rule == "PD-60")
    dismiss(actor, ready, found.rule, found.mark, "The paper has none.")
    page = signed_in(officer).get(reverse("project_history", args=[ready.pk])).content.decode()
    assert f"<td>{found.at}</td>" not in page
    assert "<td>Risk</td>" in page
