"""Checks of a project document, each with a number: what contradicts itself, what is missing, what wants a look. Pure.

Source: domain reference, project cycle, part 0.3 (the entry is named with each check) and parts 1 and 2. A check says
nothing about what is not stated, unless that it must be stated is what it asks. Corrections are offered, never applied.

Footing
PD-01  The lines of an activity result add up to the subtotal printed under them. Offered: the amounts of the same lines
       of another year, a slip of the pen in one line, the subtotal.
PD-02  The lines of a year add up to its total.
PD-03  All lines add up to the resources required, or to less while years have no work plan.
PD-04  The subtotals of a year add up to its total, if each activity result has one.
PD-05  The cover and the work plan give the same total for a year.
PD-06  The totals of the years add up to the resources required, or to less while years have no work plan.
PD-07  The contributions of money add up to the resources allocated, or else required.
PD-08  What is allocated and what is unfunded add up to what is required; more may be allocated than is required.
PD-09  A subtotal stands under the lines that it adds up; where it is printed elsewhere, both readings are told.

Lines
PD-10  Each line has a budget account, and a row as many labels as amounts. Offered: cost recovery by its arithmetic and
       the accounts that the same block of another year has and this one lacks; the labels as printed.
PD-11  Each line has an amount from zero, not larger than the whole project.
PD-12  Quantity times unit cost is the amount, to the cent.
PD-13  The amounts by quarter add up to the amount, if any is stated.
PD-14  The shares of a line that several pay add up to it, and belong to contributions.
PD-15  A year has one work plan.
PD-16  A line does not stand twice in a block with the same account, label, source and amount.
PD-17  Told: workshops under the accounts of consultants or companies.

Sources
PD-20  Each line has a source, where there are contributions. Offered: the one source that lets every contribution give
       what the cover says.
PD-21  No source pays more than it gives, as taken and as printed. In kind is not counted.
PD-22  A line with several sources says how much each pays. Offered: those that could pay it all.
PD-23  A name that is printed as the source but was not taken for it is told, with both readings.
PD-24  Each source that lines name is a contribution of the project.
PD-25  A source that lines call by another name than the cover is told.
PD-26  Where only one way of reading open lines and wrong subtotals agrees with the cover, it is told by source.
PD-27  A source is used up, if every line has one, every year a plan, and no more is allocated than required.
PD-28  The names of two sources differ in more than capital letters.

Cost recovery
PD-30  Its lines are what the rate makes of the money of their source in the block: on the base that is stated, or else
       on either. Where lines and subtotal differ, the nearer reading counts.
PD-31  Its base is stated; told are both rates that the lines come to.
PD-32  Its rate is that of the table for the kind of source on the day of the agreement (or of the appraisal).
PD-33  Each activity result with money that bears it has a line of it, if the document states a rate.
PD-34  Core money bears none.
PD-35  Told: the shares of project management and of cost recovery.
PD-36  A rate in a label is the rate of the document.

Framework, work plans, quality plan
PD-40  Each action of the framework stands in a work plan, where the plans of its activity result list actions. Texts
       are the same if half of their stems are shared, or most of the shorter one's.
PD-41  Each action of a work plan stands in the framework, where the framework lists actions of that activity result.
PD-42  Framework and work plans have the same activity results.
PD-43  An activity result bears one title.
PD-44  Framework and work plan name the same number of a thing in the same action; its number in the quality plan is
       pointed at. Years that together come to it are told as such.
PD-45  A number of the framework is not lost in the work plans.
PD-46  What a strategy promises as the least is no more than the targets of the indicator that seems to count it.
PD-47  What a strategy promises, of some things that cost money, stands in an action, an indicator or a budget line.
PD-48  Activity results are numbered without a jump, and in the quality plan as in the framework.
PD-49  An output is worded in one way.
PD-57  An evaluation that is to verify results is planned or paid for.
PD-58  Some budget line pays for monitoring, evaluation or audit.
PD-59  Where money is for grants, no paragraph gives grants by tender.

Time
PD-50  Each year of the project has a work plan, and no other year.
PD-51  Project management is marked in all quarters in which the project runs.
PD-52  No quarter is marked in which the project does not run.
PD-53  The plan has as many meetings of the board as are asked of each year.
PD-54  Annexes ask for reports, reviews and meetings as often as the monitoring plan.
PD-55  What the monitoring plan names by date lies in the project.
PD-56  Quality is not assessed before its activity result begins, which lies in the project.

Management
PD-60  Each risk has category, countermeasures, owner, dates, status, impact and probability.
PD-61  Impact and probability have levels beside their words.
PD-62  A board has a chair, a supplier and a beneficiary.
PD-63  The project manager does not assure the project, and nobody holds two roles that check each other.
PD-64  Told: who supervises the project manager and sits on the board.
PD-65  What costs may go beyond the budget is there.
PD-66  The assessment of a partner's capacity holds when the project starts (PH-05).

Indicators and theory of change
PD-70  Each indicator has a baseline, of its own or of its result.
PD-71  Each indicator has a target.
PD-72  Each indicator has a means of verification or a source.
PD-73  Some indicator is told apart by sex.
PD-74  Each output has a gender marker.
PD-75  An indicator is no target: it does not begin with a number, and is not the same sentence.
PD-76  A baseline is measured, unless the indicator is qualitative.
PD-77  Each outcome and output has an indicator, an output also at its targets.
PD-78  The theory of change has no cycle (PT-01).
PD-79  The theory of change is whole (PT-02 to PT-05), if one is drawn.

Cover
PD-80  The project has an award number.
PD-81  Responsible parties of the cover appear in the framework or the work plans.
PD-82  Core money stands under regular resources.
PD-83  Money agreed in another currency has its rate and day.
PD-84  The project lies in the periods of programme and strategic plan.
PD-85  A law is not both a draft and in force.
PD-86  Appraisal, signatures, start and end follow each other.
PD-87  Cover and framework word outcome and key result area alike.
PD-88  Of several languages one prevails.
PD-89  A project with a work plan states start and end.

IATI
PD-90  A qualitative indicator has no numbers (IATI rule 8.8.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.projects.rules.checks import (
    amounts,
    cover,
    footing,
    framework,
    indicators,
    management,
    plan,
    promises,
    recovery,
    sources,
)
from bagalau.projects.rules.findings import Finding
from bagalau.projects.rules.record import Project
from bagalau.projects.rules.shape import walk


@dataclass(frozen=True)
class Check:
    """A check of the catalogue: its number, what it asks, how much it matters, where it comes from, how it looks."""

    number: str
    title: str
    severity: Severity
    source: str
    find: Callable[[Project], Iterable[Finding]]


ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
CHECKS = (
    Check("PD-01", mark("Lines and subtotal differ"), ERROR, "0.3 E1", footing.subtotals),
    Check("PD-02", mark("Lines and total of the year differ"), ERROR, "0.3 E1", footing.years),
    Check("PD-03", mark("Lines and cover differ"), ERROR, "0.3 E1", footing.whole),
    Check("PD-04", mark("Subtotals and total of the year differ"), ERROR, "0.2", footing.subtotals_of_years),
    Check("PD-05", mark("Cover and work plan differ"), ERROR, "0.2", footing.cover_years),
    Check("PD-06", mark("Years and whole differ"), ERROR, "0.2", footing.required),
    Check("PD-07", mark("Contributions and whole differ"), ERROR, "0.2", footing.contributions),
    Check("PD-08", mark("Allocated and required differ"), ERROR, "0.2", footing.gap),
    Check("PD-09", mark("Subtotal in the wrong place"), ERROR, "0.3 E3", footing.misplaced),
    Check("PD-10", mark("Line without an account"), ERROR, "0.3 E2", amounts.labels),
    Check("PD-11", mark("No amount, or an impossible one"), ERROR, "0.3", amounts.bare_amounts),
    Check("PD-12", mark("Quantity and amount differ"), ERROR, "1.1", amounts.quantities),
    Check("PD-13", mark("Quarters and amount differ"), ERROR, "1.1", amounts.quarters),
    Check("PD-14", mark("Shares and amount differ"), ERROR, "0.3 E6", amounts.splits),
    Check("PD-15", mark("Year planned twice"), ERROR, "1.1", amounts.years_once),
    Check("PD-16", mark("Line stands twice"), WARNING, "0.3", amounts.same_line),
    Check("PD-17", mark("Workshop under another account"), NOTE, "1.3", amounts.workshops),
    Check("PD-20", mark("Line without a source"), ERROR, "0.3 E5", sources.missing),
    Check("PD-21", mark("Source pays more than it gives"), ERROR, "0.3 E4", sources.caps),
    Check("PD-22", mark("Several sources, not divided"), WARNING, "0.3 E6", sources.doubled),
    Check("PD-23", mark("Source in the wrong column"), ERROR, "0.3 E4", sources.shifted),
    Check("PD-24", mark("Source is no contribution"), WARNING, "0.3 E5", sources.unknown),
    Check("PD-25", mark("Source under another name"), NOTE, "0.1", sources.other_name),
    Check("PD-26", mark("Sources agree with the cover"), NOTE, "0.3 OK", sources.reconciled),
    Check("PD-27", mark("Source not used up"), WARNING, "0.3 OK", sources.left_over),
    Check("PD-28", mark("Sources with one name"), WARNING, "1.1", sources.namesakes),
    Check("PD-30", mark("Cost recovery differs from its rate"), WARNING, "0.3 E7", recovery.rate),
    Check("PD-31", mark("Base of cost recovery not stated"), WARNING, "0.3 E8", recovery.base),
    Check("PD-32", mark("Rate of cost recovery unlike the table"), WARNING, "0.3 E8", recovery.table),
    Check("PD-33", mark("No line of cost recovery"), WARNING, "0.3 E2", recovery.absent),
    Check("PD-34", mark("Cost recovery on core money"), ERROR, "0.3 E4", recovery.on_core),
    Check("PD-35", mark("Share of management"), NOTE, "0.3 W23", recovery.shares),
    Check("PD-36", mark("Rate in the label differs"), WARNING, "0.2", recovery.said_rate),
    Check("PD-40", mark("Action in no work plan"), WARNING, "0.3 W9", framework.unplanned),
    Check("PD-41", mark("Action not in the framework"), WARNING, "0.3 W9", framework.unforeseen),
    Check("PD-42", mark("Activity result on one side only"), WARNING, "0.3 W13", framework.unmatched),
    Check("PD-43", mark("Activity result under another title"), WARNING, "0.3 W13", framework.titles),
    Check("PD-44", mark("Framework and plan name other numbers"), WARNING, "0.3 W10", framework.other_numbers),
    Check("PD-45", mark("Number lost in the plan"), WARNING, "0.3 W11", framework.lost_numbers),
    Check("PD-46", mark("More promised than planned"), WARNING, "0.3 W10", promises.fewer),
    Check("PD-47", mark("Promised, not planned"), WARNING, "0.3 W11", promises.unkept),
    Check("PD-48", mark("Numbering differs or jumps"), WARNING, "0.3 W13", framework.quality_numbers),
    Check("PD-49", mark("Output in several wordings"), WARNING, "0.3 W13", framework.outputs),
    Check("PD-50", mark("Years of plan and project differ"), WARNING, "1.1", plan.years),
    Check("PD-51", mark("Quarters not marked"), NOTE, "0.3 W25", plan.marks),
    Check("PD-52", mark("Quarter outside of the project"), WARNING, "0.3 W25", plan.marks_outside),
    Check("PD-53", mark("Fewer meetings of the board than asked"), WARNING, "0.3 W14", plan.meetings),
    Check("PD-54", mark("Frequencies differ"), WARNING, "0.3 W15", plan.frequencies),
    Check("PD-55", mark("Due outside of the project"), WARNING, "0.3 W16", plan.due_outside),
    Check("PD-56", mark("Quality assessed before the start"), WARNING, "0.3 W16", plan.quality_dates),
    Check("PD-57", mark("Evaluation not planned"), WARNING, "0.3 W19", promises.evaluation),
    Check("PD-58", mark("No money for monitoring and evaluation"), WARNING, "0.3 W19", promises.no_money),
    Check("PD-59", mark("Grants by tender"), WARNING, "0.3 W12", promises.by_tender),
    Check("PD-60", mark("Risk incomplete"), WARNING, "0.3 W17", management.risk_fields),
    Check("PD-61", mark("Risk levels in words only"), NOTE, "0.3 W17", management.risk_levels),
    Check("PD-62", mark("Role on the board is empty"), WARNING, "1.6", management.roles),
    Check("PD-63", mark("Roles that collide"), ERROR, "1.6", management.separated),
    Check("PD-64", mark("Supervisor on the board"), NOTE, "1.6", management.supervisor),
    Check("PD-65", mark("Tolerance beyond the funds"), WARNING, "0.3 W20", management.tolerance),
    Check("PD-66", mark("Capacity assessment too old"), WARNING, "1.5", management.old_assessments),
    Check("PD-70", mark("No baseline"), WARNING, "0.3 W22", indicators.baseline),
    Check("PD-71", mark("No target"), WARNING, "0.3 W22", indicators.target),
    Check("PD-72", mark("No source of values"), NOTE, "0.3 W22", indicators.source),
    Check("PD-73", mark("Not told apart by sex"), NOTE, "0.3 W22", indicators.by_sex),
    Check("PD-74", mark("No gender marker"), NOTE, "0.3 W22", indicators.gender),
    Check("PD-75", mark("Indicator is a target"), NOTE, "0.3 W22", indicators.mixed),
    Check("PD-76", mark("Baseline in words"), NOTE, "0.3 W22", indicators.words),
    Check("PD-77", mark("Result without an indicator"), WARNING, "2.1", indicators.unmeasured),
    Check("PD-78", mark("Circle in the theory of change"), ERROR, "2.1", indicators.circle),
    Check("PD-79", mark("Theory of change incomplete"), WARNING, "2.1", indicators.theory),
    Check("PD-80", mark("No award number"), WARNING, "0.3 W18", cover.award),
    Check("PD-81", mark("Responsible party does not appear"), WARNING, "0.3 W18", cover.parties),
    Check("PD-82", mark("Core money under another heading"), WARNING, "0.3 W18", cover.regular),
    Check("PD-83", mark("Other currency without a rate"), NOTE, "0.3 W21", cover.currency),
    Check("PD-84", mark("Project outside of a strategy's period"), NOTE, "0.3 W24", cover.strategies),
    Check("PD-85", mark("Law and draft"), NOTE, "0.3 W24", cover.law),
    Check("PD-86", mark("Dates out of order"), ERROR, "0.3 W16", cover.dates),
    Check("PD-87", mark("Cover and framework are worded differently"), NOTE, "0.3 W13", cover.wording),
    Check("PD-88", mark("No language prevails"), NOTE, "1.1", cover.languages),
    Check("PD-89", mark("Start or end missing"), WARNING, "1.1", cover.period),
    Check("PD-90", mark("Qualitative indicator with a number"), NOTE, "2.2", indicators.numbers),
)
BY_NUMBER = {one.number: one for one in CHECKS}
WEIGHT = {severity: at for at, severity in enumerate(Severity)}


def check(project: Project) -> list[Finding]:
    """Everything that the checks find in a project document, the gravest first, then as it stands in the document."""
    found = [finding for one in CHECKS for finding in _found(one, project)]
    if not found:
        return []
    places = {row.at: place for place, row in enumerate(walk(project))}
    last = len(places)
    return sorted(found, key=lambda one: (WEIGHT[one.severity], places.get(one.at, last), one.rule))


def _found(one: Check, project: Project) -> list[Finding]:
    """What a check finds; nothing if an amount is no number, of which PD-11 tells."""
    try:
        return list(one.find(project))
    except (ArithmeticError, ValueError):
        return []
