"""A filter that makes no sense is left out, so that a bookmarked address always works."""

from __future__ import annotations

import pytest
from django import forms
from django.db.models import Q
from django.urls import reverse

from bagalau.evaluations.tests.making import evaluation, promise
from bagalau.lib.problems import Problem
from bagalau.web.forms import FilterForm, HouseForm, mark_problem, whole_number


class Mills(FilterForm):
    words = forms.CharField(max_length=5)
    year = forms.IntegerField(min_value=1900)
    kind = forms.ChoiceField(choices=[("", "All"), ("wind", "Wind"), ("water", "Water")])

    def by_words(self, text):
        return Q(name=text)

    def by_year(self, year):
        return Q(year=year)

    def by_kind(self, name):
        return Q(kind=name)


@pytest.mark.parametrize(
    ("given", "condition"),
    [
        ({}, Q()),
        ({"words": "", "year": "", "kind": ""}, Q()),
        ({"words": "a"}, Q(name="a")),
        ({"words": "a", "kind": "wind"}, Q(name="a") & Q(kind="wind")),
        ({"words": "too long"}, Q()),
        ({"words": "a\0"}, Q()),
        ({"year": "x", "kind": "wind"}, Q(kind="wind")),
        ({"year": "1"}, Q()),
        ({"kind": "steam"}, Q()),
        ({"other": "x"}, Q()),
    ],
)
def test_only_filters_that_make_sense_count(given, condition):
    form = Mills(given)
    assert form.condition() == condition
    assert form.in_use == bool(condition)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("commitments", "state=nonsense&unit=x&due_from=soon&due_to=2024-99-99"),
        ("commitments", "unit=99999999999999999999"),
        ("commitments", "words=%00&responsible=%00&source=%00"),
        ("evaluations", "stage=nonsense&unit=-1&year=abc&response=maybe"),
        ("evaluations", "year=99999"),
        ("documents", "type=nonsense&language=zz&visibility=secret&unit=x"),
        ("drafts", "status=nonsense&words=%00"),
        ("commitments", "sort=nonsense&cursor="),
    ],
)
def test_nonsense_in_an_address_gives_the_whole_list(officer, signed_in, office, name, query):
    promise(evaluation(office.country))
    browser = signed_in(officer)
    answer = browser.get(f"{reverse(name)}?{query}")
    assert answer.status_code == 200
    assert answer.context["table"].count == browser.get(reverse(name)).context["table"].count


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("12", 12), ("", None), ("-1", None), ("²", None), ("9" * 5000, None)]
)
def test_a_number_in_an_address_is_a_number_or_nothing(text, number):
    assert whole_number(text) == number


def test_a_problem_is_shown_at_the_field_it_names_or_above_the_form():
    class Form(HouseForm):
        name = forms.CharField(required=False)

    form = Form({})
    mark_problem(form, Problem("x", "It is wrong.", details={"name": "Name it.", "other": "Never shown."}))
    assert form.errors == {"name": ["Name it."]}
    form = Form({})
    mark_problem(form, Problem("x", "It is wrong.", details={"other": "Never shown."}))
    assert form.non_field_errors() == ["It is wrong."]


def test_a_text_comes_back_from_a_browser_as_it_was():
    class Form(HouseForm):
        text = forms.CharField(widget=forms.Textarea)
        number = forms.IntegerField(required=False)

    form = Form({"text": "one\r\ntwo\r\n\r\nthree"})
    assert form.is_valid()
    assert form.cleaned_data == {"text": "one\ntwo\n\nthree", "number": None}
