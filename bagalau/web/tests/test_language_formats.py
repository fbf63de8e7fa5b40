"""Dates and numbers as each language writes them."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils import formats, translation

from bagalau.lib.periods import When
from bagalau.web.tables import date_words


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "3 Sep 2026", "May 2026"),
        ("ru", "3 сентября 2026", "май 2026"),
        ("kk", "2026 ж. 3 қыр.", "2026 ж. мам."),
    ],
)
def test_dates_are_said_as_the_language_says_them(language: str, day: str, month: str) -> None:
    with translation.override(language):
        assert (date_words(date(2026, 9, 3)), date_words(When.parse("2026-05"))) == (day, month)


@pytest.mark.parametrize(
    ("language", "amount"), [("en", "1,234,567.5"), ("ru", "1\xa0234\xa0567,5"), ("kk", "1\xa0234\xa0567,5")]
)
def test_numbers_are_grouped_in_every_language(language: str, amount: str) -> None:
    with translation.override(language):
        assert formats.number_format(Decimal("1234567.5"), force_grouping=True) == amount


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_date_field_shows_the_browser_an_iso_date(language: str) -> None:
    with translation.override(language):
        field = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
        assert 'value="2026-05-03"' in field.widget.render("day", date(2026, 5, 3))
        assert field.clean("2026-05-03") == date(2026, 5, 3)
