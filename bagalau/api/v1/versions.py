"""Changes of a record that somebody may have changed since the sender looked at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from bagalau.api.v1.answers import expected
from bagalau.api.v1.schemas import version
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.people.middleware import Request

Record = TypeVar("Record", bound=Model)


@contextmanager
def unchanged(
    request: Request,
    door: Callable[[Viewer, int], Record],
    pk: int,
    version_of: Callable[[Record], str] = version,
) -> Iterator[Record]:
    """One turn, with the record as it is now; refused (412) if that is not the version named in ``If-Match``."""
    with journal.turn():
        record = door(request.viewer, pk)
        if (seen := expected(request)) and seen != version_of(record):
            sentence = _("This record was changed meanwhile. Read it again, and repeat what is still to be done.")
            raise Problem("changed-meanwhile", sentence, status=412)
        yield record
