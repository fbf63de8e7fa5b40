"""Pages: answers, ratings and management actions of all assessments, each a list that can be had as a file."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from bagalau.people.middleware import Request, page
from bagalau.quality.access import VIEW_ASSESSMENTS
from bagalau.quality.forms.flat import AnswerFilter, OfAssessments, RatingFilter
from bagalau.quality.queries import flat
from bagalau.quality.queries.oversight import questionnaires_in_use
from bagalau.quality.queries.schemes import labels_in_use, schemes_in_use
from bagalau.quality.tables.flat import action_columns, answer_columns, rating_columns
from bagalau.web.exports import export
from bagalau.web.tables import table


@page(VIEW_ASSESSMENTS)
def answers(request: Request) -> HttpResponseBase:
    """The answers of all assessments."""
    viewer, texts = request.viewer, questionnaires_in_use()
    form = AnswerFilter(request.GET, viewer, texts)
    rows = flat.answers(viewer, form.of_assessments()).filter(form.of_rows())
    return _list(request, form, rows, answer_columns(texts), _("Answers"))


@page(VIEW_ASSESSMENTS)
def assessmentratings(request: Request) -> HttpResponseBase:
    """The ratings of the sections of all assessments, and overall."""
    viewer, texts, schemes = request.viewer, questionnaires_in_use(), schemes_in_use()
    form = RatingFilter(request.GET, viewer, texts, labels_in_use(schemes))
    rows = flat.ratings(viewer, form.of_assessments()).filter(form.of_rows())
    return _list(request, form, rows, rating_columns(viewer, texts, schemes), _("Ratings"))


@page(VIEW_ASSESSMENTS)
def managementactions(request: Request) -> HttpResponseBase:
    """What was promised because of assessments."""
    form = OfAssessments(request.GET, request.viewer, questionnaires_in_use())
    rows = flat.actions(request.viewer, form.of_assessments())
    return _list(request, form, rows, action_columns(request.viewer), _("Management actions"))


def _list(request: Request, form: OfAssessments, rows: Any, columns: Any, title: str) -> HttpResponseBase:
    name = str(request.resolver_match.url_name) if request.resolver_match else ""
    file = export(request, rows, columns, default="assessment", name=name)
    found = None if file else table(request, rows, columns, "assessment")
    return file or render(request, "quality/flat.html", {"form": form, "table": found, "title": title})
