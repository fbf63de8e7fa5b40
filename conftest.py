"""What every test stands on: quick passwords, plain static files, a data folder of its own, patient property tests.

And the cast: a small office, people with roles, and browsers in which they are signed in.
"""

# ruff: noqa: PLC0415 - models can be imported only where Django is, and some tests leave it out

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from bagalau.people.tests import PASSWORD

if TYPE_CHECKING:
    from django.test import Client

    from bagalau.people.access import Viewer
    from bagalau.people.models import Person, Unit

TODAY = date(2025, 6, 16)

# A busy machine must not turn a slow example into a failure.
hypothesis_settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("suite")


def pytest_sessionstart() -> None:
    """The catalogues are compiled before anything is imported that may speak Russian or Kazakh."""
    if settings.configured:
        from bagalau.web.messages import compile_all

        compile_all()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL runs again what asks the database; what is pure has nothing to ask of a second one."""
    if not settings.configured or "postgresql" not in settings.DATABASES["default"]["ENGINE"]:
        return
    again = [item for item in items if _asks_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(again)])
    items[:] = again


def pytest_collection_finish() -> None:
    """What was imported stays to the end: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()


def _asks_the_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return (
        bool(names & {"db", "transactional_db", "live_server", "django_db_setup"})
        or item.get_closest_marker("django_db") is not None
    )


@pytest.fixture(scope="session", autouse=True)
def _settings_for_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing when Django is left out (``-p no:django``)."""
    if not settings.configured:
        yield
        return
    data = tmp_path_factory.mktemp("data")
    (data / "static").mkdir()  # WhiteNoise looks for it
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        DATA_FOLDER=data,
        FILES_FOLDER=data / "files",
        STATIC_ROOT=data / "static",
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        STORAGES=storages,  # the hashed names of an installation exist only after collectstatic
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Any:
    """The tables are made as the models describe them, not step by step: tests.test_migrations proves them the same.

    Gives the name of the database of the installation.
    """
    from django.db import connection

    connection.settings_dict["TEST"]["MIGRATE"] = False
    return connection.settings_dict["NAME"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings: Any, django_db_setup: None, django_db_blocker: Any) -> None:
    """And all migrations count as made, if there is a database of the tests at all."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    if connection.settings_dict["NAME"] != django_db_modify_db_settings:
        with django_db_blocker.unblock():
            made = MigrationRecorder(connection)
            made.ensure_schema()
            known = MigrationLoader(None).disk_migrations
            made.migration_qs.bulk_create(made.Migration(app=app, name=name) for app, name in known)


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    """The limits on attempts remember nothing of the test before."""
    if settings.configured:
        from django.core.cache import cache

        cache.clear()


@dataclass(frozen=True)
class Office:
    """A headquarters, a regional office and two country offices; one of them has a programme presence."""

    hq: Unit
    region: Unit
    country: Unit
    presence: Unit
    neighbour: Unit


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What fixtures of a module write on top of this stays for all its tests; each test is still undone by itself."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def found_office() -> Office:
    from bagalau.people.models import Unit

    def unit(code: str, kind: str, name: str, parent: Unit | None = None) -> Unit:
        made = Unit.objects.create(code=code, type=kind, name_en=name, parent=parent)
        made.path = f"{parent.path if parent else '/'}{made.pk}/"
        made.save()
        return made

    hq = unit("HQ", "hq", "Headquarters of the programme")
    region = unit("RO", "ro", "Regional office of the steppe", hq)
    country = unit("CO1", "co", "Country office of Alania", region)
    presence = unit("PP1", "pp", "Presence in the mountains", country)
    neighbour = unit("CO2", "co", "Country office of Borland", region)
    return Office(hq, region, country, presence, neighbour)


@pytest.fixture
def office(db: None) -> Office:
    return found_office()


@pytest.fixture(scope="module")
def kept_office(kept: None) -> Office:
    """The office of a whole module."""
    return found_office()


MakePerson = Callable[..., "Person"]


def maker_of_people(office: Office) -> MakePerson:
    from bagalau.people.models import Person, RoleGrant

    def make(role: str | None = None, *, unit: Unit | None = None, name: str = "", **given: Any) -> Person:
        number = Person.objects.count() + 1
        limits = {key: given.pop(key) for key in ("starts", "ends") if key in given}
        kind, key = given.pop("record", None) or ("", None)
        person = Person(
            name=name or f"{(role or 'somebody').replace('_', ' ').capitalize()} {number}",
            email=given.pop("email", f"person{number}@example.org"),
            unit=given.pop("home", unit or office.country),
            **given,
        )
        person.set_password(PASSWORD)
        person.save()
        if role:
            RoleGrant.objects.create(
                person=person, role=role, unit=unit, record_kind=kind, record_id=key, **limits
            ).full_clean()
        return person

    return make


@pytest.fixture
def make_person(office: Office) -> MakePerson:
    """``make_person(role, unit=…, name=…, record=…, starts=…, ends=…)``; the role holds everywhere without a unit."""
    return maker_of_people(office)


@pytest.fixture(scope="module")
def make_kept_person(kept_office: Office) -> MakePerson:
    """``make_person``, for a whole module."""
    return maker_of_people(kept_office)


@pytest.fixture
def administrator(make_person: MakePerson) -> Person:
    """May do everything that administrators may, everywhere."""
    return make_person("administrator", name="Aigul Admin")


@pytest.fixture
def officer(make_person: MakePerson, office: Office) -> Person:
    """Evaluation focal point of the country office."""
    return make_person("evaluation_focal_point", unit=office.country, name="Olzhas Officer")


@pytest.fixture
def reader(make_person: MakePerson, office: Office) -> Person:
    """May read what belongs to the country office."""
    return make_person("reader", unit=office.country, name="Rauan Reader")


@pytest.fixture
def stranger(make_person: MakePerson, office: Office) -> Person:
    """Evaluation focal point of the neighbouring office: nothing of the country office is theirs."""
    return make_person("evaluation_focal_point", unit=office.neighbour, name="Saule Stranger")


@pytest.fixture
def viewer() -> Callable[..., Viewer]:
    """``viewer(person)``: the person on the day of the tests; ``viewer(None)`` is the public."""
    from bagalau.people.queries import viewer_for

    def see(person: Person | None = None, today: date = TODAY) -> Viewer:
        return viewer_for(person, today)

    return see


@pytest.fixture
def signed_in() -> Callable[..., Client]:
    """``signed_in(person)``: a browser in which the person is signed in; ``signed_in(None)``: nobody is."""
    from django.test import Client

    def browser(person: Person | None = None) -> Client:
        client = Client(headers={"accept": "text/html"})
        if person is not None:
            client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return browser
