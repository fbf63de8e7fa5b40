"""The interface: its resources together, and the views that its addresses lead to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern
from ninja import NinjaAPI, Router
from ninja.operation import Operation
from ninja.parser import Parser

from bagalau.api.access import USE_API
from bagalau.api.v1 import (
    checks,
    commitments,
    content,
    documents,
    evaluations,
    histories,
    journal,
    notices,
    oversight,
    plans,
    projects,
    quality,
    recurrences,
    reference,
    reports,
    responses,
    roster,
    search,
    units,
)
from bagalau.api.v1.answers import read_json, speak
from bagalau.api.v1.doors import shut
from bagalau.api.v1.once import once
from bagalau.people.middleware import page


class Strict(Parser):
    """Reads bodies as the standard of JSON has them."""

    def parse_body(self, request: HttpRequest) -> Any:
        return read_json(request.body)


class Interface(NinjaAPI):
    """Operations are named after their functions; their addresses never bear the name of a page."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_operation_url_name(self, operation: Operation, router: Router) -> str:
        return f"api_{operation.view_func.__name__}"


def _interface() -> Interface:
    made = Interface(
        title="Bagalau",
        version="1",
        description=DESCRIPTION,
        urls_namespace="api",
        docs_url=None,
        openapi_url=None,
        auth=shut,
        parser=Strict(),
    )
    speak(made)
    made.add_decorator(once)
    for router in RESOURCES:
        made.add_router("", router)
    return made


DESCRIPTION = "Evaluations with what they found and what became of it: read and written under the rules of the pages."
RESOURCES: tuple[Router, ...] = (
    evaluations.router,
    content.router,
    responses.router,
    plans.router,
    projects.router,
    quality.router,
    commitments.router,
    roster.router,
    documents.router,
    oversight.router,
    checks.router,
    recurrences.router,
    search.router,
    reports.router,
    notices.router,
    units.router,
    reference.router,
    histories.router,
    journal.router,
)
INTERFACE = _interface()


def addresses() -> list[URLPattern]:
    """The addresses of the interface. The pages' guard lets them through: each operation has a door of its own."""
    found = [pattern for pattern in INTERFACE.urls[0] if isinstance(pattern, URLPattern)]
    for pattern in found:
        page(USE_API)(pattern.callback)
    return [pattern for pattern in found if pattern.name != "api-root"]
