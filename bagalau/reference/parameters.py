"""The values of parameters, for the rules of every app."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bagalau.reference.models import Parameter
from bagalau.reference.rules.parameters import Setting, in_force


def values(on: date) -> Mapping[str, Decimal]:
    """Every parameter as it is on a day (F-04); one query."""
    rows = Parameter.objects.filter(since__lte=on).values_list("name", "value", "since")
    return in_force((Setting(*row) for row in rows), on)


def value(name: str, on: date) -> Decimal:
    """One parameter on a day; KeyError for a name that is not defined. For several take ``values`` once."""
    return values(on)[name]
