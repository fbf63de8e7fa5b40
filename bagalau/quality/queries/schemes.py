"""Reads: the rating schemes that are in use, for lists that show ratings of many."""

from __future__ import annotations

from collections.abc import Mapping

from bagalau.quality.models import Definition
from bagalau.quality.rules.schemes import Label, Scheme


def schemes_in_use() -> Mapping[int, Scheme]:
    """Every scheme by which something was rated, by its key. One query."""
    return {row.pk: row.scheme for row in Definition.objects.filter(kind=Definition.SCHEME).only("text")}


def labels_in_use(schemes: Mapping[int, Scheme]) -> Mapping[str, Label]:
    """The ratings of these schemes by their codes, each as the newest of them names it."""
    return {one.code: one for key in sorted(schemes) for one in schemes[key].labels}
