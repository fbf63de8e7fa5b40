"""The tokens of one's account, and the description of the programming interface.

The interface itself has a matrix and budgets of its own: ``bagalau/api/tests``.
"""

from __future__ import annotations

from django.utils import timezone

from bagalau.api.models import ApiToken
from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.actions.content import Stated, add_statement
from bagalau.evaluations.rules.content import Kind
from bagalau.evaluations.tests import making
from bagalau.people.models import Person
from bagalau.people.rules import Action
from bagalau.search.models import SavedSearch
from tests.pages import NOT_SO, Arguments, Make, Page, plain
from tests.pages.office import Base

PAGES = {
    **plain("api_docs api_schema"),
    "tokens": Page(post=302, sent={"name": "A program", "days": "90"}),  # to the password, before one is made
    "token_revoke": Page("token", get=NOT_SO, post=302),
}
# One's tokens and searches are one's own, whatever the roles of others.
OWN = Action("nobody else's", frozenset())
DOORS = {
    "token": OWN,
    "savedsearch": OWN,
    "conclusion": VIEW_EVALUATIONS,
    "lesson": VIEW_EVALUATIONS,
}
BUDGETS = {"tokens": 6, "api_docs": 5}
PUBLIC = {"api_docs": 1}
WITHOUT_LISTS = {"token_revoke", "api_schema"}


def records(make: Make) -> dict[str, Arguments]:
    holder = make.make_person("administrator")
    of = making.evaluation(make.unit, f"Said, {make.where}", visibility=make.visibility, stage="completed")
    rows = {kind: add_statement(make.maker, of, kind, Stated("It leaks.")) for kind in (Kind.CONCLUSION, Kind.LESSON)}
    said = {str(kind): (row.pk,) for kind, row in rows.items()}
    search = SavedSearch.objects.create(person=holder, name="Mills", query="q=mills")
    return {"token": (_token(holder, f"of {make.where}").pk,), "savedsearch": (search.pk,), **said}


def grow(base: Base, by: Person, number: int) -> None:
    _token(by, f"{number}")


def _token(holder: Person, name: str) -> ApiToken:
    last = timezone.localdate()
    return ApiToken.objects.create(person=holder, name=name, digest=name, scopes=["read"], expires_on=last)
