"""The cast of the tests of projects."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bagalau.people.access import Viewer
    from bagalau.people.models import Person


@pytest.fixture
def actor(viewer: Callable[..., Viewer], officer: Person) -> Viewer:
    """The officer of the country office, as whoever acts."""
    return viewer(officer)
