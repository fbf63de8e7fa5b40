"""The floor of the pages: a page that shows as many texts from the same database, by one simple query.

It extends the same base and passes the same middleware, but has no filters, no paging, no links, no words for statuses
and dates, and asks nobody what the viewer may see.
"""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from bagalau.config.urls import handler404, handler500
from bagalau.config.urls import urlpatterns as own
from bagalau.evaluations.models import Evaluation
from bagalau.people.access import VIEW_HOME
from bagalau.people.middleware import page

COLUMNS = ("title", "unit.code", "type", "plan_period", "planned_end_on", "completed_on", "stage")
TEXT = re.compile(r">\s*[^<\s]")
PAGE = engines["django"].from_string(
    '{% extends "base.html" %}{% block content %}<table class="table"><tbody>{% for row in rows %}<tr>'
    + "".join(f"<td>{{{{ row.{name} }}}}</td>" for name in COLUMNS)
    + "</tr>{% endfor %}</tbody></table>{% endblock %}"
)


@page(VIEW_HOME)
def bare(request: HttpRequest, texts: int) -> HttpResponse:
    """A page with about so many texts of evaluations."""
    rows = Evaluation.objects.select_related("unit").order_by("pk")[: -(-texts // len(COLUMNS))]
    return HttpResponse(PAGE.render({"rows": rows}, request))


def texts_in(html: str) -> int:
    """How many texts a page shows, options and headings included."""
    return len(TEXT.findall(html))


urlpatterns = [path("bare/<int:texts>/", bare), *own]
__all__ = ["handler404", "handler500", "urlpatterns"]
