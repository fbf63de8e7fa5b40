"""The numbers of what an evaluation says, and the terms of the value lists that it has itself."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpResponse
from pydantic import Field

from bagalau.api.v1.answers import answer
from bagalau.api.v1.content.changes import SCOPE, Number, Terms, terms_named
from bagalau.api.v1.content.shapes import TermRef, router, terms_of
from bagalau.api.v1.doors import writes
from bagalau.api.v1.schemas import Done, In, Key, Out
from bagalau.api.v1.versions import unchanged
from bagalau.evaluations.access import EDIT_EVALUATION
from bagalau.evaluations.actions import content as actions
from bagalau.evaluations.queries import content as queries
from bagalau.evaluations.queries import evaluation
from bagalau.evaluations.rules.content import Kind
from bagalau.people.middleware import Request


class TermsIn(In):
    """The terms that an evaluation shall have: exactly these."""

    terms: Terms


class TermsShown(Out):
    """The terms that an evaluation has."""

    terms: list[TermRef]


class NumberIn(In):
    """The number that a statement shall have."""

    id: Key
    number: Number


class NumbersIn(In):
    """New numbers of statements of one kind; those that are not named keep theirs."""

    kind: Kind
    numbers: Annotated[list[NumberIn], Field(min_length=1, max_length=1000)]


@router.put("/evaluations/{int:pk}/terms", **writes(EDIT_EVALUATION, SCOPE, TermsShown))
def set_terms(request: Request, pk: int, given: TermsIn) -> HttpResponse:
    """Say to which terms of the value lists an evaluation belongs."""
    with unchanged(request, evaluation, pk) as of:
        actions.tag(request.viewer, of, terms_named(given.terms))
    return answer(request, TermsShown(terms=terms_of(queries.terms_of(of))))


@router.put("/evaluations/{int:pk}/numbers", **writes(EDIT_EVALUATION, SCOPE, Done))
def renumber_statements(request: Request, pk: int, given: NumbersIn) -> HttpResponse:
    """Give statements of one kind other numbers; each number is given once."""
    with unchanged(request, evaluation, pk) as of:
        actions.renumber(request.viewer, of, given.kind, {one.id: one.number for one in given.numbers})
    return answer(request, Done())
