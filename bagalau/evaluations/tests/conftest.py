"""The people of these tests, as they act: the officer of the country office, its head, the focal point above."""

from __future__ import annotations

import pytest


@pytest.fixture
def actor(officer, viewer):
    """The evaluation focal point of the country office."""
    return viewer(officer)


@pytest.fixture
def head(make_person, office, viewer):
    """Who submits plans and decides on responses."""
    return viewer(make_person("head_of_unit", unit=office.country, name="Irina Head"))


@pytest.fixture
def above(make_person, office, viewer):
    """The focal point of the regional office, who approves plans."""
    return viewer(make_person("evaluation_focal_point", unit=office.region, name="Daniyar Above"))
