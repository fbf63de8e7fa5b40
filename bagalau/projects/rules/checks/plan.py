"""Whether what is planned in time fits: PD-50 to PD-56. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from bagalau.lib.periods import When, end_of_month
from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.projects.rules import schedule
from bagalau.projects.rules.checks.lines import unplanned_years
from bagalau.projects.rules.checks.recovery import MANAGEMENT
from bagalau.projects.rules.checks.wording import planned_of, results
from bagalau.projects.rules.due_words import dates_in
from bagalau.projects.rules.findings import Change, Correction, Finding
from bagalau.projects.rules.record import Level, MonitoringAction, PlannedAction, PlannedResult, Project, QualityPlan
from bagalau.projects.rules.schedule import Rule, outside, shortfalls

WARNING, NOTE = Severity.WARNING, Severity.NOTE
parse = lru_cache(2048)(schedule.parse)
MOST_LETTERS = 20_000
_BOARD = re.compile(r"\bboard\b|\bсовет|\bправлени|\bкеңес", re.IGNORECASE)
_MEETING = re.compile(r"\bmeet|\bзаседани|\bвстреч|\bотырыс|\bкездесу", re.IGNORECASE)
_SPAN = re.compile(r"\s[-–—]\s?|–|—|\s(?:to|till|until|по|до)\s", re.IGNORECASE)
_SUBJECTS = {
    mark("progress reports"): re.compile(
        r"\bprogress\b[\w\s]{0,20}\breport|\bотч[её]т\w* о (?:ходе|прогресс)|\bбарысы туралы есеп",
        re.IGNORECASE,
    ),
    mark("the review of the work plan"): re.compile(
        r"\b(?:review|update|adjust|revis)\w*\b[^.;]{0,40}\bwork\s?plan|\bwork\s?plan\b[^.;]{0,20}\b(?:review|update)"
        r"|\b(?:пересмотр|обновлен|корректиров)\w*[^.;]{0,40}\bплан\w* работ"
        r"|\bжұмыс жоспарын[^.;]{0,30}(?:қайта|жаңарт)",
        re.IGNORECASE,
    ),
    mark("meetings of the board"): re.compile(
        r"\bboard\b[^.;]{0,30}\bmeet|\bmeet\w*\b[^.;]{0,20}\bboard|\bзаседани\w+[^.;]{0,20}(?:совет|правлени)",
        re.IGNORECASE,
    ),
}


def years(project: Project) -> Iterator[Finding]:
    """PD-50."""
    if project.start is None or project.end is None or not project.work_plans:
        return
    first, last = project.start.first_day.year, project.end.last_day.year
    for plan in project.work_plans:
        if plan.year and not first <= plan.year <= last:
            yield Finding(
                "PD-50",
                WARNING,
                plan.at,
                "year",
                mark("The work plan of %(year)s lies outside of the project (%(start)s to %(end)s)."),
                {"year": str(plan.year), "start": project.start, "end": project.end},
            )
    lacking = unplanned_years(project)
    if lacking:
        yield Finding(
            "PD-50",
            WARNING,
            project.at,
            "work_plans",
            mark("No work plan for %(years)s, although the project runs then."),
            {"years": ", ".join(map(str, lacking))},
        )


def marks(project: Project) -> Iterator[Finding]:
    """PD-51."""
    for activity in results(project, Level.ACTIVITY_RESULT):
        for year, planned in planned_of(project, activity):
            count = planned.quarter_marks if planned.quarter_marks is not None else sum(planned.quarters)
            manages = 0 < count < 4 and MANAGEMENT.search(planned.title or activity.title)
            active = _active(project, year) if manages else set()
            if count < len(active):
                yield Finding(
                    "PD-51",
                    NOTE,
                    planned.at,
                    "quarters",
                    mark(
                        "Quarters marked for activity result %(number)s in %(year)s: %(found)s; its duties run in: "
                        "%(active)s."
                    ),
                    {
                        "found": str(count),
                        "number": planned.number or "–",
                        "year": str(year),
                        "active": str(len(active)),
                    },
                    str(len(active)),
                    str(count),
                    (
                        Correction(
                            mark("All quarters of the project"),
                            (
                                Change(planned.at, "quarters", tuple(quarter in active for quarter in range(1, 5))),
                                Change(planned.at, "quarter_marks", len(active)),
                            ),
                        ),
                    ),
                )


def _active(project: Project, year: int) -> set[int]:
    """The quarters of a year in which the project runs; none if its dates are not stated."""
    if project.start is None or project.end is None or not 1 <= year <= 9999:
        return set()
    start, end = project.start.first_day, project.end.last_day
    return {
        quarter
        for quarter in range(1, 5)
        if start <= end_of_month(year, quarter * 3) and date(year, quarter * 3 - 2, 1) <= end
    }


def marks_outside(project: Project) -> Iterator[Finding]:
    """PD-52."""
    for plan in project.work_plans if project.start and project.end else ():
        active = _active(project, plan.year)
        for planned in plan.activity_results:
            marked_rows: list[PlannedResult | PlannedAction] = [planned, *planned.actions]
            for row in marked_rows:
                early = [at for at, marked in enumerate(row.quarters, 1) if marked and at not in active]
                if early and active:
                    yield Finding(
                        "PD-52",
                        WARNING,
                        row.at,
                        "quarters",
                        mark("%(quarters)s of %(year)s is marked, but the project does not run then."),
                        {"quarters": ", ".join(f"Q{at}" for at in early), "year": str(plan.year)},
                    )


def meetings(project: Project) -> Iterator[Finding]:
    """PD-53."""
    asked, start, end = project.board_meetings_a_year, project.start, project.end
    planned = [
        (row, rule)
        for row in project.monitoring_actions
        if _BOARD.search(row.action) and _MEETING.search(row.action) and (rule := parse(row.due)) is not None
    ]
    if not asked or start is None or end is None or not planned or any(rule.months for _row, rule in planned):
        return
    dates = [when for _row, rule in planned for when in rule.dates]
    short = shortfalls(asked, dates, start.first_day, end.last_day) if dates else []
    if short:
        yield Finding(
            "PD-53",
            WARNING,
            planned[0][0].at,
            "due",
            mark("The board is to meet %(asked)s times a year, but the plan has fewer meetings: %(years)s."),
            {"asked": str(asked), "years": tuple((str(one.year), str(one.planned)) for one in short)},
            str(sum(one.asked for one in short)),
            str(sum(one.planned for one in short)),
        )


def frequencies(project: Project) -> Iterator[Finding]:
    """PD-54."""
    if not project.monitoring_actions:
        return
    for subject, pattern in _SUBJECTS.items():
        planned = [
            (row, said.months)
            for row in project.monitoring_actions
            if pattern.search(row.action) and (said := _said(row)).months
        ]
        months = {often for _row, often in planned}
        for annex in project.annexes if planned else ():
            for line in annex.text[:MOST_LETTERS].splitlines():
                rule = parse(line) if pattern.search(line) else None
                if rule and rule.months and rule.months not in months:
                    yield Finding(
                        "PD-54",
                        WARNING,
                        annex.at,
                        "text",
                        mark(
                            "Monitoring plan and “%(annex)s” differ on %(subject)s: every %(months)s months there, "
                            "every %(found)s here."
                        ),
                        {"annex": annex.title, "subject": (subject,)}
                        | {"months": ", ".join(str(one) for one in sorted(months, key=lambda one: one or 0))}
                        | {"found": str(rule.months)},
                        also=tuple(row.at for row, _often in planned),
                    )
                    break


def _said(row: MonitoringAction) -> Rule:
    """How often an action of the plan comes: by when it is due, or else by what it is called."""
    due = parse(row.due)
    return due if due and due.months else parse(row.action) or Rule(())


def due_outside(project: Project) -> Iterator[Finding]:
    """PD-55."""
    if project.start is None or project.end is None:
        return
    for row in project.monitoring_actions:
        rule = parse(row.due)
        late = outside(rule, project.start.first_day, project.end.last_day) if rule else []
        if late:
            yield Finding(
                "PD-55",
                WARNING,
                row.at,
                "due",
                mark("“%(action)s” is due when the project does not run: %(dates)s."),
                {"action": row.action, "dates": tuple(late)},
            )


def quality_dates(project: Project) -> Iterator[Finding]:
    """PD-56."""
    for row in project.quality_criteria:
        start = first_date(row.start)
        yield from _begins(project, row, start)
        for criterion in row.criteria:
            assessed = first_date(criterion.assessed)
            if start and assessed and assessed.last_day < start.first_day:
                yield Finding(
                    "PD-56",
                    WARNING,
                    criterion.at,
                    "assessed",
                    mark(
                        "“%(criteria)s” is assessed from %(found)s, before activity result %(number)s begins in "
                        "%(start)s."
                    ),
                    {"criteria": criterion.criteria.split("\n")[0][:60], "found": assessed, "start": start}
                    | {"number": row.activity_result or "–"},
                    start.iso,
                    assessed.iso,
                    also=(row.at,),
                )


def _begins(project: Project, row: QualityPlan, start: When | None) -> Iterator[Finding]:
    end = first_date(row.end)
    early = start and project.start and start.last_day < project.start.first_day
    late = end and project.end and end.first_day > project.end.last_day
    if early or late:
        yield Finding(
            "PD-56",
            WARNING,
            row.at,
            "start" if early else "end",
            mark(
                "The quality plan has activity result %(number)s run when the project does not: %(start)s to %(end)s."
            ),
            {"number": row.activity_result or "–", "start": row.start or "–", "end": row.end or "–"},
        )


def first_date(words: str) -> When | None:
    """The first date in words, of a span its beginning."""
    for part in _SPAN.split(words[:200].lower()):
        found, _rest = dates_in(part)
        if found:
            return found[0]
    return None
