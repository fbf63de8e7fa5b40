"""A throw-away installation for the benches: SQLite files in a temporary folder, never the data of an office.

There are two portfolios of 170 units: one of 100 evaluations, and one of 7,000 evaluations, 45,000 recommendations and
nearly 120,000 key actions. This process serves them in turn, so that what is compared meets the same noise.
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
    from django.test import Client

    from bagalau.people.access import Viewer
    from bagalau.people.models import Person

SIZES, UNITS = (100, 7_000), 170
QUICK_SIZES, QUICK_UNITS = (4, 12), 42
PUBLIC = "public"
VIEWERS = {"administrator": "administrator@example.org", "officer": "officer@example.org"}


@dataclass(frozen=True)
class Installation:
    """Where the databases lie, and how many evaluations each holds, the small one first."""

    folder: Path
    sizes: tuple[int, int]

    def path(self, size: int) -> Path:
        return self.folder / f"{size}.sqlite3"

    @property
    def large(self) -> Path:
        return self.path(self.sizes[1])

    @contextmanager
    def serving(self, size: int) -> Iterator[None]:
        """Let this process answer from the database of one size."""
        _open(self.path(size))
        yield


@cache
def installation(*, quick: bool) -> Installation:
    """Make the databases once a process; the folder is gone when the process ends."""
    made = Installation(temporary_folder(), QUICK_SIZES if quick else SIZES)
    start_django(made.folder)
    prepare()
    _close()
    for size in made.sizes:
        shutil.copy(made.folder / "bagalau.sqlite3", made.path(size))
        with made.serving(size):
            fill(size, QUICK_UNITS if quick else UNITS)
    return made


def temporary_folder() -> Path:
    """A folder that is gone when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="bagalau-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def start_django(folder: Path, database: Path | None = None, url: str = "") -> None:
    """Start Django on a data folder (and one of its databases, or another), without the settings of an office that may
    be here."""
    for name in [name for name in os.environ if name.startswith("BAGALAU_")]:
        del os.environ[name]
    os.environ |= {"BAGALAU_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "bagalau.config.settings"}
    if url:
        os.environ["BAGALAU_DATABASE_URL"] = url
    from django.conf import settings  # noqa: PLC0415

    (folder / "static").mkdir(exist_ok=True)  # WhiteNoise looks for it
    import bagalau.config.wsgi  # noqa: F401, PLC0415 - starts Django and tunes the collector as the server does

    settings.ROOT_URLCONF = "bench.bare"
    if database is not None:
        _open(database)


def prepare() -> None:
    """Make the tables and gather the files that pages ask for."""
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def fill(evaluations: int, units: int) -> None:
    """A portfolio in so many units that somebody else brought in, an administrator, and an officer of one region."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from bagalau.evaluations.demo import add_portfolio  # noqa: PLC0415
    from bagalau.people.actions import PersonFields, add_person, change_person, found_office, grant_role  # noqa: PLC0415
    from bagalau.people.models import Unit  # noqa: PLC0415
    from bagalau.people.queries import viewer_for  # noqa: PLC0415
    from bagalau.people.rules import Role  # noqa: PLC0415

    keeper = found_office(PersonFields("Keeper", "keeper@example.org"), "a quiet river in spring")
    actor = viewer_for(keeper, timezone.localdate())
    grant_role(actor, add_person(actor, PersonFields("Administrator", VIEWERS["administrator"])), Role.ADMINISTRATOR)
    _add_units(actor, units)
    add_portfolio(actor, evaluations)
    region = Unit.objects.get(code="SYN-E")
    officer = region.people.order_by("pk")[0]
    change_person(actor, officer, PersonFields(officer.name, VIEWERS["officer"], unit=region))
    grant_role(actor, officer, Role.EVALUATION_FOCAL_POINT, unit=region)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _add_units(actor: Viewer, count: int) -> None:
    """The units of a portfolio, and more under its regions until there are so many."""
    from bagalau.evaluations.demo.offices import units_for_demo  # noqa: PLC0415
    from bagalau.people.actions import UnitFields, add_unit  # noqa: PLC0415
    from bagalau.people.rules import UnitType  # noqa: PLC0415

    units = units_for_demo(actor)
    regions = [unit for unit in units if unit.type == UnitType.RO]
    for number in range(len(units) + 1, count):
        region = regions[number % len(regions)]
        names = (f"Country Office {number}", f"Страновой офис {number}", f"{number} елдік кеңсесі")
        add_unit(actor, UnitFields(UnitType.CO, f"{region.code}-{number}", *names, region))


def browser(viewer: str) -> Client:
    """A browser in which a viewer is signed in (nobody for the public), in the database that is served now."""
    from django.test import Client  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost", headers={"accept": "text/html"})
    if viewer != PUBLIC:
        client.force_login(person(viewer), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def person(viewer: str) -> Person:
    """A viewer as a person, in the database that is served now."""
    from bagalau.people.queries import by_email  # noqa: PLC0415

    found = by_email(VIEWERS[viewer])
    assert found is not None
    return found


def seer(viewer: str) -> Viewer:
    """A viewer with roles, in the database that is served now."""
    from django.utils import timezone  # noqa: PLC0415

    from bagalau.people.queries import viewer_for  # noqa: PLC0415

    return viewer_for(person(viewer), timezone.localdate())


def _open(path: Path) -> None:
    from django.db import connection  # noqa: PLC0415

    _close()
    connection.settings_dict["NAME"] = path
    connection.ensure_connection()


def _close() -> None:
    from django.core.cache import cache as kept  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    kept.clear()  # two databases of one age know things by the same keys
    connection.close()
