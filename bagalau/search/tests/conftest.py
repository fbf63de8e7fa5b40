"""An index of its own for each test, and a small record to search."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from bagalau.search import jobs, store
from bagalau.search.tests.making import Said

if TYPE_CHECKING:
    from conftest import Office


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    settings.FILES_FOLDER = tmp_path / "files"
    store.forget()
    yield
    store.forget()


@pytest.fixture
def indexed() -> Callable[[], int]:
    """``indexed()``: what the worker does."""
    return lambda: jobs.catch_up(float("inf"))


@pytest.fixture
def record(office: Office, administrator, viewer, indexed) -> Said:
    """An internal evaluation of the country office and a public one, in three languages, indexed."""
    made = Said.make(office.country, viewer(administrator))
    indexed()
    return made
