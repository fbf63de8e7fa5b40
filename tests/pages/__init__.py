"""What the permission matrix and the query budgets know of each page: one file an area, found by itself.

A file of this folder may hold, each only if it has something to say:

``PAGES``          name of the address -> ``Page``: what it shows and takes; needed for every address of ours
``DOORS``          kind of record -> the action it is seen with
``OPEN_TO_ALL``    names of pages that whoever has their action anywhere may open for any record
``SHARED``         kinds of record that whoever has their action anywhere may see, whichever unit they belong to
``records(make)``  the records in the addresses, made in one place (``Make``): kind -> the arguments of the address
``BUDGETS``        name -> the most queries the page may ask an administrator for, session and person included
``EXPORTS``        name of a list -> the most queries each of its files (CSV, XLSX, JSON) may ask
``PUBLIC``         name -> the most queries the page may ask for the public
``WITHOUT_LISTS``  names of pages without a budget: they show no list and nothing that hangs on a record
``shown(base)``    the arguments of addresses whose budgets are measured: kind or name -> arguments
``grow(base, by, number)``  one more of everything that those pages show

The kind of record of a page is the first word of its name: ``evaluation_history`` shows an ``evaluation``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from bagalau.people.access import Viewer
from bagalau.people.models import Unit

LED_TO_SIGN_IN, REFUSED, ABSENT, NOT_SO = 401, 403, 404, 405
Arguments = tuple[Any, ...]


@dataclass(frozen=True)
class Page:
    """What an address shows and takes: the kind of record in it, and the answers to somebody who may.

    ``post`` None: it takes nothing. ``sent`` is a form that is in order; ``query`` is asked for with GET.
    ``for_unit``: not the record decides but the unit that what is sent is for (the record's, or else the country
    office); this is the answer to somebody who may send such things elsewhere only.
    """

    record: str = ""
    get: int = 200
    post: int | None = None
    sent: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    for_unit: int | None = None


def taken(record: str, /, *, get: int = 302, **sent: Any) -> Page:
    """A page that takes a form about a record; asked for without one, it leads back or (200) shows the form."""
    return Page(record, get=get, post=302, sent=sent)


def seen(names: str) -> dict[str, Page]:
    """Pages that only show the record of their name."""
    return {name: Page(name.partition("_")[0]) for name in names.split()}


def plain(names: str) -> dict[str, Page]:
    """Pages about no single record."""
    return {name: Page() for name in names.split()}


@dataclass(frozen=True)
class Make:
    """Where records are made: by whom, in which unit, how visible, beside which that are there already.

    ``where`` is ``own`` (of the country office), ``foreign`` (of the neighbours) or ``public`` (theirs, and public).
    """

    maker: Viewer
    unit: Unit
    where: str
    visibility: str
    make_person: Callable[..., Any]
    there: dict[str, Arguments]


def _areas() -> list[Any]:
    """The files of this folder; ``office`` first, on whose records the others build."""
    names = sorted((module.name for module in iter_modules(__path__)), key=lambda name: (name != "office", name))
    return [import_module(f"{__name__}.{name}") for name in names]


AREAS = _areas()


def gathered(name: str) -> dict[str, Any]:
    """One of the tables above, of all areas together."""
    return {key: value for area in AREAS for key, value in getattr(area, name, {}).items()}


def names(name: str) -> set[str]:
    """One of the sets above, of all areas together."""
    return {one for area in AREAS for one in getattr(area, name, ())}


def said(name: str) -> list[Callable[..., Any]]:
    """One of the functions above, of each area that has it."""
    return [getattr(area, name) for area in AREAS if hasattr(area, name)]


PAGES: dict[str, Page] = gathered("PAGES")
