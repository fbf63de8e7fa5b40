"""What the description of the interface promises holds: schemathesis asks each operation, rightly and wrongly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from enum import StrEnum
from typing import Any, get_args

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as some
from pydantic import WithJsonSchema
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok

from bagalau.api.v1.description import openapi
from bagalau.api.v1.schemas import In, Out
from bagalau.documents.actions import About, add_file
from bagalau.evaluations.actions.content import Stated, add_statement
from bagalau.evaluations.actions.responses import start
from bagalau.evaluations.models import CheckResult, RecommendationPart
from bagalau.evaluations.rules.content import Kind
from bagalau.evaluations.tests import making

pytestmark = pytest.mark.django_db
EXAMPLES = 6
# A request of the right form may still be one that the rules refuse.
REFUSED_BY_RULES = ["2xx", "304", "400", "401", "403", "404", "409", "412", "422"]


def described() -> dict[str, list[Any]]:
    """The operations by the first word of their addresses."""
    config = SchemathesisConfig.from_dict(
        {"checks": {"positive_data_acceptance": {"expected-statuses": REFUSED_BY_RULES}}}
    )
    schema = schemathesis.openapi.from_dict(without_tokens(openapi()), config=config)
    schema.app = get_wsgi_application()
    operations: dict[str, list[Any]] = {}
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        operations.setdefault(operation.path.split("/")[3], []).append(operation)
    return operations


def without_tokens(whole: dict[str, Any]) -> dict[str, Any]:
    """The description as if every door stood open: whom they let in is tried by the matrix."""
    found = deepcopy(whole)
    del found["components"]["securitySchemes"]
    for operations in found["paths"].values():
        for operation in operations.values():
            del operation["security"]
    return found


OPERATIONS = described()


def below(part: type[Any]) -> Iterator[type[Any]]:
    for one in part.__subclasses__():
        yield one
        yield from below(one)


def values_in(annotation: Any) -> Iterator[type[Any]]:
    """The enumerations in the type of a field that are described under their names."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        yield annotation
    for one in get_args(annotation):
        yield from values_in(one)


def test_no_two_parts_of_the_description_have_one_name():
    """The library would describe the one as the other."""
    parts = {one for kind in (In, Out) for one in below(kind) if "[" not in one.__name__}
    fields = [field for part in parts for field in part.model_fields.values()]
    plain = [field for field in fields if not any(isinstance(one, WithJsonSchema) for one in field.metadata)]
    parts |= {one for field in plain for one in values_in(field.annotation)}
    assert [name for name, number in Counter(one.__name__ for one in parts).items() if number > 1] == []


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """A server lets go of the connection after each request; here all are made in one transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def numbers(office, administrator, viewer, settings, tmp_path) -> dict[str, int]:
    """Records that are there, by the first word of their addresses."""
    settings.API_PER_MINUTE = {"token": 10**6, "address": 10**6}
    settings.FILES_FOLDER = tmp_path
    actor = viewer(administrator)
    paper = add_file(actor, b"An annex.", "annex.txt", About(office.country))
    review = making.evaluation(office.country, stage="completed", completed="2025-01")
    made = {kind: add_statement(actor, review, kind, Stated("(i) Mend it; (ii) sweep it.")) for kind in Kind}
    plan = office.country.plans.create(starts="2026-01-01", ends="2029-12-31")
    return {
        "units": office.country.pk,
        "documents": paper.pk,
        "versions": paper.versions.get().pk,
        "commitments": making.promise(review, due="2025-12").pk,
        "evaluations": review.pk,
        **{f"{kind}s": row.pk for kind, row in made.items()},
        "parts": RecommendationPart.objects.earliest("pk").pk,
        "responses": start(actor, review, office.country).pk,
        "plans": plan.pk,
        "plan-changes": plan.changes.create(kind="addition", rationale="The dams broke.", status="submitted").pk,
        "projects": office.country.covered_projects.create(number="7", title="Dams", budget=6_000_000).pk,
        "evaluators": office.country.evaluators.create(name="Vera Vetted").pk,
        "checks": CheckResult.objects.create(
            evaluation=review,
            check_number="EK-01",
            severity="error",
            weight=1,
            record_kind="evaluation",
            record_id=review.pk,
        ).pk,
        "folders": administrator.folders.create(name="Roofs").pk,
        "searches": administrator.saved_searches.create(name="Roofs", query="q=roof").pk,
    }


@pytest.mark.parametrize("kind", sorted(OPERATIONS))
def test_what_is_described_is_what_is_answered(kind, numbers, administrator, program):
    token = {"Authorization": f"Bearer {program(administrator).secret}"}
    for operation in OPERATIONS[kind]:
        right = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        wrong = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
        asked(some.one_of(right, wrong, right.map(lambda case: about(case, numbers.get(kind)))), token)


def asked(cases: some.SearchStrategy[Any], token: dict[str, str]) -> None:
    """Ask so many of the cases; whatever is not as described fails."""

    @seed(1)
    @settings(max_examples=EXAMPLES, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck))
    @given(case=cases)
    def ask(case: Any) -> None:
        with transaction.atomic():
            case.call_and_validate(headers=token)
            transaction.set_rollback(True)

    ask()


def about(case: Any, number: int | None) -> Any:
    """The same request about a record that is there."""
    if number is not None and "pk" in case.path_parameters:
        case.path_parameters["pk"] = number
    return case
