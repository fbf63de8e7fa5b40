"""What is promised in prose, and whether it is planned: PD-46, PD-47, PD-57 to PD-59. Pure.

Words cannot prove that something is missing: these checks look for few things that cost money, and cite what they saw.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.projects.rules.accounts import is_audit, is_evaluation, is_grants
from bagalau.projects.rules.checks.framework import short
from bagalau.projects.rules.checks.wording import Claim, about, actions, claims, results, stems
from bagalau.projects.rules.findings import Finding
from bagalau.projects.rules.record import Aggregation, Indicator, Level, Project, Section
from bagalau.projects.rules.sources import lines_of

WARNING = Severity.WARNING
MOST_LETTERS = 40_000  # of a section
ENOUGH = 2  # stems that an indicator shares with an action that it seems to measure
STRATEGY = re.compile(r"strateg|стратег", re.IGNORECASE)
PROMISE = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:expected|planned|going) to)\b"
    r"|\b(?:будет|будут|планируется|предполагается|ожидается|предусмотрен\w*)\b"
    r"|\b(?:жоспарлан\w+|көзделген|өткізіледі|жүргізіледі|әзірленеді|құрылады)\b",
    re.IGNORECASE,
)
AT_LEAST = re.compile(
    r"(?:at least|no(?:t)? (?:less|fewer) than|minimum(?: of)?|не менее|как минимум|кемінде)\s*$", re.IGNORECASE
)
THINGS = {
    mark("a survey"): r"\bsurvey|\bопрос\w*|\bанкетировани|\bсауалнама",
    mark("a rating"): r"\brating\b|\branking\b|\bрейтинг",
    mark("a study visit"): r"\bstudy (?:visit|tour)|\bознакомительн\w+ поездк|\bоқу сапар",
    mark("a conference"): r"\bconference|\bконференц",
    mark("a manual"): r"\b(?:manual|handbook|guidebook)|\bпособи|\bсправочник|\bнұсқаулық",
    mark("a database"): r"\bdata\s?base|\bбаз\w+ данных|\bдеректер базас",
    mark("a campaign"): r"\bcampaign|\b(?:информационн\w+ )?кампани|\bнауқан",
    mark("a web site"): r"\bweb\s?-?(?:site|portal)|\bвеб-?(?:сайт|портал)",
    mark("a hotline"): r"\bhot\s?-?line|\bгоряч\w+ лини|\bсенім телефон",
}
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in THINGS.items()}
_ENDS = ".!?\n"
_EVALUATION = re.compile(
    r"\b(?:project|final|mid-?term|terminal|external|independent|end-?line)\s+evaluation(?:s|\s+reports?)?\b"
    r"|\bevaluation reports?\b"
    r"|\bevaluation of the (?:project|programme)\b|\bоценк\w+ проекта|\b(?:итогов|внешн|независим|промежуточн)\w+ оценк"
    r"|\bжобаны бағалау|\b(?:сыртқы|қорытынды|тәуелсіз) бағалау",
    re.IGNORECASE,
)
_GRANT = re.compile(r"\bgrants?\b|\bгрант", re.IGNORECASE)
_TENDER = re.compile(
    r"\btender|\bcompetitive bidding|\bprocurement procedure|\bтендер|\bконкурсн\w+ закуп", re.IGNORECASE
)


def _strategy(project: Project) -> list[Section]:
    return [row for row in project.sections if STRATEGY.search(row.heading)]


def fewer(project: Project) -> Iterator[Finding]:
    """PD-46."""
    found = [
        (row, claim) for row in _strategy(project) for claim in claims(row.text[:MOST_LETTERS]) if claim.number > 1
    ]
    if not found:
        return
    framework = [stems(action.title) for one in results(project, Level.ACTIVITY_RESULT) for action in actions(one)]
    levels = (Level.OUTPUT, Level.TARGET, Level.ACTIVITY_RESULT)
    indicators = [
        (one, list(claims(one.name.strip())), stems(one.name))
        for row in results(project, *levels)
        for one in row.indicators
    ]
    for section, claim in found:
        if not AT_LEAST.search(section.text, max(0, claim.start - 30), claim.start):
            continue
        for indicator in _measuring(claim, framework, indicators):
            planned = _planned(indicator)
            if planned is not None and planned < claim.number:
                yield Finding(
                    "PD-46",
                    WARNING,
                    indicator.at,
                    "target",
                    mark(
                        "“%(claim)s” are promised as the least; the indicator that seems to count them comes to "
                        "%(found)s: %(indicator)s."
                    ),
                    {"claim": claim.said, "found": str(planned), "indicator": short(indicator.name)},
                    str(claim.number),
                    str(planned),
                    also=(section.at,),
                )
                break


def _measuring(
    claim: Claim, framework: list[frozenset[str]], indicators: list[tuple[Indicator, list[Claim], frozenset[str]]]
) -> Iterator[Indicator]:
    """The indicators that seem to count what a claim promises: they name it, or what an action that names it does."""
    meant = [action for action in framework if not action.isdisjoint(claim.words)]
    for one, counted, said in indicators:
        counts = any(other.start == 0 for other in counted)
        if any(about(claim, other) for other in counted) or (
            counts and any(len(said & action) >= ENOUGH for action in meant)
        ):
            yield one


def _planned(one: Indicator) -> int | None:
    """What the targets of an indicator come to over the years."""
    targets = [value for value in one.values if not value.is_baseline]
    known = [int(value.value) if value.value is not None else _first(value.text) for value in targets]
    given = [number for number in known if number is not None]
    if not given:
        return _first(one.target or one.name)
    return max(given) if one.aggregation in {Aggregation.CUMULATIVE, Aggregation.STOCK} else sum(given)


def _first(text: str) -> int | None:
    return next((claim.number for claim in claims(text)), int(text) if text.isascii() and text.isdecimal() else None)


def unkept(project: Project) -> Iterator[Finding]:
    """PD-47."""
    sections = _strategy(project)
    if not sections or not project.work_plans:
        return
    found = {
        name: next(((row, said) for row in sections if (said := _promising(row.text[:MOST_LETTERS], pattern))), None)
        for name, pattern in _PATTERNS.items()
    }
    planned = _planned_words(project) if any(found.values()) else ""
    for name, promised in found.items():
        if promised and not _PATTERNS[name].search(planned):
            yield Finding(
                "PD-47",
                WARNING,
                promised[0].at,
                "text",
                mark("Promised, but in no action, indicator or budget line: %(thing)s. “%(sentence)s”"),
                {"thing": (name,), "sentence": short(promised[1])},
            )


def _planned_words(project: Project) -> str:
    """All that is planned, as one text."""
    rows = results(project, *Level)
    said = [row.title for row in rows] + [one.name for row in rows for one in row.indicators]
    said += [line.description for line in lines_of(project)]
    said += [one.text for plan in project.work_plans for row in plan.activity_results for one in row.actions]
    return "\n".join([*said, *(row.action for row in project.monitoring_actions)])


def _promising(text: str, thing: re.Pattern[str]) -> str:
    """The first sentence that promises a thing."""
    looked = 0  # a sentence that names it a thousand times is looked at once
    for found in thing.finditer(text):
        if found.start() < looked:
            continue
        start = max(text.rfind(end, 0, found.start()) for end in _ENDS) + 1
        ends = [at for end in _ENDS if (at := text.find(end, found.end())) >= 0]
        looked = min(ends, default=len(text)) + 1
        sentence = text[start:looked]
        if PROMISE.search(sentence):
            return sentence.strip()
    return ""


def evaluation(project: Project) -> Iterator[Finding]:
    """PD-57."""
    named = [
        (row.at, words[0])
        for plan in project.quality_criteria
        for row in plan.criteria
        if (words := _EVALUATION.search(f"{row.criteria}\n{row.method}"))
    ]
    named += [
        (one.at, words[0])
        for row in results(project, *Level)
        for one in row.indicators
        if (words := _EVALUATION.search(f"{one.verification}\n{one.data_source}"))
    ]
    planned = any(_EVALUATION.search(row.action) or is_evaluation(row.action) for row in project.monitoring_actions)
    if not named or planned or any(is_evaluation(line.description) for line in lines_of(project)):
        return
    at, said = named[0]
    yield Finding(
        "PD-57",
        WARNING,
        at,
        "method",
        mark("“%(words)s” is to verify results, but no evaluation is planned and no line pays for one."),
        {"words": said},
        also=tuple(other for other, _said in named[1:]),
    )


def no_money(project: Project) -> Iterator[Finding]:
    """PD-58."""
    lines = list(lines_of(project))
    if not lines or any(
        is_audit(line.account, line.description)
        or is_evaluation(line.description)
        or re.search(r"\bmonitoring\b|\bмониторинг", line.description, re.IGNORECASE)
        for line in lines
    ):
        return
    yield Finding(
        "PD-58",
        WARNING,
        project.work_plans[0].at,
        "activity_results",
        mark("No budget line pays for monitoring, evaluation or audit (account 74100, or named so)."),
    )


def by_tender(project: Project) -> Iterator[Finding]:
    """PD-59."""
    if not any(is_grants(line.account) or _GRANT.search(line.description) for line in lines_of(project)):
        return
    for section in project.sections:
        for part in re.split(r"\n\s*\n", section.text[:MOST_LETTERS]):
            tender = _TENDER.search(part) if _GRANT.search(part) else None
            if tender:
                yield Finding(
                    "PD-59",
                    WARNING,
                    section.at,
                    "text",
                    mark(
                        "Grants are to be given by “%(words)s”: a grant is given to reach results, by the rules of "
                        "grants, and is no purchase."
                    ),
                    {"words": tender[0]},
                )
                return
