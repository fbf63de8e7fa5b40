"""The words of monitoring plans in three languages: how often, tied to what, and dates. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bagalau.documents.extract.values import MONTHS as NAMED
from bagalau.lib.periods import When

_IN_MONTHS = "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре".split()
MONTHS = NAMED | {word: number for number, word in enumerate(_IN_MONTHS, 1)}
_EVERY = r"(?:(?:once )?(?:an?|each|every|per)|once in an?)"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in patterns))


# In the order in which they are looked for: "bi-annually" before "annually".
KINDS = {
    "half-yearly": _any(
        r"(?:bi|semi)[- ]?annual(?:ly)?|half[- ]yearly|(?:twice|two times|2 times) (?:an?|per|each|every) year",
        r"every (?:six|6) months|every half[- ]year",
        r"раз в полгода|раз в полугодие|(?:два|2) раза в год|кажд\w+ полугодие|раз в (?:шесть|6) месяцев",
        r"жылына (?:екі|2) рет|жарты жыл(?:да|ына) бір рет|әр(?:бір)? жарты жыл\w*",
    ),
    "two-yearly": _any(
        r"biennial(?:ly)?|every (?:two|2) years|every (?:second|other) year",
        r"раз в (?:два|2) года|(?:екі|2) жылда бір рет",
    ),
    "quarterly": _any(
        rf"quarterly|{_EVERY} quarter|every (?:three|3) months|(?:four|4) times (?:a|per) year",
        r"ежеквартальн\w+|кажд\w+ квартал\w*|раз в квартал|раз в (?:три|3) месяца",
        r"тоқсан сайын\w*|тоқсанына бір рет|әр(?:бір)? тоқсан\w*",
    ),
    "monthly": _any(
        rf"monthly|{_EVERY} month|(?:twelve|12) times (?:a|per) year",
        r"ежемесячн\w+|кажд\w+ месяц\w*|раз в месяц|ай сайын\w*|айына бір рет|әр(?:бір)? ай",
    ),
    "yearly": _any(
        rf"annual(?:ly)?|yearly|{_EVERY} year|every (?:twelve|12) months",
        r"ежегодн\w+|кажд\w+ год\w*|раз в год|жыл сайын\w*|жылына бір рет|әр(?:бір)? жыл\w*",
    ),
    "each-activity": _any(
        r"(?:each|every|per|all) (?:project )?activit(?:y|ies)",
        r"кажд\w+ мероприят\w+(?: проекта)?|(?:жобаның )?әр(?:бір)? іс-шара\w*",
    ),
    "at-end": _any(
        r"(?:end|completion|closure|close) of (?:the )?project|(?:project|the project'?s) (?:end|completion|closure)",
        r"(?:в конце|конец|по окончании|по завершении|завершение) проекта",
        r"жоба(?:ның)? (?:соңы|соңында|аяқталғанда|аяқталған соң)",
    ),
    "as-needed": _any(
        r"(?:as|when|if) (?:needed|required|necessary)|ad[- ]hoc|continuous(?:ly)?|constantly|ongoing",
        r"по мере необходимости|постоянно|қажет болғанда|қажеттілігіне қарай|үнемі",
    ),
}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR_WORD = r"(?:\s*(?:года?|году|г\.|г\b|жыл\w*|ж\.))?"
_DATE = re.compile(
    rf"""
    \b(?P<iso>\d{{4}}-(?:\d\d(?:-\d\d)?|q[1-4]))\b
    | \b(?P<local>\d{{1,2}}\.\d{{1,2}}\.\d{{4}})\b
    | \bq(?P<q1>[1-4])[ ,/]{{0,2}}(?P<qy1>\d{{4}})\b
    | \b(?P<qy2>\d{{4}})[ ,/]{{0,2}}q(?P<q2>[1-4])\b
    | \b(?P<q3>[1-4]|iv|i{{1,3}}|first|second|third|fourth)(?:st|nd|rd|th|-й|-м)?\s(?:quarter|квартал\w*)(?:\sof)?
      \s(?P<qy3>\d{{4}})\b{_YEAR_WORD}
    | \b(?P<qy4>\d{{4}})\s(?:жыл\w*|ж\.)\s(?P<q4>[1-4])[- ]?(?:ші\s|інші\s)?тоқсан\w*
    | \b(?P<ky>\d{{4}})\s(?:жыл\w*|ж\.)\s(?:(?P<kd>\d{{1,2}})\s)?(?P<km>{_MONTH})(?:да|де|та|те|ы|і|дың|дің|ның|нің)?\b
    | (?:\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s)?\b(?P<month>{_MONTH})\b\.?
      (?:,?\s?(?:(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s)?(?P<year>\d{{4}})\b{_YEAR_WORD})?
    | \b(?P<only>(?:19|20)\d\d)\b{_YEAR_WORD}
    """,
    re.VERBOSE,
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_SPAN = frozenset({"-", "–", "—", "to", "till", "until", "through", "по", "до"})
_JOINING = frozenset(
    """a an and at after before beginning by due during each every for from in least less not of on or once start
    than the then to upon end within latest later no в во и или к ко на не за после перед до конце концу конца начале
    реже менее позднее чем по для как минимум раз және мен кезінде кейін дейін соңында соңы басында кемінде бір рет
    үшін бойынша""".split()
)


def dates_in(text: str) -> tuple[list[When], str]:
    """The dates in a text, and the rest of it, in which spans stay and what is no date of the calendar."""
    matches = list(_DATE.finditer(text))
    spans = {
        at
        for left, (one, other) in enumerate(pairwise(matches))
        if text[one.end() : other.start()].strip() in _SPAN
        for at in (left, left + 1)
    }
    found, rest, done = [], [], 0
    for at, (match, when) in enumerate(zip(matches, _read(matches), strict=True)):
        if when is None or at in spans:
            continue
        found.append(when)
        rest.append(text[done : match.start()])
        done = match.end()
    return found, " ; ".join([*rest, text[done:]])


def _read(matches: list[re.Match[str]]) -> list[When | None]:
    """Each match as a date; a month without a year has the year of the date after it."""
    found: list[When | None] = []
    year = None
    for match in reversed(matches):
        parts = {name: value for name, value in match.groupdict().items() if value}
        if "month" in parts and "year" not in parts and year:
            parts["year"] = year
        when = _when(parts)
        year = str(when.last_day.year) if when and "month" in parts else None
        found.append(when)
    return found[::-1]


def _when(parts: dict[str, str]) -> When | None:
    try:
        return When.typed(next(_iso(parts)))
    except (StopIteration, ValueError):
        return None


def _iso(parts: dict[str, str]) -> Iterator[str]:
    """A match as ``When`` writes it."""
    for name in ("iso", "local", "only"):
        if name in parts:
            yield parts[name].upper()
    for at in "1234":
        if f"q{at}" in parts:
            quarter = parts[f"q{at}"]
            yield f"{parts[f'qy{at}']}-Q{_QUARTERS.get(quarter, quarter)}"
    year, month = parts.get("ky") or parts.get("year"), parts.get("km") or parts.get("month")
    day = parts.get("kd") or parts.get("day") or parts.get("day2")
    if year and month:
        yield f"{year}-{MONTHS[month]:02}" + (f"-{int(day):02}" if day else "")


def left_over(text: str) -> str:
    """The words that say something that was not understood."""
    words = re.findall(r"[^\s;,.()/]+", text)
    return " ".join(word for word in words if word not in _JOINING and not re.fullmatch(r"\W+", word))
