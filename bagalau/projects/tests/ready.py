"""A small project document that lacks nothing and contradicts nothing: what steps and revisions are tried on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bagalau.lib.periods import When
from bagalau.projects.rules import record as r

SIGNED_ON = date(2024, 2, 1)


def line(account: str, amount: int, source: str = "Ministry of Roads", description: str = "") -> r.BudgetLine:
    return r.BudgetLine(account=account, description=description, amount=Decimal(amount), source=source)


def plan(year: int, *lines: r.BudgetLine) -> r.WorkPlan:
    total = sum((one.amount for one in lines if one.amount), Decimal(0))
    planned = r.PlannedResult(number="1", title="Bridges are built", subtotal=total, lines=lines)
    return r.WorkPlan(year=year, total=total, cover_total=total, activity_results=(planned,))


RECORD = r.Project(
    title="Bridges over the Irtysh",
    award_id="00061234",
    start=When(date(2024, 3, 1)),
    end=When(date(2025, 12, 31)),
    appraisal_meeting=When(date(2024, 1, 10)),
    required=Decimal(1000),
    allocated=Decimal(1000),
    contributions=(
        r.Contribution(
            name="Ministry of Roads", source_type=r.SourceType.GOVERNMENT, amount=Decimal(900), agreed_currency="USD"
        ),
        r.Contribution(name="UNDP", source_type=r.SourceType.CORE, amount=Decimal(100)),
    ),
    signatures=(r.Signature(party="Ministry of Roads", name="A. Bek", signed=When(SIGNED_ON)),),
    results=(
        r.Result(
            at="o",
            level=r.Level.OUTCOME,
            title="Safer roads",
            children=(r.Result(at="u", level=r.Level.OUTPUT, number="1", title="Bridges stand"),),
        ),
    ),
    links=(r.Link(cause="u", effect="o", claim="Bridges shorten the way"),),
    work_plans=(
        plan(2024, line("71200", 400), line("71600", 100, "UNDP")),
        plan(2025, line("72100", 500)),
    ),
    board=(r.BoardMember(role=r.Role.EXECUTIVE, member="Deputy minister"),),
    risks=(r.Risk(number=1, description="Floods"), r.Risk(number=2, description="Frost")),
    monitoring_actions=(r.MonitoringAction(action="Visit the sites", due="each quarter", completed="2025-12-20"),),
)
