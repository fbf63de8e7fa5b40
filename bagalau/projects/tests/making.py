"""Records for tests: a project document in which everything agrees, and ways to spoil it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from bagalau.lib.periods import When
from bagalau.projects.rules import record as r
from bagalau.projects.rules.shape import children, walk

R = TypeVar("R", bound=r.Row)
ALL_YEAR = (True, True, True, True)
TITLES = {
    "1": "Town councils plan the repair of pipes together with those who use them",
    "2": "Operators of waterworks keep to a standard of service",
    "3": "Project management",
}
ACTIONS = {
    "1": ("Advice to town councils on repair plans", "Meetings of water users in 6 towns"),
    "2": ("Training of operators in reading meters", "Inspection of pumps by an engineer"),
    "3": ("Steering, reporting and bookkeeping",),
}
LINES = {
    "1": (("71200", "International consultants", 20_000), ("71600", "Travel", 5_000)),
    "2": (
        ("72100", "Inspection of pumps", 30_000),
        ("75700", "Training", 10_000),
        ("74100", "Evaluation, audit", 10_000),
    ),
    "3": (("72500", "Supplies", 1_000),),
}


def clean_record() -> r.Project:
    """A project document about which the checker has nothing to say but remarks; ``at`` is the path of each row."""
    plans = tuple(_year(year) for year in (2022, 2023))
    return placed(
        r.Project(
            title="Water that runs in small towns",
            number="00123456",
            award_id="00098765",
            programme_outcome="People in small towns drink safe water",
            framework_outcome="People in small towns drink safe water",
            implementing_partner="Committee for Water",
            responsible_parties=("Committee for Water",),
            programme_period="2021-2025",
            strategic_plan="2022-2025",
            key_result_area="Public services",
            framework_key_result_area="Public services",
            start=When.parse("2022-01"),
            end=When.parse("2023-12"),
            appraisal_meeting=When.parse("2021-11-10"),
            modality="NIM",
            required=Decimal(184_160),
            allocated=Decimal(184_160),
            regular=Decimal(20_000),
            gms_rate=Decimal(8),
            gms_base=r.Base.NET,
            board_meetings_a_year=2,
            tolerance_weeks=3,
            languages=("English", "Russian"),
            prevailing_language="English",
            contributions=(
                r.Contribution(
                    name="European Union",
                    source_type=r.SourceType.DONOR,
                    listed_under="other",
                    amount=Decimal(164_160),
                    agreed=When.parse("2021-12-01"),
                ),
                r.Contribution(
                    name="UNDP", source_type=r.SourceType.CORE, listed_under="regular", amount=Decimal(20_000)
                ),
            ),
            signatures=(r.Signature(party="UNDP", name="A. Seitkali", signed=When.parse("2021-12-20")),),
            sections=(r.Section(heading="II. STRATEGY", text="The project will train operators and advise councils."),),
            results=(_outcome(),),
            work_plans=plans,
            board=_board(),
            quality_criteria=tuple(_quality(number) for number in TITLES),
            risks=(_risk(),),
            monitoring_actions=(
                r.MonitoringAction(action="Progress reports", stakeholders="Project manager", due="Each quarter"),
                r.MonitoringAction(
                    action="Meetings of the board", due="June 2022, December 2022, June 2023, December 2023"
                ),
                r.MonitoringAction(action="Final evaluation", due="November 2023"),
            ),
            annexes=(
                r.Annex(kind=r.AnnexKind.TOR, title="Project manager", text="Write progress reports every quarter."),
            ),
        )
    )


def _outcome() -> r.Result:
    return r.Result(
        level=r.Level.OUTCOME,
        title="People in small towns drink safe water",
        indicators=(_indicator("Share of households with safe water, by sex of the head", "61", "75"),),
        children=(
            r.Result(
                level=r.Level.OUTPUT,
                number="1",
                title="Waterworks of small towns serve reliably",
                gender_marker=2,
                indicators=(_indicator("Hours without water a month", "40", "10"),),
                children=tuple(
                    r.Result(
                        level=r.Level.ACTIVITY_RESULT,
                        number=number,
                        title=title,
                        responsible_parties="Committee for Water",
                        children=tuple(
                            r.Result(level=r.Level.ACTION, number=str(at), title=text)
                            for at, text in enumerate(ACTIONS[number], 1)
                        ),
                    )
                    for number, title in TITLES.items()
                ),
            ),
        ),
    )


def _indicator(name: str, baseline: str, target: str) -> r.Indicator:
    return r.Indicator(
        name=name,
        baseline=baseline,
        target=target,
        disaggregation=("sex",),
        verification="Survey of households",
        data_source="Household survey",
        frequency="yearly",
    )


def _year(year: int) -> r.WorkPlan:
    planned = tuple(_planned(number) for number in TITLES)
    total = sum(one.subtotal or 0 for one in planned) + Decimal(0)
    return r.WorkPlan(year=year, total=total, cover_total=total, activity_results=planned)


def _planned(number: str) -> r.PlannedResult:
    lines = [
        r.BudgetLine(account=account, description=said, source="European Union", amount=Decimal(amount))
        for account, said, amount in LINES[number]
    ]
    direct = sum((line.amount or Decimal(0) for line in lines), Decimal(0))
    lines.append(r.BudgetLine(account="75100", description="GMS 8%", source="European Union", amount=direct * 8 / 100))
    if number == "3":
        lines.insert(
            0, r.BudgetLine(account="71400", description="Project manager", source="UNDP", amount=Decimal(10_000))
        )
    return r.PlannedResult(
        number=number,
        title=TITLES[number],
        responsible_parties="Committee for Water",
        quarters=ALL_YEAR,
        quarter_marks=4,
        subtotal=sum((line.amount or Decimal(0) for line in lines), Decimal(0)),
        actions=tuple(r.PlannedAction(number=str(at), text=text) for at, text in enumerate(ACTIONS[number], 1)),
        lines=tuple(lines),
    )


def _board() -> tuple[r.BoardMember, ...]:
    members = {
        r.Role.EXECUTIVE: "Chair of the Committee for Water",
        r.Role.SUPPLIER: "Deputy head of the office",
        r.Role.BENEFICIARY: "Union of Town Councils",
        r.Role.ASSURANCE: "Programme associate of the office",
        r.Role.MANAGER: "To be recruited",
    }
    return tuple(r.BoardMember(role=role, role_text=role.value, member=member) for role, member in members.items())


def _quality(number: str) -> r.QualityPlan:
    return r.QualityPlan(
        output="Waterworks of small towns serve reliably",
        activity_result=number,
        title=TITLES[number],
        start="January 2022",
        end="December 2023",
        criteria=(r.Criterion(criteria="Plans adopted", method="Minutes of councils", assessed="June 2022"),),
    )


def _risk() -> r.Risk:
    return r.Risk(
        number=1,
        description="A dry summer empties the reservoirs",
        category="Operational",
        impact="high",
        probability="low",
        impact_level=4,
        likelihood_level=2,
        countermeasures="Deeper wells are drilled first",
        owner="Project manager",
        identified="2021-11",
        updated="2021-12",
        status="open",
    )


def placed(row: R, at: str = "") -> R:
    """A record in which every row says where it stands, as in a draft."""
    given: dict[str, Any] = {"at": at}
    for name in children(type(row)):
        here = f"{at}.{name}" if at else name
        given[name] = tuple(placed(one, f"{here}[{place}]") for place, one in enumerate(getattr(row, name)))
    return replace(row, **given)


def row_at(project: r.Project, at: str) -> Any:
    """The row of a record that stands somewhere."""
    return next(row for row in walk(project) if row.at == at)


def spoiled(project: r.Project, at: str, **values: Any) -> r.Project:
    """A record in which one row says something else; lists of rows may be given too."""
    return placed(_spoiled(project, at, values))


def _spoiled(row: R, at: str, values: dict[str, Any]) -> R:
    if row.at == at:
        return replace(row, **values)
    given: dict[str, Any] = {}
    for name in children(type(row)):
        given[name] = tuple(_spoiled(one, at, values) for one in getattr(row, name))
    return replace(row, **given)
