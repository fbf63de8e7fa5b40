"""Papers that are brought in and reviewed, for tests."""

from __future__ import annotations

from bagalau.documents.actions import About, choose, import_file
from bagalau.documents.homes import questions
from bagalau.documents.models import Draft
from bagalau.people.access import Viewer
from bagalau.people.models import Unit


def brought(actor: Viewer, unit: Unit, text: str, name: str = "bridges.txt") -> Draft:
    """A paper that was read in."""
    draft = import_file(actor, text.encode(), name, About(unit=unit)).draft
    assert draft is not None
    return draft


def settled(actor: Viewer, draft: Draft) -> Draft:
    """The draft with every open answer chosen so that what the paper prints agrees."""
    while asked := [one for one in questions(draft) if one.severity == "error"]:
        way = next(one for one in asked[0].choices if one.good and not one.bad)
        draft = choose(actor, draft, way.key)
    return draft
