"""Parts that nobody acts on are told from those that somebody does, in three languages (EK-02). Pure.

Each case was judged by hand. What words cannot tell is here, too: ``missed`` and ``false`` are what the check gets
wrong, so that a change shows whether it became better.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bagalau.evaluations.rules import parts
from bagalau.evaluations.rules.checks.covering import Weights, carried
from bagalau.evaluations.rules.checks.told import Action, Part, Recommendation


@dataclass(frozen=True)
class Case:
    """A recommendation, its key actions, and the labels of the parts that none of them carries out."""

    name: str
    text: str
    actions: tuple[str, ...]
    left: str
    false: str = ""
    missed: str = ""


CASES = (
    Case(
        "each part has its action",
        "Make the water committees last: (i) agree in writing who pays for repairs; (ii) train two women and two men "
        "of each village to mend the pump; (iii) publish the yearly accounts on the notice board.",
        (
            "Sign agreements with the districts on the payment of repairs",
            "Hold a three-day course on mending pumps for two women and two men from each village",
            "Print the accounts of each year and hang them on the notice board",
        ),
        "",
        false="i",
    ),
    Case(
        "one action for two of three parts",
        "The library programme should (a) open one evening a week; (b) lend tablets with readers for the blind; (c) "
        "count visitors by age.",
        ("Keep the libraries open on Thursday evenings and count the visitors of each age group",),
        "b",
    ),
    Case(
        "the action carries out the sentence after the list",
        "Help the seed bank further, in particular by (i) a register of every sort with its origin; (ii) a cold store "
        "that runs on solar power; (iii) contracts with growers. In addition, schools should be invited to plant old "
        "sorts and to tell what came of it.",
        (
            "Invite ten schools to plant old sorts of barley",
            "Visit the schools in autumn and write down what came of it",
        ),
        "i ii iii",
    ),
    Case(
        "a frequent word of the whole list decides nothing",
        "Strengthen the inspection of mines by (i) supporting the inspection with a record of accidents; (ii) "
        "supporting the presence of the inspection in the provinces; (iii) supporting the inspection in talks with "
        "the owners.",
        ("Support the inspection with a database in which each accident is recorded",),
        "ii iii",
    ),
    Case(
        "titles name the parts",
        "Improve the clinics with\n1. Baseline surveys. Measure waiting time, costs and the distance that patients "
        "travel before anything is built, and again every second year.\n2. Budgets by sex. Show for each clinic what "
        "is spent on women and on men.\n3. Parity on boards. Aim at as many women as men on the boards of clinics.",
        ("The next work plan will hold a baseline survey of waiting time",),
        "2 3",
    ),
    Case(
        "numbers glued to the sentence before",
        "Change the grants so that\n1. small groups can apply.  Let them write by hand, and in their own language.2. "
        "the jury changes.  Draw it anew each year.3. every refusal is explained.",
        ("Accept applications written by hand and in every language", "Draw a new jury each year"),
        "3",
    ),
    Case(
        "a promise in general words",
        "The office should (a) move the archive out of the cellar; (b) scan the maps; (c) ask for a copy of the land "
        "book.",
        ("Take all measures that are needed to implement the recommendation",),
        "a b c",
    ),
    Case(
        "said in other words",
        "The school should (a) feed the children at noon; (b) heat the gym.",
        ("Serve a warm lunch every day", "Buy a stove for the sports hall"),
        "",
        false="a b",
    ),
    Case(
        "russian: two of three",
        "Для устойчивости результатов следует: (i) обучить сельских ветеринаров работе с журналом прививок; (ii) "
        "закрепить за районами средства на вакцины; (iii) публиковать данные о вспышках болезней.",
        (
            "Провести обучение ветеринаров ведению журнала прививок во всех сёлах",
            "Размещать сведения о вспышках болезней на сайте ведомства",
        ),
        "ii",
    ),
    Case(
        "russian: the same words in other forms",
        "Рекомендуется 1. разработать стандарт обслуживания посетителей, 2. установить электронную очередь в центрах, "
        "3. проводить опрос посетителей каждое полугодие.",
        ("Разработка и утверждение стандартов обслуживания", "Установка электронных очередей в трёх центрах"),
        "3",
    ),
    Case(
        "russian: one action names the office alone",
        "Укрепить службу пробации: (а) поддержать службу в создании единого учёта; (б) поддержать службу в районах; "
        "(в) поддержать службу в работе с семьями.",
        ("Поддержать службу пробации в создании электронного учёта дел",),
        "б в",
    ),
    Case(
        "kazakh: two of three",
        "Нәтижелер сақталуы үшін: (i) ауыл кітапханаларына жауапты маман тағайындау; (ii) оқырмандардың санын жас "
        "бойынша есепке алу; (iii) цифрлық каталогты мемлекеттік тілде жариялау.",
        ("Әр кітапханаға жауапты маман тағайындалады", "Оқырмандар саны жасына қарай есепке алынады"),
        "iii",
    ),
    Case(
        "kazakh: nothing of it",
        "Офис келесіні істеуі керек: 1. су тазартқыш құрылғыларды жөндеу, 2. мектеп бағын суару, 3. ұстаздарды оқыту.",
        ("Министрлікке жыл сайынғы есеп тапсыру",),
        "1 2 3",
    ),
)


def labelled(case: Case) -> Recommendation:
    found = tuple(Part(part.label, part.text) for part in parts(case.text))
    return Recommendation(1, 1, case.text, parts=found, actions=tuple(Action(0, 1, text) for text in case.actions))


def left(case: Case) -> set[str]:
    row = labelled(case)
    return {label for label, match in carried(row, case.actions, Weights([row])).items() if not match.holds}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_parts_that_nobody_acts_on_are_told_apart(case):
    """EK-02"""
    assert labelled(case).parts
    assert left(case) == (set(case.left.split()) | set(case.false.split())) - set(case.missed.split())
