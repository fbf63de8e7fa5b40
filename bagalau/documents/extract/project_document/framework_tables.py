"""A framework in plain tables: indicators, targets and activity results, each under a head of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.names import ACTION
from bagalau.documents.extract.project_document.tables import columns_of, compiled, row_of
from bagalau.documents.extract.values import money
from bagalau.formats.reading import Passage

_NUMBER = r"#$|no\.?$|№|number$|номер$"
INDICATORS = compiled(
    number=_NUMBER,
    name=r"(?:outcome |output |project )?indicators?\b|показатель",
    year=r"(?:baseline )?year$|year of the baseline|год$",
    baseline=r"baseline|исходн",
    target=r"(?:final |end |project )?targets?\b|целевой",
    unit=r"unit|единица",
    definition=r"definition|определение",
    verification=r"means of verification|verification|средства проверки",
    data_source=r"(?:data )?sources?|источник",
    method=r"(?:data )?(?:collection )?methods?|calculation|способ|метод",
    frequency=r"frequency|how often|периодичность|частота",
    responsible=r"responsib|ответственн",
    disaggregation=r"disaggregat|разбивка|дезагрегац",
)
TARGETS = compiled(
    output=r"outputs?$|непосредственный результат$",
    number=r"#$|no\.?$|№|number$|target(?: number| no\.?)?$|номер$|цель$|целевой показатель$",
    text=r"text|wording|description|title|targets?$|текст|описание|целевой показатель$",
    baseline=r"baseline|исходн",
    indicators=r"indicators?\b|показател",
)
ACTIVITIES = compiled(
    number=_NUMBER,
    result=r"activity results?\b|activit(?:y|ies)$|результат деятельности",
    actions=r"(?:indicative |planned )?(?:actions?|activities)\b|действия|(?:ориентировочные )?мероприятия",
    responsible_parties=r"responsib|ответственн",
    inputs=r"inputs?|вводимые ресурсы|вклад",
)
_YEAR = re.compile(r"(?:target\s{0,3})?\(?(20\d\d)\)?$", re.IGNORECASE)
_TEXTS = (
    "number",
    "name",
    "baseline",
    "target",
    "unit",
    "definition",
    "verification",
    "data_source",
    "method",
    "frequency",
    "responsible",
)
_ALWAYS = {"name", "baseline", "target"}
_NUMBERED_ACTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}[.):]?\s")
_NUMBERED = re.compile(r"\D{0,40}?(?P<number>\d{1,2}(?:\.\d{1,2})?)\b[.):]?\s{0,9}")

Table = tuple[str, dict[int, str]]


def table_of(cells: Sequence[Passage]) -> Table | None:
    """Which of the tables a row is the head of, with its columns."""
    if len(cells) < 2:
        return None
    for kind, columns, least in (
        ("indicators", INDICATORS, {"name", "baseline"}),
        ("indicators", INDICATORS, {"name", "target"}),
        ("activities", ACTIVITIES, {"result", "actions"}),
        ("targets", TARGETS, {"number", "text"}),
    ):
        found = columns_of(cells, columns)
        if least <= set(found.values()):
            return kind, found | (_years(cells) if kind == "indicators" else {})
    return None


def _years(cells: Sequence[Passage]) -> dict[int, str]:
    """The columns of targets of a year."""
    return {at: f"year {year[1]}" for at, cell in enumerate(cells[:20]) if (year := _YEAR.match(fold(cell.text[:40])))}


def number_in(cell: Passage) -> Passage:
    """The number in a cell such as "Target 1", "1." or "1.2"; nothing where there is none."""
    match = _NUMBERED.match(cell.text[:60])
    return cell.group(match, "number") if match else cell.cut(0, 0)


def put_indicator(draft: DraftBuilder, rows: str, cells: Sequence[Passage], columns: Mapping[int, str]) -> None:
    """Put a row of a table of indicators; the year of the baseline, and targets by year, are values."""
    row = row_of(cells, columns)
    if "name" not in row:
        draft.understood(*row.values())
        return
    path = f"{rows}[{len(draft.get(rows) or [])}]"
    for name in _TEXTS:
        place = row.get(name)
        if place or name in _ALWAYS:
            draft.put(f"{path}.{name}", fold(place.text) if place else None, *([place] if place else []))
    if place := row.get("disaggregation"):
        kept = [part.strip() for part in place.split(r"[,;]") if part.strip()]
        draft.put(f"{path}.disaggregation", [fold(part.text) for part in kept], *kept)
    _put_values(draft, path, cells, columns, row)


def _put_values(
    draft: DraftBuilder, path: str, cells: Sequence[Passage], columns: Mapping[int, str], row: Mapping[str, Passage]
) -> None:
    """The baseline with its year, and the targets of years that have a column each."""
    if place := row.get("year"):
        year = fold(place.text).replace(",", "").replace(" ", "")
        if re.fullmatch(r"(?:19|20)\d\d", year):
            _put_value(draft, path, year, row.get("baseline") or place.cut(0, 0), is_baseline=True)
        draft.understood(place)
    for index, name in columns.items():
        if name.startswith("year ") and index < len(cells) and cells[index]:
            _put_value(draft, path, name.removeprefix("year "), cells[index], is_baseline=False)


def _put_value(draft: DraftBuilder, path: str, year: str, place: Passage, *, is_baseline: bool) -> None:
    at = f"{path}.values[{len(draft.get(f'{path}.values') or [])}]"
    draft.put(f"{at}.is_baseline", is_baseline)
    draft.put(f"{at}.period", year)
    draft.put(f"{at}.value", money(place.text), place)
    draft.put(f"{at}.text", fold(place.text) or None, place)


def put_target(draft: DraftBuilder, rows: str, row: Mapping[str, Passage]) -> None:
    """Put a row of a table of targets."""
    path = f"{rows}[{len(draft.get(rows))}]"
    number, text = number_in(row["number"]) if "number" in row else None, row.get("text")
    whole = number.text.partition(".")[0] if number else ""
    draft.put(f"{path}.number", int(whole) if whole else None, *([number] if number else []))
    draft.put(f"{path}.text", fold(text.text) if text else None, *([text] if text else []))


def put_actions(draft: DraftBuilder, path: str, body: Passage) -> None:
    """Put the actions of a text, each under its name; a text without such names is one action."""
    marks = list(ACTION.finditer(body.text))
    if not marks:
        number = number_in(body) if _NUMBERED_ACTION.match(body.text) else None
        text = body.cut(number.end - body.start).strip(" .:)") if number else body.strip()
        _put_action(draft, path, number, text)
    for index, mark in enumerate(marks):
        stop = marks[index + 1].start() if index + 1 < len(marks) else None
        _put_action(draft, path, body.group(mark, "number"), body.cut(mark.end(), stop).strip())


def _put_action(draft: DraftBuilder, path: str, number: Passage | None, text: Passage) -> None:
    row = f"{path}.actions[{len(draft.get(f'{path}.actions'))}]"
    draft.put(f"{row}.number", number.text if number else None, *([number] if number else []))
    draft.put(f"{row}.text", fold(text.text) or None, text)
