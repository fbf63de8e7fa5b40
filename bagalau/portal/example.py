"""The example office: fictional units and people, and the documents under ``examples/``, read as a user's would be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from bagalau.documents.actions import About, accept, import_file
from bagalau.documents.rules import Visibility
from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer
from bagalau.people.actions import (
    PersonFields,
    UnitFields,
    accept_invitation,
    add_person,
    add_unit,
    found_office,
    grant_role,
)
from bagalau.people.models import Unit
from bagalau.people.queries import by_email, viewer_for
from bagalau.people.rules import Role
from bagalau.portal.example_quality import assessments

FOLDER = Path(__file__).resolve().parents[2] / "examples"
PASSWORD = "steppe-horse-42"  # noqa: S105 - of fictional people in an example
EVERYWHERE = ""


@dataclass(frozen=True)
class Somebody:
    """A fictional person with a role."""

    email: str
    name: str
    position: str
    role: Role
    unit: str
    language: str = "en"


UNITS = (
    ("hq", "DAO", "Dala Development Organisation", "Организация развития «Дала»", "«Дала» даму ұйымы", None),
    (
        "ro",
        "DAO-ECA",
        "Regional Office for the Steppe",
        "Региональное бюро по степному региону",
        "Дала өңірлік бюросы",
        "DAO",
    ),
    ("co", "DAO-KTY", "Country Office Kentay", "Страновой офис Кентай", "Кентай елдік кеңсесі", "DAO-ECA"),
    (
        "pp",
        "DAO-ALT",
        "Programme Presence Altyn",
        "Программное присутствие Алтын",
        "Алтын бағдарламалық өкілдігі",
        "DAO-ECA",
    ),
    (
        "ministry",
        "MIN-SRV",
        "Ministry of Public Services",
        "Министерство государственных услуг",
        "Мемлекеттік қызметтер министрлігі",
        None,
    ),
    ("ngo", "NGO-BSP", "Bastau Initiative", "Инициатива «Бастау»", "«Бастау» бастамасы", None),
)
PEOPLE = (
    Somebody("admin@example.org", "Saule Omarova", "Administrator", Role.ADMINISTRATOR, EVERYWHERE),
    Somebody(
        "officer@example.org",
        "Daniyar Bekov",
        "Monitoring and evaluation officer",
        Role.EVALUATION_FOCAL_POINT,
        "DAO-ECA",
    ),
    Somebody("manager@example.org", "Aigerim Tolegen", "Evaluation manager", Role.EVALUATION_MANAGER, "DAO-KTY", "kk"),
    Somebody("head@example.org", "Irina Sokolova", "Head of office", Role.HEAD_OF_UNIT, "DAO-KTY", "ru"),
    Somebody("reader@example.org", "Tom Lindqvist", "Donor liaison", Role.READER, "DAO-KTY"),
    Somebody("auditor@example.org", "Gulnara Yusupova", "Auditor", Role.AUDITOR, EVERYWHERE, "ru"),
)
SIGN_INS = [f"{person.email:22} {person.position}" for person in PEOPLE] + [f"password of all: {PASSWORD}"]


@transaction.atomic
def load(say: Callable[[str], None] = lambda line: None) -> None:
    """Make the example office: units and people by their actions, then every document by the path of a user's.

    All of it or, if it is interrupted, nothing.
    """
    today = timezone.localdate()
    admin = found_office(PersonFields(PEOPLE[0].name, PEOPLE[0].email, PEOPLE[0].position), PASSWORD)
    actor = viewer_for(admin, today)
    units = _units(actor)
    for somebody in PEOPLE[1:]:
        _person(actor, somebody, units)
    documents(actor, units, say)
    officer, head = (viewer_for(by_email(email), today) for email in ("officer@example.org", "head@example.org"))
    for made in assessments(officer, head, units["DAO-KTY"]):
        say(f"{made}: {made.get_status_display()}")


def is_loaded() -> bool:
    """Whether this database holds the example office, so that its sign-ins work."""
    return by_email(PEOPLE[0].email) is not None


def _units(actor: Viewer) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for kind, code, name, name_ru, name_kk, parent in UNITS:
        units[code] = add_unit(actor, UnitFields(kind, code, name, name_ru, name_kk, units.get(parent or "")))
    return units


def _person(actor: Viewer, somebody: Somebody, units: dict[str, Unit]) -> None:
    unit = units.get(somebody.unit)
    fields = PersonFields(somebody.name, somebody.email, somebody.position, unit, somebody.language)
    person = add_person(actor, fields)
    accept_invitation(person, PASSWORD)
    grant_role(actor, person, somebody.role, unit=unit)


def documents(actor: Viewer, units: dict[str, Unit], say: Callable[[str], None]) -> None:
    """Read each file of ``examples/office``: what has no errors and is not in ``waiting/`` is accepted."""
    for path in sorted(FOLDER.glob("office/**/*")):
        if not path.is_file() or path.suffix not in {".txt", ".html", ".docx", ".pdf"}:
            continue
        unit = units.get(path.name.split(" ")[0], units["DAO-KTY"])
        visibility = Visibility.PUBLIC if "public" in path.parts else Visibility.INTERNAL
        imported = import_file(actor, path.read_bytes(), path.name, About(unit=unit, visibility=visibility))
        if imported.draft is None or "waiting" in path.parts:
            say(f"{path.name}: waiting for review")
            continue
        try:
            say(f"{path.name}: {accept(actor, imported.draft)}")
        except Problem as problem:
            say(f"{path.name}: waiting for review. {problem.sentence}")
