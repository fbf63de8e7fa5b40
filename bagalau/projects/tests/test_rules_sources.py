"""Which contribution a budget line means (PF-01 to PF-03). Pure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bagalau.projects.rules import record as r
from bagalau.projects.rules.sources import lines_of, named_alike, source_type, sources_named


def project(names: list[str], sources: list[str]) -> r.Project:
    lines = tuple(r.BudgetLine(source=source, amount=Decimal(5)) for source in sources)
    planned = r.PlannedResult(number="1", lines=lines)
    return r.Project(
        contributions=tuple(r.Contribution(name=name) for name in names),
        work_plans=(r.WorkPlan(year=2024, activity_results=(planned,)),),
    )


@pytest.mark.parametrize(
    ("names", "sources", "also"),
    [
        (["Government", "UNDP"], ["GOV", "UNDP", "GOV"], {"Government": ("GOV",)}),
        (["Government", "UNDP"], ["GOV", "UNDP", "GOV UNDP"], {"Government": ("GOV",)}),
        (["Government", "UNDP"], ["GOV", "STATE"], {}),  # two names for two: nobody can tell
        (["Government", "UNDP"], ["government", "undp"], {}),  # PF-01 knows them already
        (["UNDP"], ["GOV", "UNDP"], {}),  # no contribution is left
    ],
)
def test_a_name_that_is_left_over_is_taken_for_the_contribution_that_is_left_over(names, sources, also):
    """PF-02."""
    told = named_alike(project(names, sources))
    assert {one.name: one.also_called for one in told.contributions if one.also_called} == also


def test_a_line_has_the_name_of_its_contribution_or_the_words_as_printed():
    """PF-01."""
    told = sources_named(named_alike(project(["Government", "UNDP"], ["GOV", "undp", "GOV UNDP"])))
    assert [(line.source, line.printed_source) for line in lines_of(told)] == [
        ("Government", ""),
        ("UNDP", ""),
        ("", "GOV UNDP"),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Government of Alania", "government"),
        ("Министерство дорог", "government"),
        ("Eastern Development Bank", "ifi"),
        ("UNDP", "core"),
        ("European Union", "donor"),
        ("Herders", "other"),
    ],
)
def test_the_words_of_a_name_tell_whose_money_it_is(name, kind):
    """PF-03."""
    assert source_type(name) == kind
