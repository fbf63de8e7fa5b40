"""What stands on the cover, and dates: PD-80 to PD-89. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bagalau.lib.periods import When
from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.projects.rules.checks.lines import NOTHING
from bagalau.projects.rules.checks.wording import results, same, stems
from bagalau.projects.rules.findings import Change, Correction, Finding
from bagalau.projects.rules.record import Level, Project, SourceType

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)\d\d)\b")
_CURRENCIES = {
    "KZT": re.compile(r"\bKZT\b|\btenge\b|\bтенге\b|\bтеңге", re.IGNORECASE),
    "EUR": re.compile(r"\bEUR\b|\beuros?\b|€|\bевро\b", re.IGNORECASE),
    "RUB": re.compile(r"\bRUB\b|\brubles?\b|\bрубл", re.IGNORECASE),
    "GBP": re.compile(r"\bGBP\b|£", re.IGNORECASE),
    "USD": re.compile(r"\bUSD\b|US\$|\bdollars?\b|\bдоллар", re.IGNORECASE),
}
_LAW = re.compile(
    r"\b(?P<kind>draft|new|adopted|enacted)\s+(?:\w+\s+){0,1}?law\b[^“\"«.]{0,40}[“\"«](?P<name>[^”\"»\n]{3,80})[”\"»]"
    r"|\b(?P<kind_ru>проект\w*|нов\w+|принят\w+)\s+закон\w*\b[^“\"«.]{0,40}[“\"«](?P<name_ru>[^”\"»\n]{3,80})[”\"»]",
    re.IGNORECASE,
)
MOST_LETTERS = 40_000
_TOO_COMMON = frozenset({"ministri", "agenc", "agenci", "administr", "republ", "republic", "kazakhstan", "department"})


def award(project: Project) -> Iterator[Finding]:
    """PD-80."""
    if not project.award_id.strip():
        yield Finding("PD-80", WARNING, project.at, "award_id", mark("The project has no award number."))


def parties(project: Project) -> Iterator[Finding]:
    """PD-81."""
    rows = results(project, Level.ACTIVITY_RESULT)
    said = [row.responsible_parties for row in rows]
    said += [row.responsible_parties for plan in project.work_plans for row in plan.activity_results]
    if not any(said):
        return
    named = [stems(text) for text in said if text]
    said += [row.title for row in results(project, *Level)]
    said += [one.text for plan in project.work_plans for row in plan.activity_results for one in row.actions]
    body = "\n".join(said).casefold()
    never = [name for name in project.responsible_parties if name.casefold() not in body and not _among(name, named)]
    if never:
        yield Finding(
            "PD-81",
            WARNING,
            project.at,
            "responsible_parties",
            mark("Responsible by the cover, but nowhere in the framework or the work plans: %(names)s."),
            {"names": "; ".join(never)},
        )


def _among(name: str, named: list[frozenset[str]]) -> bool:
    """Whether the telling words of a party stand in what is said of who is responsible."""
    telling = stems(name) - _TOO_COMMON or stems(name)
    return any(telling <= one for one in named)


_UNDER = {"other": (mark("Other resources"),)}  # of papers, which know two headings


def regular(project: Project) -> Iterator[Finding]:
    """PD-82."""
    for one in project.contributions:
        under: str | tuple[str, ...] = _UNDER.get(one.listed_under, one.listed_under)
        elsewhere = one.listed_under and one.listed_under.casefold() not in {"regular", "core"}
        if one.source_type == SourceType.CORE and elsewhere and not project.regular:
            yield Finding(
                "PD-82",
                WARNING,
                one.at,
                "listed_under",
                mark("%(amount)s of %(source)s stand under “%(under)s”, and nothing under regular resources."),
                {"amount": one.amount or NOTHING, "source": one.name, "under": under},
            )


def currency(project: Project) -> Iterator[Finding]:
    """PD-83."""
    for one in project.contributions:
        if one.agreed_currency and one.agreed_currency != project.currency and (not one.rate or not one.rate_on):
            yield Finding(
                "PD-83",
                NOTE,
                one.at,
                "rate",
                mark(
                    "%(source)s agreed in %(currency)s: without rate and day, its amount in %(own)s is no more than a "
                    "plan."
                ),
                {"source": one.name, "currency": one.agreed_currency, "own": project.currency},
            )
    known = {one.agreed_currency for one in project.contributions}
    for code, pattern in _CURRENCIES.items():
        if code != project.currency and code not in known and pattern.search(project.budget_note[:2000]):
            yield Finding(
                "PD-83",
                NOTE,
                project.at,
                "budget_note",
                mark(
                    "A note says that money is agreed in %(currency)s: keep amount, rate and day of the agreement; "
                    "what is given in %(own)s is a plan."
                ),
                {"currency": code, "own": project.currency},
            )


def strategies(project: Project) -> Iterator[Finding]:
    """PD-84."""
    periods = (
        (
            "strategic_plan",
            project.strategic_plan,
            mark("The strategic plan is for %(period)s, the project runs to %(end)s."),
        ),
        (
            "programme_period",
            project.programme_period,
            mark("The programme is for %(period)s, the project runs to %(end)s."),
        ),
    )
    for name, period, sentence in periods:
        said = _YEARS.search(period)
        if said and project.end and project.end.last_day.year > int(said[2]):
            values = {"period": said[0], "end": project.end}
            yield Finding("PD-84", NOTE, project.at, name, sentence, values)
        elif said and project.start and project.start.first_day.year < int(said[1]):
            yield Finding(
                "PD-84",
                NOTE,
                project.at,
                name,
                mark("The project starts in %(start)s, before the period %(period)s."),
                {"period": said[0], "start": project.start},
            )


def law(project: Project) -> Iterator[Finding]:
    """PD-85."""
    found: dict[str, dict[bool, tuple[str, str]]] = {}
    for section in project.sections:
        for said in _LAW.finditer(section.text[:MOST_LETTERS]):
            name, kind = said["name"] or said["name_ru"], (said["kind"] or said["kind_ru"]).casefold()
            draft = kind == "draft" or kind.startswith("проект")
            found.setdefault(" ".join(sorted(stems(name))), {}).setdefault(draft, (section.at, name))
    for both in found.values():
        if len(both) == 2:
            yield Finding(
                "PD-85",
                NOTE,
                both[False][0],
                "text",
                mark(
                    "“%(name)s” is a draft in one place and a law in another: what is planned depends on its adoption."
                ),
                {"name": both[False][1]},
                also=(both[True][0],),
            )


def dates(project: Project) -> Iterator[Finding]:
    """PD-86."""
    if project.start and project.end and project.end.last_day < project.start.first_day:
        yield Finding(
            "PD-86",
            ERROR,
            project.at,
            "end",
            mark("The project ends (%(end)s) before it starts (%(start)s)."),
            {"start": project.start, "end": project.end},
        )
    if _after(project.appraisal_meeting, project.start):
        yield Finding(
            "PD-86",
            WARNING,
            project.at,
            "appraisal_meeting",
            mark("The project was appraised on %(meeting)s, after its start (%(start)s)."),
            {"meeting": project.appraisal_meeting, "start": project.start},
        )
    for one in project.signatures:
        if _after(project.appraisal_meeting, one.signed):
            yield Finding(
                "PD-86",
                WARNING,
                one.at,
                "signed",
                mark("%(party)s signed on %(signed)s, before the project was appraised (%(meeting)s)."),
                {"party": one.party or one.name, "signed": one.signed, "meeting": project.appraisal_meeting},
            )


def _after(one: When | None, other: When | None) -> bool:
    """Whether a date lies wholly after another."""
    return one is not None and other is not None and one.first_day > other.last_day


def wording(project: Project) -> Iterator[Finding]:
    """PD-87."""
    pairs = (
        (
            "framework_outcome",
            project.programme_outcome,
            project.framework_outcome,
            mark("The outcome reads otherwise in the framework than on the cover."),
        ),
        (
            "framework_key_result_area",
            project.key_result_area,
            project.framework_key_result_area,
            mark("The key result area is another in the framework (%(found)s) than on the cover (%(cover)s)."),
        ),
    )
    for name, cover, framework, sentence in pairs:
        if cover and framework and not same(cover, framework):
            yield Finding(
                "PD-87",
                NOTE,
                project.at,
                name,
                sentence,
                {"found": framework, "cover": cover},
                cover,
                framework,
                (Correction(mark("As on the cover"), (Change(project.at, name, cover),)),),
            )


def languages(project: Project) -> Iterator[Finding]:
    """PD-88."""
    if len(project.languages) > 1 and not project.prevailing_language:
        yield Finding(
            "PD-88",
            NOTE,
            project.at,
            "prevailing_language",
            mark("The document has several languages (%(languages)s) and does not say which prevails."),
            {"languages": ", ".join(project.languages)},
        )


def period(project: Project) -> Iterator[Finding]:
    """PD-89."""
    lacking = tuple(
        label for label, value in ((mark("start"), project.start), (mark("end"), project.end)) if value is None
    )
    if lacking and project.work_plans:
        yield Finding(
            "PD-89",
            WARNING,
            project.at,
            "start",
            mark("The project does not state its %(lacking)s."),
            {"lacking": lacking},
        )
