"""The charts of pages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bagalau.web.charts import stacked


@pytest.mark.parametrize(("values", "step"), [([0, 1], 1), ([Decimal("0.5"), 2], None)])
def test_between_whole_numbers_stand_none_that_are_not(values, step):
    parts = {str(2024 + at): {"Good": value} for at, value in enumerate(values)}
    axis = stacked("Ratings", "Year", parts).spec["encoding"]["y"]["axis"]
    assert axis.get("tickMinStep") == step
