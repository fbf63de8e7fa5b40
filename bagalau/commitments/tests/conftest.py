"""A promise of the country office, and who says how it stands."""

# ruff: noqa: PLC0415 - models can be imported only where Django is, and the tests of rules leave it out

from __future__ import annotations

import pytest


@pytest.fixture
def actor(officer, viewer):
    return viewer(officer)


@pytest.fixture
def commitment(actor, office):
    from bagalau.commitments import actions
    from bagalau.commitments.tests.making import ORIGIN
    from bagalau.lib.periods import When

    given = actions.Given("Mend the mill", office.country, "Miller", due=When.parse("2025-09"), comment="To begin.")
    return actions.add(actor, given, ORIGIN)


@pytest.fixture
def head(make_person, office, viewer):
    """The head of the country office, who has said nothing yet."""
    return viewer(make_person("head_of_unit", unit=office.country, name="Hana Head"))
