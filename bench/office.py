"""A throw-away installation for the benches: SQLite files in a temporary folder, never the data of an office.

There are two databases, a small and a large one, with as many evaluations as commitments in each. This process serves
them in turn, so that what is compared meets the same noise.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model
    from django.test import Client

    from bagalau.people.models import Person

SIZES = (1_000, 100_000)
QUICK_SIZES = (600, 1_200)
GENERATED = 10_000
"""So many commitments are generated, with the evaluations they come from; the rest are copies made by SQL."""
STEP = 10_000_000
"""How far the keys of one copy lie from those of the next."""
VIEWERS = {"administrator": "administrator@example.org", "officer": "officer@example.org"}


@dataclass(frozen=True)
class Installation:
    """Where the databases lie, and how many evaluations and commitments each holds (about), the small one first."""

    folder: Path
    sizes: tuple[int, ...]

    def path(self, size: int) -> Path:
        return self.folder / f"{size}.sqlite3"

    @contextmanager
    def serving(self, size: int) -> Iterator[None]:
        """Let this process answer from the database of one size."""
        _open(self.path(size))
        yield


@cache
def installation(*, quick: bool) -> Installation:
    """Make the databases once a process; the folder is gone when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="bagalau-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    start_django(folder)
    made = Installation(folder, QUICK_SIZES if quick else SIZES)
    from django.core.management import call_command  # noqa: PLC0415

    empty = folder / "bagalau.sqlite3"
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    for size in made.sizes:
        _close()
        shutil.copy(empty, made.path(size))
        with made.serving(size):
            _fill(size)
    return made


def start_django(folder: Path, database: Path | None = None) -> None:
    """Start Django on a data folder (and one of its databases), without the settings of an office that may be here."""
    for name in [name for name in os.environ if name.startswith("BAGALAU_")]:
        del os.environ[name]
    os.environ |= {"BAGALAU_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "bagalau.config.settings"}
    from django.conf import settings  # noqa: PLC0415

    (folder / "static").mkdir(exist_ok=True)  # WhiteNoise looks for it
    import bagalau.config.wsgi  # noqa: F401, PLC0415 - starts Django and tunes the collector as the server does

    settings.ROOT_URLCONF = "bench.bare"
    if database is not None:
        _open(database)


def browser(viewer: str) -> Client:
    """A browser in which a viewer is signed in, in the database that is served now."""
    from django.test import Client  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost", headers={"accept": "text/html"})
    client.force_login(person(viewer), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def person(viewer: str) -> Person:
    """A viewer as a person, in the database that is served now."""
    from bagalau.people.queries import by_email  # noqa: PLC0415

    found = by_email(VIEWERS[viewer])
    assert found is not None
    return found


def _fill(size: int) -> None:
    """A portfolio, an administrator, and an officer of one region who is responsible for some commitments."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from bagalau.commitments.models import Commitment  # noqa: PLC0415
    from bagalau.evaluations.demo import COMMITMENTS_EACH, add_portfolio  # noqa: PLC0415
    from bagalau.evaluations.models import Evaluation  # noqa: PLC0415
    from bagalau.people.actions import (  # noqa: PLC0415
        PersonFields,
        change_person,
        found_office,
        grant_role,
    )
    from bagalau.people.models import Unit  # noqa: PLC0415
    from bagalau.people.queries import viewer_for  # noqa: PLC0415
    from bagalau.people.rules import Role  # noqa: PLC0415

    head = found_office(PersonFields("Administrator", VIEWERS["administrator"]), "a quiet river in spring")
    actor = viewer_for(head, timezone.localdate())
    evaluations = min(size, GENERATED) // COMMITMENTS_EACH
    commitments = add_portfolio(actor, evaluations)["commitments"]
    _copy(Evaluation, round(size / evaluations))
    _copy(Commitment, round(size / commitments))  # nobody is responsible for a copy: a larger office has more people
    region = Unit.objects.get(code="SYN-E")
    officer = region.people.order_by("pk")[0]
    change_person(actor, officer, PersonFields(officer.name, VIEWERS["officer"], unit=region))
    grant_role(actor, officer, Role.EVALUATION_FOCAL_POINT, unit=region)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(model: type[Model], times: int) -> None:
    """Copy the rows of a model by SQL, with keys of their own, until there are ``times`` as many."""
    from django.db import connection  # noqa: PLC0415

    table = connection.ops.quote_name(model._meta.db_table)
    names = [field.column for field in model._meta.concrete_fields if not field.generated]
    with connection.cursor() as cursor:
        for copy in range(1, times):
            values = ", ".join(f"id + {copy * STEP}" if name == "id" else name for name in names)
            rows = f"SELECT {values} FROM {table} WHERE id < {STEP}"
            cursor.execute(f"INSERT INTO {table} ({', '.join(names)}) {rows}")


def _open(path: Path) -> None:
    from django.db import connection  # noqa: PLC0415

    _close()
    connection.settings_dict["NAME"] = path
    connection.ensure_connection()


def _close() -> None:
    from django.db import connection  # noqa: PLC0415

    connection.close()
