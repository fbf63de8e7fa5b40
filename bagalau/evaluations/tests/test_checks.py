"""Each check finds what it is for, and nothing where all is well."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bagalau.commitments.rules import Status
from bagalau.evaluations.rules import Stage, Stance
from bagalau.evaluations.rules.checks import BY_NUMBER, CHECKS, examine
from bagalau.evaluations.rules.checks.told import Action, Answer, File, Part, Recommendation, Report, Statement
from bagalau.lib.periods import When
from bagalau.lib.severity import Severity
from bagalau.reference.rules.parameters import in_force

TODAY = date(2025, 6, 16)
PARAMETERS = in_force([], TODAY)
FENCE = Action(
    1,
    1,
    "Build a fence around the well with the village council and train two guards",
    Status.INITIATED,
    responsible="Water Officer",
    due=When.parse("2025-12"),
    first_due=date(2025, 12, 31),
    added=date(2025, 1, 10),
    updated=date(2025, 5, 1),
    comment="The posts are bought and wait in the yard of the school.",
)
ANSWER = Answer(
    "Office", "We agree. The council meets in spring and will choose the place of the fence.", Stance.ACCEPTED
)
WELL = Recommendation(
    11,
    1,
    "Protect the wells of the valley: (i) fence each well; (ii) train guards of the village.",
    parts=(Part("i", "fence each well"), Part("ii", "train guards of the village")),
    answers=(ANSWER,),
    actions=(FENCE,),
)
GOOD = Report(
    key=5,
    title="Wells of the valley",
    stage=Stage.COMPLETED,
    completed=When.parse("2024-12"),
    team=2,
    files=(File("Report.pdf", Decimal(120)), File("Annex.pdf", Decimal(80))),
    statements=(Statement("finding", 3, 1, "Half of the wells dry up in August."),),
    recommendations=(WELL,),
    responses=1,
    response_due=date(2025, 2, 11),
)
DONE = replace(FENCE, status=Status.COMPLETED, completed=date(2025, 5, 1), evidence=1)


def with_actions(*actions: Action, **changes: object) -> Report:
    return replace(GOOD, recommendations=(replace(WELL, actions=actions, **changes),))  # type: ignore[arg-type]


def found(report: Report) -> dict[str, int]:
    """How often each check finds something."""
    numbers: dict[str, int] = {}
    for result in examine(report, TODAY, PARAMETERS):
        numbers[result.check] = numbers.get(result.check, 0) + 1
        assert result.sentence % result.values
        assert result.place.words % result.place.values is not None
        assert result.severity is BY_NUMBER[result.check].severity
    return numbers


def test_where_all_is_well_no_check_finds_anything():
    assert found(GOOD) == {}
    assert found(with_actions(FENCE, replace(DONE, key=2, comment="Two guards were trained in April."))) == {}


SECOND = replace(WELL, key=12, number=2, actions=(replace(FENCE, key=9),))
CASES = {
    "EK-01": with_actions(),
    "EK-02": with_actions(replace(FENCE, text="Print a leaflet about clean water"), parts=(WELL.parts[0],)),
    "EK-03": with_actions(FENCE, replace(FENCE, key=2)),
    "EK-04": with_actions(replace(DONE, evidence=0)),
    "EK-05": with_actions(replace(DONE, completed=date(2024, 6, 1))),
    "EK-06": with_actions(replace(FENCE, updated=date(2024, 12, 1))),
    "EK-07": replace(GOOD, recommendations=(WELL, replace(SECOND, actions=(replace(FENCE, comment=""),)))),
    "EK-08": with_actions(FENCE, answers=(replace(ANSWER, text="  "),)),
    "EK-09": with_actions(FENCE, answers=(replace(ANSWER, text="1. We do not agree with the fence at the old well."),)),
    "EK-10": with_actions(replace(FENCE, first_due=date(2024, 12, 31))),
    "EK-11": with_actions(replace(FENCE, due=None)),
    "EK-12": with_actions(
        FENCE, replace(FENCE, key=2, comment=""), replace(FENCE, key=3, comment="", responsible="Water Oficer")
    ),
    "EK-13": replace(GOOD, files=(*GOOD.files, GOOD.files[0])),
    "EK-14": replace(GOOD, missing=("member",)),
    "EK-15": replace(GOOD, statements=(Statement("finding", 3, 1, "The project trained x staff of the wells."),)),
    "EK-16": replace(GOOD, responses=0),
    "EK-17": with_actions(FENCE, answers=(Answer("Office", " ", Stance.REJECTED), ANSWER)),
    "EK-18": replace(
        with_actions(*(replace(FENCE, key=key, comment="") for key in range(1, 6))), completed=When.parse("2024-05")
    ),
}


@pytest.mark.parametrize("number", CASES)
def test_each_check_finds_what_it_is_for(number):
    """EK-01 to EK-18"""
    assert number in found(CASES[number])


def test_every_check_of_the_catalogue_has_its_case():
    assert [check.number for check in CHECKS] == sorted(CASES)


def test_what_is_no_longer_applicable_carries_no_part_out():
    """EK-02"""
    dropped = replace(FENCE, text="Train guards of the village", status=Status.NO_LONGER_APPLICABLE, key=2, comment="")
    (result,) = [
        one
        for one in examine(with_actions(replace(FENCE, text="Fence each well"), dropped), TODAY, PARAMETERS)
        if one.check == "EK-02"
    ]
    assert result.place.values["label"] == "ii"
    assert result.sentence.startswith("Only what is no longer applicable")
    assert result.values["words"] == "train, guards, village"


@pytest.mark.parametrize(
    "report",
    [
        with_actions(answers=(Answer("Office", "Not accepted: the wells are private."),), parts=()),
        with_actions(
            replace(FENCE, text="Fence all wells with the council"),
            answers=(Answer("Office", "1. Accepted, the council meets in spring.\n2. We do not accept the guards."),),
            parts=(Part("1", "fence each well"), Part("2", "train guards of the village")),
        ),
    ],
)
def test_of_what_is_refused_in_words_alone_only_that_is_said(report):
    """EK-09, and neither EK-01, EK-02 nor EK-08 beside it"""
    assert set(found(report)) == {"EK-09"}


@pytest.mark.parametrize(
    ("first", "second", "slips"),
    [
        ("Monitoring Officer", "Monitoring Oficer", ["Monitoring Oficer"]),
        ("Water Officer", "Water Officers", []),
        ("Специалист по данным", "Специалиста по данным", []),
        ("Water Board 1", "Water Board 2", []),
    ],
)
def test_a_slip_is_known_by_words_that_stand_elsewhere(first, second, slips):
    """EK-12: also where both names stand once."""
    named = [replace(FENCE, key=key, responsible=name, comment="") for key, name in enumerate((first, second), 5)]
    report = with_actions(*named, replace(FENCE, key=9, comment="", responsible="Gender Officer"))
    found = [one.values["name"] for one in examine(report, TODAY, PARAMETERS) if one.check == "EK-12"]
    assert found == slips


@pytest.mark.parametrize(
    ("text", "placeholder"),
    [
        ("The project trained xx people.", True),
        ("Обучено ___________ человек.", True),
        ("Срок: [указать дату].", True),
        ("Канал построен в начале XX века.", False),
        ("The law of the XX century still holds.", False),
    ],
)
def test_a_placeholder_is_told_from_a_century(text, placeholder):
    """EK-15"""
    report = replace(GOOD, statements=(Statement("finding", 3, 1, text),))
    assert ("EK-15" in found(report)) == placeholder


@pytest.mark.parametrize(
    "report",
    [
        with_actions(answers=(Answer("Office", "It goes too far.", Stance.REJECTED),)),
        with_actions(replace(FENCE, text="Print a leaflet", parts=frozenset({"i", "ii"}))),
        with_actions(replace(DONE, evidence=0, no_evidence="The fence can be seen by all.")),
        with_actions(replace(FENCE, updated=TODAY - timedelta(days=180))),
        with_actions(
            FENCE, answers=(replace(ANSWER, text="We do not agree with the guards.", parts={"ii": Stance.REJECTED}),)
        ),
        with_actions(FENCE, replace(FENCE, key=2, comment="", responsible="Water Officers")),
        replace(GOOD, stage=Stage.TEAM_ONBOARD, missing=("member",), responses=0),
        replace(GOOD, responses=0, response_due=TODAY),
    ],
)
def test_what_is_explained_or_not_yet_due_is_not_found(report):
    assert not {name for name in found(report) if BY_NUMBER[name].severity is not Severity.NOTE}


@pytest.mark.parametrize(
    ("text", "found_in"),
    [
        ("Мы не согласны со второй частью, остальное выполним до конца года.", True),
        ("Ұсынымның бірінші бөлігімен келіспейміз, қалғанын орындаймыз.", True),
        ("We accept the recommendation and reject nothing of it, the fence stands by June.", True),
        ("Рекомендация принята, забор построим до июня вместе с советом.", False),
        ("Не может быть принята: земля под забором частная.", True),
        ("Отклонено правлением.", True),
        ("Отклонение от плана забора согласуем с советом; план не согласован с районом.", False),
        ("Ұсыным қабылдана алмайды, себебі жер жеке меншікте; бас тартамыз.", True),
        ("Келіспеушілікті кеңеспен бірге шешеміз, қоршау маусымда тұрады.", False),
    ],
)
def test_words_that_refuse_are_known_in_three_languages(text, found_in):
    """EK-09: a word that refuses calls for a look, even where it turns out to be none."""
    assert ("EK-09" in found(with_actions(FENCE, answers=(replace(ANSWER, text=text),)))) == found_in
