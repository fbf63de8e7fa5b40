"""Value lists with their terms, and the parameters of the office."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import get_language, gettext
from ninja import Router

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads
from bagalau.api.v1.schemas import Out
from bagalau.people.middleware import Request
from bagalau.reference import queries
from bagalau.reference.access import VIEW_REFERENCE
from bagalau.reference.lists import term_lists
from bagalau.reference.rules import Term, TermList

router = Router(tags=["Value lists and parameters"])


class TermRow(Out):
    """A term; the name is in the language that was asked for. It may be chosen from ``since`` to ``until``."""

    code: str
    name: str
    since: date | None
    until: date | None
    verified: bool


class TermListRow(Out):
    """A value list; ``kinds`` are those of the records that may have its terms."""

    code: str
    version: str
    name: str
    source: str
    verified: bool
    kinds: list[str]
    multiple: bool
    terms: list[TermRow]


class TermLists(Out):
    """All value lists."""

    lists: list[TermListRow]


class ParameterRow(Out):
    """A parameter as it is today, and where its default comes from."""

    name: str
    label: str
    value: Decimal
    default: Decimal
    unit: str
    source: str
    verified: bool


class ParameterRows(Out):
    """All parameters."""

    parameters: list[ParameterRow]


@router.get("/value-lists", **reads(VIEW_REFERENCE, TermLists))
def value_list_rows(request: Request) -> HttpResponse:
    """The value lists of this installation with their terms."""
    return answer(request, TermLists(lists=[_list(one, get_language() or "en") for one in term_lists().values()]))


def _list(of: TermList, language: str) -> TermListRow:
    same = {name: getattr(of, name) for name in ("code", "version", "source", "verified", "multiple")}
    terms = [_term(term, language) for term in of.terms]
    return TermListRow(**same, name=of.name(language), kinds=sorted(of.kinds), terms=terms)


def _term(of: Term, language: str) -> TermRow:
    same = {name: getattr(of, name) for name in ("code", "since", "until", "verified")}
    return TermRow(**same, name=of.name(language))


@router.get("/parameters", **reads(VIEW_REFERENCE, ParameterRows))
def parameter_rows(request: Request) -> HttpResponse:
    """The parameters with which the rules reckon today."""
    shown = [
        ParameterRow(
            name=one.definition.name,
            label=gettext(one.definition.label),
            value=one.value,
            default=one.definition.default,
            unit=gettext(one.definition.unit),
            source=one.definition.source,
            verified=one.definition.verified,
        )
        for one in queries.parameters(request.viewer)
    ]
    return answer(request, ParameterRows(parameters=shown))
