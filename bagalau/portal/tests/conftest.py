"""Who might be asked, in the tests of what waits."""

from __future__ import annotations

import pytest


@pytest.fixture
def cast(make_person, office, viewer, officer, reader, stranger):
    """Who might be asked: of the country office, of the region above, and of the neighbours."""
    people = {
        "officer": officer,
        "reader": reader,
        "stranger": stranger,
        "head": make_person("head_of_unit", unit=office.country),
        "writer": make_person("programme_officer", unit=office.country),
        "region": make_person("evaluation_focal_point", unit=office.region),
        "overseer": make_person("oversight"),
        "auditor": make_person("auditor"),
        "administrator": make_person("administrator"),
    }
    return {name: viewer(person) for name, person in people.items()}
