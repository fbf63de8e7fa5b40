"""Programs that ask for the cast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from bagalau.api.actions import make_token
from bagalau.api.rules import Scope
from bagalau.api.tests import Program
from bagalau.people.models import Person
from bagalau.people.queries import viewer_for

Make = Callable[..., Program]


@pytest.fixture
def program() -> Make:
    """``program(person)``: a program with a token of all scopes or those named; ``program()`` has none."""

    def make(person: Person | None = None, *scopes: Scope, until: date | None = None) -> Program:
        if person is None:
            return Program()
        today = timezone.localdate()
        last = until or today + timedelta(days=30)
        _token, secret = make_token(viewer_for(person, today), "A program", scopes or Scope, last)
        return Program(secret)

    return make
