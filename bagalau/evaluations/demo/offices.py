"""The offices of a synthetic portfolio: a headquarters, 5 regional and 34 country offices, and two people in each."""

from __future__ import annotations

import random

from bagalau.people.access import Viewer
from bagalau.people.actions import PersonFields, UnitFields, add_person, add_unit
from bagalau.people.models import Person, Unit
from bagalau.people.rules import UnitType

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
        for _ in range(2):
            name = f"{source.choice(FIRST)} {source.choice(LAST)}"
            add_person(actor, PersonFields(name, position="Programme analyst", unit=unit))


def _country(actor: Viewer, names: str, region: Unit) -> Unit:
    name, name_ru = names.split()
    code = f"{region.code}-{name[:3].upper()}"
    fields = UnitFields(
        UnitType.CO, code, f"Country Office {name}", f"Страновой офис {name_ru}", f"{name_ru} елдік кеңсесі", region
    )
    return add_unit(actor, fields)
