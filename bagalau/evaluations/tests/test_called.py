"""Types of evaluations, and what the journal says of the parts of an evaluation, in the language of the page."""

from __future__ import annotations

import pytest
from django.utils import translation

from bagalau.evaluations.models import CheckResult, Evaluation, PlanLine
from bagalau.people import journal
from bagalau.people.tables import lines


@pytest.mark.parametrize(
    ("stated", "language", "said"),
    [
        ("Outcome", "ru", "Оценка результата"),
        ("project", "kk", "Жобаны қорытынды бағалау"),
        ("Project", "en", "Project"),
        ("A word of their own", "ru", "A word of their own"),
        ("", "ru", ""),
    ],
)
def test_a_type_is_called_by_the_value_list_in_the_language_of_the_page(stated, language, said):
    """F-03"""
    with translation.override(language):
        assert Evaluation(type=stated).type_name == PlanLine(type=stated).type_name == said


@pytest.mark.django_db
def test_the_journal_says_the_values_of_parts_by_their_labels(reader, office):
    told = {"priority": "high", "role": "leader", "type": "tor", "number": 4}
    record = Evaluation(pk=1, title="Roads", unit=office.country)
    entry = journal.write(reader, "change", record, {}, told)
    with translation.override("en"):
        said = {change.label: change.after for change in lines([entry])[0].changes}
    assert list(said.values()) == ["High", "Team leader", "Terms of reference", "4"]


@pytest.mark.django_db
def test_a_result_of_a_check_names_the_unit_in_the_language_of_the_page(office):
    office.country.name_ru = "Страновой офис"
    record = Evaluation(pk=1, title="Roads", unit=office.country)
    ours = CheckResult(evaluation=record, sentence="%(unit)s is silent.", values={"unit": office.country.name_en})
    other = CheckResult(evaluation=record, sentence="%(unit)s is silent.", values={"unit": "Another agency"})
    with translation.override("ru"):
        assert (ours.words, other.words) == ("Страновой офис is silent.", "Another agency is silent.")
