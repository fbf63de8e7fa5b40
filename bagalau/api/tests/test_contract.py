"""What the description of the interface promises holds: schemathesis asks each operation, rightly and wrongly."""

from __future__ import annotations

import re
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as some
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from bagalau.api.v1.description import openapi
from bagalau.documents.actions import About, add_file
from bagalau.evaluations.tests import making

pytestmark = pytest.mark.django_db
EXAMPLES = 6
# A request of the right form may still be one that the rules refuse.
REFUSED_BY_RULES = ["2xx", "304", "400", "401", "403", "404", "409", "412", "422"]


def described() -> list[Any]:
    config = SchemathesisConfig.from_dict(
        {"checks": {"positive_data_acceptance": {"expected-statuses": REFUSED_BY_RULES}}}
    )
    schema = schemathesis.openapi.from_dict(openapi(), config=config)
    schema.app = get_wsgi_application()
    return [found.ok() for found in schema.get_all_operations()]


OPERATIONS = described()


@pytest.fixture
def numbers(office, administrator, viewer) -> dict[str, int]:
    """Records that are there, by the first word of their addresses."""
    actor = viewer(administrator)
    paper = add_file(actor, b"An annex.", "annex.txt", About(office.country))
    review = making.evaluation(office.country)
    promise = making.promise(review, due="2025-12")
    return {
        "units": office.country.pk,
        "documents": paper.pk,
        "versions": paper.versions.get().pk,
        "commitments": promise.pk,
        "evaluations": review.pk,
    }


@pytest.mark.parametrize("operation", OPERATIONS, ids=[operation.label for operation in OPERATIONS])
def test_what_is_described_is_what_is_answered(operation, numbers, administrator, program, settings_for_load):
    token = {"Authorization": f"Bearer {program(administrator).secret}"}
    kind = re.sub(r"^/api/v1/(\w+).*", r"\1", operation.path)
    case_of = some.one_of(
        operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
        operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
    )

    @seed(1)
    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=case_of, known=some.booleans())
    def ask(case: Any, known: bool) -> None:
        if known and "pk" in case.path_parameters and kind in numbers:
            case.path_parameters["pk"] = numbers[kind]
        with transaction.atomic():
            case.call_and_validate(headers=None if "Authorization" in case.headers else token)
            transaction.set_rollback(True)

    ask()


@pytest.fixture
def settings_for_load(settings):
    settings.API_PER_MINUTE = {"token": 10**6, "address": 10**6}
