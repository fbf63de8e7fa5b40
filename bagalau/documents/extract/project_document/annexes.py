"""Annexes in tables: the risk log, the communication and monitoring plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.tables import columns_of, compiled, is_rule
from bagalau.formats.reading import Block, Passage

_RISK_COLUMNS = compiled(
    number=r"#|No\.?$|№|nr",
    impact_probability=r"(?:impact|последствия)\s*(?:and|&|/)\s*(?:probability|likelihood)|probability\s*(?:and|&|/)\s*impact",
    impact=r"impact|последствия|влияние|воздействие",
    probability=r"probability|likelihood|вероятность",
    description=r"(?:risk )?description|risks?$|event|описание|риск$",
    category=r"(?:risk )?category|type|категория",
    countermeasures=r"countermeasures?|mitigation|(?:manage?ment|mngt) response|treatment|меры",
    owner=r"(?:risk )?owner|submitted|author|ответственн|владелец",
    identified=r"(?:date )?identified|дата выявления",
    updated=r"last update|последнее обновление",
    status=r"status|статус",
)
_RISK_FIELDS = (
    "description",
    "category",
    "impact",
    "probability",
    "countermeasures",
    "identified",
    "updated",
    "status",
)
_RISK_HINT = re.compile(r"impact|category|countermeasure|mitigation|treatment|категория|вероятность", re.IGNORECASE)
_MONITORING_COLUMNS = compiled(
    action=r"type of action|monitoring (?:activity|action)|action|activity|вид действи|действие|мероприятие",
    stakeholders=r"stakeholders?|responsible|заинтересованн|участник|ответственн",
    due=r"due(?: by)?|deadline|date due|frequency|срок|периодичность",
    completed=r"completed(?: on)?|(?:дата )?(?:завершен|выполнен)",
    status=r"status|статус",
)
_MONITORING_HINT = re.compile(r"\b(?:due|deadline|frequency|срок|периодичность)\b", re.IGNORECASE)
_LEVELS = re.compile(
    r"(?<![^\W_])(?P<which>I(?:mpact)?|P(?:robability)?|L(?:ikelihood)?)\s{0,3}[–—=:-]?\s{1,3}(?P<level>[\w/]+)"
)


def is_risk_head(block: Block) -> bool:
    if len(block.text) > 600 or not _RISK_HINT.search(block.text):
        return False
    names = set(columns_of(block.cells, _RISK_COLUMNS).values())
    return "description" in names and bool(names & {"countermeasures", "impact_probability", "impact", "category"})


def is_monitoring_head(block: Block) -> bool:
    if len(block.text) > 400 or not _MONITORING_HINT.search(block.text):
        return False
    names = set(columns_of(block.cells, _MONITORING_COLUMNS).values())
    return {"action", "due"} <= names and bool(names & {"stakeholders", "completed"})


def read_risks(draft: DraftBuilder, blocks: Sequence[Block]) -> None:
    """Put the rows of a risk log; impact and probability may share a cell ("I – high P – low")."""
    columns: dict[int, str] = {}
    draft.put("risks", draft.get("risks") or [])
    for block in blocks:
        if block.kind == "row" and is_risk_head(block):
            columns = columns_of(block.cells, _RISK_COLUMNS)
            draft.understood(block.passage)
        elif block.kind == "row" and columns and not is_rule(block):
            _put_risk(draft, dict(zip(range(len(block.cells)), block.cells, strict=True)), columns)


def _put_risk(draft: DraftBuilder, cells: dict[int, Passage], columns: dict[int, str]) -> None:
    values = {name: cells.get(index) for index, name in columns.items()}
    description = values.get("description")
    if not description:
        return
    count = len(draft.record["risks"])
    path = f"risks[{count}]"
    number = values.pop("number", None)
    digits = number.text.strip(". ") if number else ""
    draft.put(f"{path}.number", int(digits) if digits.isdecimal() else count + 1, *([number] if number else []))
    both = values.pop("impact_probability", None)
    values |= _levels(both) if both is not None else {}
    for name in _RISK_FIELDS:
        place = values.get(name)
        draft.put(f"{path}.{name}", fold(place.text) or None if place else None, *([place] if place else []))
    if owner := values.get("owner"):
        draft.put(f"{path}.owner", fold(owner.text), owner)
    if not values.get("category"):
        draft.warn("category-missing", "This risk has no category.", path=f"{path}.category", place=description)


def _levels(place: Passage) -> dict[str, Passage | None]:
    found: dict[str, Passage | None] = {"impact": None, "probability": None}
    for match in _LEVELS.finditer(place.text):
        found["impact" if match["which"].startswith("I") else "probability"] = place.group(match, "level")
    return found


def read_monitoring(draft: DraftBuilder, blocks: Sequence[Block]) -> None:
    """Put the rows of a monitoring plan; dates stay as they stand, for they are often words ("each quarter")."""
    columns: dict[int, str] = {}
    draft.put("monitoring_actions", draft.get("monitoring_actions") or [])
    for block in blocks:
        if block.kind != "row" or is_rule(block):
            continue
        if is_monitoring_head(block):
            columns = columns_of(block.cells, _MONITORING_COLUMNS)
            draft.understood(block.passage)
            continue
        values = {name: block.cells[index] for index, name in columns.items() if index < len(block.cells)}
        if not values.get("action"):
            continue
        path = f"monitoring_actions[{len(draft.record['monitoring_actions'])}]"
        for name in ("action", "stakeholders", "due", "completed", "status"):
            place = values.get(name)
            draft.put(f"{path}.{name}", fold(place.text) or None if place else None, *([place] if place else []))
