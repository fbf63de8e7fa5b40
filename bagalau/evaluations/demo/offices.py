"""The offices of a synthetic portfolio: a headquarters, 5 regional and 34 country offices, and two people in each."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date

from bagalau.evaluations.models import EvaluationPlan, Evaluator
from bagalau.evaluations.rules.roster import Vetting
from bagalau.people.access import Viewer
from bagalau.people.actions import PersonFields, UnitFields, add_person, add_unit, grant_role
from bagalau.people.models import Person, Unit
from bagalau.people.rules import Role, UnitType

ROOT = "SYN"
REGIONS = (
    ("N", "the North", "северному региону", "Солтүстік"),
    ("E", "the East", "восточному региону", "Шығыс"),
    ("S", "the South", "южному региону", "Оңтүстік"),
    ("W", "the West", "западному региону", "Батыс"),
    ("I", "the Islands", "островам", "Аралдар"),
)
COUNTRIES = (
    "Alvara Алвара|Borinda Боринда|Corvenia Корвения|Dalmora Далмора|Estara Эстара|Farland Фарланд|Galdia Галдия|"
    "Hestmark Хестмарк|Ilvania Илвания|Jorvik Йорвик|Kaldera Калдера|Lomaria Ломария|Mirova Мирова|Nordalia Нордалия|"
    "Ostrava Острава|Palmira Пальмира|Quessa Куэсса|Rovinia Ровиния|Sandoria Сандория|Tarvia Тарвия|Umbria Умбрия|"
    "Valdora Валдора|Westria Вестрия|Xandria Ксандрия|Ysmark Исмарк|Zelandor Зеландор|Arkona Аркона|Belvia Белвия|"
    "Cindara Синдара|Dorvania Дорвания|Elmora Элмора|Fenria Фенрия|Grandia Грандия|Holmia Холмия"
)
FIRST = "Asel Bolat Clara Dias Elena Farid Gulim Hugo Inkar Jonas Kamila Liam Madina Noor Oleg Petra".split()
NATIONS = tuple(name.split()[0] for name in COUNTRIES.split("|"))
FIELDS = ("Governance", "Gender equality", "Water", "Climate", "Statistics", "Health", "Local economy", "Education")
LAST = "Abenov Birch Castell Dyussen Ekholm Fontaine Garin Hale Ivanova Jaksybek Kerr Lunde Morozova Nurpeis".split()


def units_for_demo(actor: Viewer) -> list[Unit]:
    """The country and regional offices, made when they are not there yet (40 units with the headquarters)."""
    if not Unit.objects.filter(code=ROOT).exists():
        _make(actor)
    return list(Unit.objects.filter(code__startswith=f"{ROOT}-").order_by("pk"))


def root() -> Unit:
    """The headquarters, after ``units_for_demo``."""
    return Unit.objects.get(code=ROOT)


def staff(units: list[Unit]) -> dict[int, list[Person]]:
    """The people of each unit who can be responsible, by the unit's key; none of them can sign in."""
    found: dict[int, list[Person]] = {unit.pk: [] for unit in units}
    for person in Person.objects.filter(unit__in=units, email=None).order_by("pk"):
        found[person.unit_id or 0].append(person)
    return found


def roster_of(units: list[Unit]) -> Mapping[int, list[Evaluator]]:
    """The evaluators that each unit keeps, by the unit's key."""
    found: dict[int, list[Evaluator]] = {unit.pk: [] for unit in units}
    for evaluator in Evaluator.objects.filter(unit__in=units).order_by("pk"):
        found[evaluator.unit_id].append(evaluator)
    return found


def plans_of(units: list[Unit]) -> Mapping[int, list[EvaluationPlan]]:
    """The plans that each unit has, by the unit's key."""
    found: dict[int, list[EvaluationPlan]] = {}
    for plan in EvaluationPlan.objects.filter(unit__in=units).order_by("pk"):
        found.setdefault(plan.unit_id, []).append(plan)
    return found


def _make(actor: Viewer) -> None:
    source = random.Random(ROOT)
    head = UnitFields(UnitType.HQ, ROOT, "Synthetic Organisation", "Условная организация", "Шартты ұйым")
    top = add_unit(actor, head)
    regions = [
        add_unit(
            actor,
            UnitFields(
                UnitType.RO,
                f"{ROOT}-{code}",
                f"Regional Office for {name}",
                f"Региональное бюро по {name_ru}",
                f"{name_kk} өңірлік бюросы",
                top,
            ),
        )
        for code, name, name_ru, name_kk in REGIONS
    ]
    countries = [
        _country(actor, names, regions[place % len(regions)]) for place, names in enumerate(COUNTRIES.split("|"))
    ]
    for unit in [*regions, *countries]:
        for role in (Role.EVALUATION_MANAGER, Role.PROJECT_MANAGER):
            name = f"{source.choice(FIRST)} {source.choice(LAST)}"
            person = add_person(actor, PersonFields(name, position="Programme analyst", unit=unit))
            grant_role(actor, person, role, unit=unit)
    _make_roster(source, [*regions, *countries], actor.today)


def _country(actor: Viewer, names: str, region: Unit) -> Unit:
    name, name_ru = names.split()
    code = f"{region.code}-{name[:3].upper()}"
    fields = UnitFields(
        UnitType.CO, code, f"Country Office {name}", f"Страновой офис {name_ru}", f"{name_ru} елдік кеңсесі", region
    )
    return add_unit(actor, fields)


def _make_roster(source: random.Random, units: list[Unit], today: date) -> None:
    """Four evaluators a unit; the vetting of some has expired, a few were never vetted."""
    made = []
    for unit in units:
        for _place in range(4):
            vetting = source.choices([Vetting.VETTED, Vetting.UNVETTED, Vetting.SUSPENDED], [80, 17, 3])[0]
            until = date(today.year + source.randint(-1, 3), 6, 30) if vetting is Vetting.VETTED else None
            made.append(
                Evaluator(
                    name=f"{source.choice(FIRST)} {source.choice(LAST)}",
                    unit=unit,
                    nationality=source.choice(NATIONS),
                    expertise=source.sample(FIELDS, 2),
                    languages=source.sample(["English", "Russian", "Kazakh", "French"], 2),
                    vetting=vetting,
                    vetted_until=until,
                )
            )
    Evaluator.objects.bulk_create(made)
