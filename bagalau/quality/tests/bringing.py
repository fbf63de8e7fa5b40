"""Papers that are brought in and reviewed, for tests."""

from __future__ import annotations

from typing import Any

import pytest

from bagalau.documents.actions import About, accept, choose, import_file
from bagalau.documents.homes import questions
from bagalau.documents.models import Draft
from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.quality.models import Assessment


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


def accepted(actor: Viewer, draft: Draft) -> Assessment:
    """What a draft becomes that is accepted."""
    record = accept(actor, draft)
    assert isinstance(record, Assessment)
    return Assessment.objects.get(pk=record.pk)


def taken(actor: Viewer, office: Any, text: str, **bring: Any) -> Any:
    """A paper of the country office that was read in, settled and accepted."""
    return accepted(actor, settled(actor, brought(actor, office.country, text, **bring)))


def refused(actor: Viewer, draft: Draft) -> Problem:
    """Why a draft is not accepted."""
    with pytest.raises(Problem) as problem:
        accept(actor, draft)
    return problem.value
