"""Tokens, keys and limits."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.api.rules import ABANDONED, KEPT, WINDOW, Known, Scope, covers, digest, in_force, known, window

DAY = date(2025, 6, 16)
NOW = datetime(2025, 6, 16, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("last_day", "revoked_at", "holds"),
    [
        (DAY, None, True),
        (DAY - timedelta(days=1), None, False),
        (DAY + timedelta(days=1), NOW, False),
    ],
)
def test_a_token_holds_until_its_last_day_unless_it_is_revoked(last_day, revoked_at, holds):
    """A-01"""
    assert in_force(last_day, revoked_at, DAY) == holds


@pytest.mark.parametrize("scope", Scope)
def test_a_token_covers_its_scopes_and_reading(scope):
    """A-02"""
    assert [wanted for wanted in Scope if covers([scope], wanted)] == list(dict.fromkeys([Scope.READ, scope]))


@given(some.text())
def test_of_a_token_a_digest_is_kept_that_does_not_hold_it(secret):
    """A-03"""
    assert len(digest(secret)) == 64
    assert digest(secret) == digest(secret)
    assert len(secret) < 4 or secret not in digest(secret)


@pytest.mark.parametrize(
    ("same", "answered", "age", "found"),
    [
        (True, True, KEPT, Known.ANSWERED),
        (True, True, KEPT + SECOND, Known.FREE),
        (False, True, KEPT, Known.OTHER),
        (True, False, ABANDONED, Known.UNDER_WAY),
        (False, False, ABANDONED, Known.OTHER),
        (True, False, ABANDONED + SECOND, Known.FREE),
        (False, False, ABANDONED + SECOND, Known.FREE),
    ],
)
def test_what_is_known_of_a_key(same, answered, age, found):
    """A-04"""
    assert known("a", "a" if same else "b", NOW - age, answered, NOW) is found


@given(some.floats(min_value=0, max_value=10**10))
def test_a_window_ends_after_what_is_left_of_it(seconds):
    """A-05"""
    number, left = window(seconds)
    assert 1 <= left <= WINDOW
    assert window(int(seconds) + left) == (number + 1, WINDOW)
