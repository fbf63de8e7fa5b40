"""A project document that says something in every place: two outputs, three years, indicators of all kinds."""

from __future__ import annotations

from decimal import Decimal

from bagalau.lib.periods import When
from bagalau.projects.rules import record as r

WHEN = When.parse
ALL = (True, True, True, True)


def money(text: str) -> Decimal:
    return Decimal(text)


def line(account: str, description: str, source: str, amount: str, **more: object) -> r.BudgetLine:
    return r.BudgetLine(account=account, description=description, source=source, amount=money(amount), **more)  # type: ignore[arg-type]


def planned(number: str, title: str, lines: list[r.BudgetLine], **more: object) -> r.PlannedResult:
    actions = more.pop("actions", ())
    return r.PlannedResult(
        number=number,
        title=title,
        responsible_parties="Union of Herders",
        quarters=ALL,
        quarter_marks=4,
        subtotal=sum((one.amount for one in lines if one.amount), Decimal(0)),
        lines=tuple(lines),
        actions=tuple(actions),  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def action(number: str, text: str, *quarters: int) -> r.PlannedAction:
    marked = tuple(quarter in quarters for quarter in range(1, 5))
    return r.PlannedAction(number=number, text=text, quarters=marked)


STATE, OWN = "Norland Government", "UNDP"
WELLS = "Wells are dug and kept by those who drink from them"
CLINICS = "Mobile clinics reach every summer camp"
MANAGED = "The project is managed well"


def plan(place: int, year: int) -> r.WorkPlan:
    wells = [
        line("72100", "Contractual services – companies", STATE, "40000"),
        line("71600", "Travel", STATE, "2500.50"),
        line("75100", "Cost recovery (GMS 8%)", STATE, "3400.04"),
    ]
    clinics = [
        line("72200", "Equipment and furniture", STATE, "25000"),
        line("71300", "National consultants", OWN, "7000"),
        line("75100", "Cost recovery (GMS 8%)", STATE, "2000"),
    ]
    keeping = [line("71400", "Project manager", OWN, "12000"), line("74100", "Audit", OWN, "1500")]
    results = (
        planned(
            "1",
            WELLS,
            wells,
            actions=[action("1", "Survey of twelve wells", 1, 2), action("2", "Digging of four wells", 3, 4)],
        ),
        planned("2", CLINICS, clinics, actions=[action("1", "Tour of two clinics", 2, 3)]),
        planned("3", MANAGED, keeping),
    )
    total = sum((one.subtotal for one in results if one.subtotal), Decimal(0))
    return r.WorkPlan(year=year, total=total, cover_total=total, activity_results=results)


def target(number: str, title: str, baseline: str, indicator: str) -> r.Result:
    values = tuple(r.IndicatorValue(period=WHEN(str(year)), text=indicator, value=None) for year in (2027, 2028, 2029))
    return r.Result(
        level=r.Level.TARGET,
        number=number,
        title=title,
        baseline=baseline,
        indicators=(r.Indicator(name=indicator, target=indicator, values=values),),
    )


def result(number: str, title: str, *actions: str, inputs: str = "") -> r.Result:
    return r.Result(
        level=r.Level.ACTIVITY_RESULT,
        number=number,
        title=title,
        responsible_parties="Union of Herders",
        inputs=inputs,
        children=tuple(
            r.Result(level=r.Level.ACTION, number=str(place), title=text) for place, text in enumerate(actions, 1)
        ),
    )


def outcome() -> r.Result:
    return r.Result(
        level=r.Level.OUTCOME,
        title="People on the move live as healthily as those who stay",
        indicators=(
            r.Indicator(name="Share of families with safe water", baseline="41 per cent in 2025", target="70 per cent"),
            r.Indicator(name="Children seen by a doctor within a year", baseline="Two of ten", target="Eight of ten"),
        ),
        children=(
            r.Result(
                level=r.Level.OUTPUT,
                number="1",
                title="Water is near and safe in four districts",
                gender_marker=2,
                indicators=(
                    r.Indicator(
                        name="Persons who fetch water within half an hour",
                        baseline="5,200 in 2025",
                        target="9,000 in 2029",
                        measure=r.Measure.UNIT,
                        unit="persons",
                        disaggregation=("sex", "age"),
                        verification="Survey of households",
                        data_source="Statistical office",
                        frequency="yearly",
                        responsible="Union of Herders",
                    ),
                ),
                children=(
                    target("1", "Twelve wells give water", "Wells are dry or far", "Four wells in each year"),
                    target("2", "Families keep their wells", "Nobody repairs", "Twelve groups of keepers trained"),
                    result(
                        "1",
                        WELLS,
                        "Survey of twelve wells",
                        "Digging of twelve wells",
                        inputs="Norland Government USD 137,701",
                    ),
                ),
            ),
            r.Result(
                level=r.Level.OUTPUT,
                number="2",
                title="Doctors come to the camps",
                children=(
                    target("1", "Two clinics drive from May to October", "There is none", "Forty camps in each year"),
                    result("2", CLINICS, "Tour of two clinics"),
                    result("3", MANAGED),
                ),
            ),
        ),
    )


def rich_record() -> r.Project:
    """The record."""
    plans = tuple(plan(place, year) for place, year in enumerate((2027, 2028, 2029), 1))
    own, whole = money("61500"), sum((one.total for one in plans if one.total), Decimal(0))
    return r.Project(
        title="Water and doctors for herders on the move",
        country="Norland",
        award_id="00123456",
        number="00987654",
        undaf_outcome="By 2030, people in remote places have the services that others have",
        programme_outcome="Public services reach people wherever they live",
        programme_output="Districts plan services with those who move",
        framework_outcome="Public services reach people wherever they live",
        implementing_partner="Ministry of Pastures",
        responsible_parties=("Union of Herders", "Institute of Water"),
        programme_period="2026-2030",
        key_result_area="Basic services",
        framework_key_result_area="3.1 Services for all",
        strategic_plan="2026-2029",
        partnership_strategy="The ministry leads, the union speaks for the herders, and districts keep what is built.",
        start=WHEN("2027-01"),
        end=WHEN("2029-12"),
        appraisal_meeting=WHEN("2026-10-14"),
        modality="NIM",
        description="Families who move with their herds get wells, and doctors.\n\nThey keep both themselves.",
        required=whole,
        allocated=whole,
        budget_note="in the currency of Norland, at the rate of the day",
        gms_rate=money("8"),
        board_meetings_a_year=2,
        tolerance_weeks=3,
        tolerance_percent=money("10"),
        languages=("English", "Russian"),
        prevailing_language="English",
        contributions=(
            r.Contribution(name=STATE, source_type=r.SourceType.GOVERNMENT, listed_under="other", amount=whole - own),
            r.Contribution(name=OWN, source_type=r.SourceType.CORE, listed_under="other", amount=own),
        ),
        signatures=(
            r.Signature(party="Ministry of Pastures", position="Vice-Minister", name="Aila Bern"),
            r.Signature(party="UNDP", position="Resident Representative", name="Jon Maren"),
        ),
        sections=(
            r.Section(
                heading="I. SITUATION ANALYSIS",
                text="Of forty camps, eleven have water within an hour's walk.\n\nThree things are missing:\n\n"
                "- wells that last;\n\n- people who know how to mend them;\n\n- doctors who come.",
            ),
            r.Section(
                heading="II. STRATEGY", text="Wells come first. Әлия Ғани қаңтарда өңірдегі үй құрылысын аяқтады."
            ),
            r.Section(heading="V. MANAGEMENT ARRANGEMENTS", text="The ministry leads the project."),
            r.Section(heading="VI. MONITORING FRAMEWORK AND EVALUATION", text="Each quarter the manager reports."),
            r.Section(heading="VII. LEGAL CONTEXT", text="The agreement of 1994 applies."),
        ),
        results=(outcome(),),
        work_plans=plans,
        board=(
            r.BoardMember(role=r.Role.EXECUTIVE, role_text="Chair", member="Vice-Minister of Pastures"),
            r.BoardMember(role=r.Role.SUPPLIER, role_text="Senior Supplier", member="UNDP Resident Representative"),
            r.BoardMember(role=r.Role.BENEFICIARY, role_text="Senior Beneficiary", member="Union of Herders"),
            r.BoardMember(role=r.Role.ASSURANCE, member="UNDP programme unit"),
            r.BoardMember(role=r.Role.MANAGER, member="A manager engaged by the ministry"),
        ),
        contacts=(
            r.Contact(
                organisation="Ministry of Pastures",
                person="Aila Bern",
                position="Head of department",
                address="1 Meadow Street, Nortown",
                phone="+7 700 000 00 01",
                email="a.bern@pastures.example",
                website="www.pastures.example",
            ),
        ),
        quality_criteria=(
            r.QualityPlan(
                output="Water is near and safe in four districts",
                activity_result="1",
                title=WELLS,
                start="January 2027",
                end="December 2029",
                purpose="Wells that last",
                description="Survey, digging, handing over",
                criteria=(
                    r.Criterion(
                        criteria="Wells that give water", method="Visits, photographs", assessed="June of each year"
                    ),
                    r.Criterion(
                        criteria="Groups that keep them", method="Minutes of meetings", assessed="December 2028"
                    ),
                ),
            ),
        ),
        risks=(
            r.Risk(
                number=1,
                description="A dry summer empties the wells",
                category="Environmental",
                impact="high",
                probability="medium",
                countermeasures="Dig deeper than the lowest level of ten years",
                owner="Project manager",
                identified="October 2026",
                status="Open",
            ),
            r.Risk(
                number=2,
                description="Roads are closed in May",
                category="Operational",
                impact="low",
                probability="high",
                countermeasures="Begin the tour in the south",
                identified="October 2026",
            ),
        ),
        monitoring_actions=(
            r.MonitoringAction(action="Progress report", stakeholders="Project manager", due="Each quarter"),
            r.MonitoringAction(action="Meeting of the board", stakeholders="Project board", due="June and December"),
        ),
        annexes=(
            r.Annex(
                kind=r.AnnexKind.TOR,
                title="Terms of Reference of the Project Manager",
                text="The manager leads the daily work.\n\nDuties:\n\n- plan the work;\n\n- report to the board.",
            ),
        ),
    )
