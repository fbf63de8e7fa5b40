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
from schemathesis.core.result import Ok

from bagalau.api.v1.description import openapi
from bagalau.documents.actions import About, add_file
from bagalau.evaluations.actions.content import Stated, add_statement
from bagalau.evaluations.actions.responses import start
from bagalau.evaluations.models import RecommendationPart
from bagalau.evaluations.rules.content import Kind
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
    return [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]


OPERATIONS = described()


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
    }


@pytest.mark.parametrize("operation", OPERATIONS, ids=[operation.label for operation in OPERATIONS])
def test_what_is_described_is_what_is_answered(operation, numbers, administrator, program):
    token = {"Authorization": f"Bearer {program(administrator).secret}"}
    kind = re.sub(r"^/api/v1/([\w-]+).*", r"\1", operation.path)
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
