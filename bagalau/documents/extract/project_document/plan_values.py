"""Work plans put into the draft."""

from __future__ import annotations

from collections.abc import Sequence

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import joined
from bagalau.documents.extract.project_document.plan import BudgetLine, Plan, Result, Target, Timing
from bagalau.documents.extract.project_document.plan_checks import (
    amount_of,
    check_labels,
    check_sources,
    check_subtotal,
    check_total,
    names_within,
)
from bagalau.documents.extract.values import currency
from bagalau.formats.reading import Passage


def put_plans(draft: DraftBuilder, plans: Sequence[Plan], names: set[str]) -> None:
    """Put every plan; sums are compared with the printed subtotals and totals, and with the cover."""
    draft.put("work_plans", [])
    told = next((plan.layout.currency for plan in plans if plan.layout.currency), None)
    if told is not None and draft.get("budget.currency") is None:
        draft.put("budget.currency", currency(told.text), told)
    for index, plan in enumerate(plans):
        path = f"work_plans[{index}]"
        draft.put(f"{path}.year", int(plan.year.text) if plan.year else None, *_present(plan.year))
        draft.put(f"{path}.total", amount_of(plan.total), *_present(plan.total))
        if plan.year is None:
            draft.warn("label-lost", "The year of this work plan is not said.", path=f"{path}.year", place=plan.total)
        draft.put(f"{path}.targets", [])
        for at, target in enumerate(plan.targets):
            _put_target(draft, f"{path}.targets[{at}]", target)
        draft.put(f"{path}.activity_results", [])
        for at, result in enumerate(plan.results):
            _put_result(draft, f"{path}.activity_results[{at}]", result, names)
        check_total(draft, path, plan)


def _put_target(draft: DraftBuilder, path: str, target: Target) -> None:
    for name, place in (("output", target.output), ("number", target.number)):
        draft.put(f"{path}.{name}", int(place.text) if place else None, *_present(place))
    _put_text(draft, f"{path}.text", target.text)
    _put_text(draft, f"{path}.baseline", target.baseline)
    places = [place for indicator in target.indicators for place in indicator]
    draft.put(f"{path}.indicators", [text for one in target.indicators if (text := joined(one))], *places)


def _put_result(draft: DraftBuilder, path: str, result: Result, names: set[str]) -> None:
    draft.put(f"{path}.number", _number(result), *_present(result.number))
    _put_text(draft, f"{path}.title", result.title)
    _put_text(draft, f"{path}.responsible_parties", result.parties)
    _put_timing(draft, path, result.timing)
    draft.put(f"{path}.actions", [])
    for index, action in enumerate(result.actions):
        row = f"{path}.actions[{index}]"
        draft.put(f"{row}.number", action.number.text, action.number)
        _put_text(draft, f"{row}.text", action.text)
        _put_timing(draft, row, action.timing)
    draft.put(f"{path}.subtotal", amount_of(result.subtotal), *_present(result.subtotal))
    _put_after(draft, path, result)
    counts = next((row.counts for row in result.rows if row.counts[1] not in {0, row.counts[0]}), (None, None))
    for name, count in zip(("labels", "amounts"), counts, strict=True):
        draft.put(f"{path}.{name}", count)
    draft.put(f"{path}.lines", [])
    for index, line in enumerate(result.lines):
        _put_line(draft, f"{path}.lines[{index}]", line, names)
    check_labels(draft, path, result)
    check_subtotal(draft, path, result)
    check_sources(draft, path, result)


def _put_after(draft: DraftBuilder, path: str, result: Result) -> None:
    """After which line of which other block the subtotal is printed."""
    if result.after is None:
        draft.put(f"{path}.subtotal_after", None)
        return
    other, line = result.after
    draft.put(f"{path}.subtotal_after.activity_result", _number(other), *_present(other.number))
    draft.put(f"{path}.subtotal_after.line", line, *_present(result.subtotal))


def _put_timing(draft: DraftBuilder, path: str, timing: Timing | None) -> None:
    places = timing.places if timing else []
    draft.put(f"{path}.quarters", timing.quarters if timing else None, *places)
    draft.put(f"{path}.quarter_marks", timing.marks if timing else None, *places)


def _put_line(draft: DraftBuilder, path: str, line: BudgetLine, names: set[str]) -> None:
    draft.put(f"{path}.account", line.account.text if line.account else None, *_present(line.account))
    _put_text(draft, f"{path}.description", [line.description] if line.description else [])
    draft.put(f"{path}.amount", amount_of(line.amount), *_present(line.amount))
    draft.put(f"{path}.source", line.source_name, *_present(line.source))
    doubled = names_within(line.source_name or "", names) > 1
    _put_text(draft, f"{path}.printed_source", _present(line.source if doubled else line.printed_source))
    _put_text(draft, f"{path}.printed_label", _present(line.printed_label))
    if line.amount is None:
        draft.warn("amount-missing", "This budget line has no amount.", path=f"{path}.amount", place=line.description)
    if doubled:
        draft.warn(
            "source-doubled",
            "Two sources share this line and its amount is not divided: %(names)s.",
            path=f"{path}.source",
            place=line.source,
            names=line.source_name or "",
        )


def _put_text(draft: DraftBuilder, path: str, places: Sequence[Passage]) -> None:
    draft.put(path, joined(places), *places)


def _number(result: Result) -> int | None:
    return int(result.number.text) if result.number else None


def _present(place: Passage | None) -> list[Passage]:
    return [place] if place else []
