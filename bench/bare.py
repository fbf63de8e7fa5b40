"""The floor of the lists: a page that renders as many rows of the same columns, by one simple query.

It extends the same base and passes the same middleware, but has no filters, no paging, no links, no words for statuses
and dates, and asks nobody what the viewer may see.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from bagalau.commitments.models import Commitment
from bagalau.config.urls import handler404, handler500
from bagalau.config.urls import urlpatterns as own
from bagalau.evaluations.models import Evaluation
from bagalau.people.access import VIEW_HOME
from bagalau.people.middleware import page

ROWS = 50
COMMITMENT = ("text", "unit.code", "responsible", "due_on", "status", "origin_title", "updated_at")
EVALUATION = (
    "title",
    "unit.code",
    "type",
    "plan_period",
    "planned_end_on",
    "completed_on",
    "stage",
    "budget",
    "management_response",
)


def _template(columns: tuple[str, ...]):  # type: ignore[no-untyped-def]
    head = "".join(f"<th>{name}</th>" for name in columns)
    cells = "".join(f"<td>{{{{ row.{name} }}}}</td>" for name in columns)
    return engines["django"].from_string(
        '{% extends "base.html" %}{% block content %}<table class="table">'
        f"<thead><tr>{head}</tr></thead><tbody>{{% for row in rows %}}<tr>{cells}</tr>{{% endfor %}}</tbody>"
        "</table>{% endblock %}"
    )


COMMITMENTS, EVALUATIONS = _template(COMMITMENT), _template(EVALUATION)
HITS, LINKS = 20, 60
PASSAGES = engines["django"].from_string(
    '{% extends "base.html" %}{% block content %}<ol>{% for row in rows %}<li><a href="/evaluations/{{ row.pk }}/">'
    "{{ row.title }}</a> {{ row.type }} {{ row.unit.name }} {{ row.completed_on }}<p>{{ row.description }}</p></li>"
    '{% endfor %}</ol><ul>{% for link in links %}<li><a href="?unit={{ link.pk }}">{{ link.title }}</a> {{ link.pk }}'
    "</li>{% endfor %}</ul>{% endblock %}"
)


@page(VIEW_HOME)
def commitments(request: HttpRequest) -> HttpResponse:
    rows = Commitment.objects.select_related("unit").order_by("due_sort", "pk")[:ROWS]
    return HttpResponse(COMMITMENTS.render({"rows": rows}, request))


@page(VIEW_HOME)
def evaluations(request: HttpRequest) -> HttpResponse:
    rows = Evaluation.objects.select_related("unit").order_by("-end_sort", "-pk")[:ROWS]
    return HttpResponse(EVALUATIONS.render({"rows": rows}, request))


@page(VIEW_HOME)
def passages(request: HttpRequest) -> HttpResponse:
    """As many rows as a page of the search has hits, and as many links beside them as it has to narrow them down."""
    rows = Evaluation.objects.select_related("unit").order_by("-end_sort", "-pk")[:HITS]
    links = Evaluation.objects.order_by("pk").values("pk", "title")[:LINKS]
    return HttpResponse(PASSAGES.render({"rows": rows, "links": links}, request))


urlpatterns = [
    path("bare/commitments/", commitments),
    path("bare/evaluations/", evaluations),
    path("bare/passages/", passages),
    *own,
]
__all__ = ["handler404", "handler500", "urlpatterns"]
