"""What does not add up in work plans and on the cover."""

from __future__ import annotations

from decimal import Decimal

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.project_document.plan import Plan, Result
from bagalau.documents.extract.values import money
from bagalau.formats.reading import Passage
from bagalau.lib.texts import mark

_COVER = {
    "budget.by_year": mark("The years on the cover add up to %(found)s, the resources required are %(printed)s."),
    "budget.by_source": mark("The sources on the cover add up to %(found)s, the resources required are %(printed)s."),
}


def amount_of(place: Passage | None) -> Decimal | None:
    return money(place.text) if place else None


MOST_WORDS = 10  # of the name of a source


def names_within(text: str, names: set[str]) -> int:
    """How many of the names stand in a longer text."""
    words = text.split()
    ends = range(1, MOST_WORDS + 1)
    runs = {" ".join(words[start : start + width]) for start in range(len(words)) for width in ends}
    return len((runs & names) - {text})


def check_sources(draft: DraftBuilder, path: str, result: Result) -> None:
    """Lines whose source of money cannot be told."""
    unsourced = [line for line in result.lines if line.source is None]
    if unsourced:
        draft.warn(
            "source-missing",
            "For %(count)s of %(all)s budget lines the source of money cannot be told.",
            path=path,
            place=unsourced[0].amount,
            count=str(len(unsourced)),
            all=str(len(result.lines)),
        )


def check_labels(draft: DraftBuilder, path: str, result: Result) -> None:
    for row in result.rows:
        labels, amounts = row.counts
        if labels != amounts and amounts:
            draft.warn(
                "labels-shared",
                "%(labels)s labels and %(amounts)s amounts share one row: labels that cannot be told were left out.",
                path=path,
                place=row.lines[0].amount,
                labels=str(labels),
                amounts=str(amounts),
            )


def check_subtotal(draft: DraftBuilder, path: str, result: Result) -> None:
    """A block whose lines do not add up to its subtotal."""
    amounts = [amount_of(line.amount) for line in result.lines]
    subtotal = amount_of(result.subtotal)
    found = sum((amount for amount in amounts if amount is not None), Decimal(0))
    if subtotal is None and amounts:
        draft.warn("subtotal-missing", "This block has no subtotal.", path=f"{path}.subtotal")
    elif subtotal is not None and found != subtotal:
        _contradict(
            draft,
            "subtotal-differs",
            mark("The lines add up to %(found)s, the printed subtotal is %(printed)s (difference %(difference)s)."),
            f"{path}.subtotal",
            result.subtotal,
            found,
            subtotal,
        )


def check_total(draft: DraftBuilder, path: str, plan: Plan) -> None:
    """Subtotals against the plan's total, and the total against the cover's budget of that year."""
    total = amount_of(plan.total)
    subtotals = [amount_of(result.subtotal) for result in plan.results]
    if total is None:
        draft.warn("total-missing", "This work plan has no total.", path=f"{path}.total")
        return
    known = [amount for amount in subtotals if amount is not None]
    if len(known) == len(subtotals) and known and sum(known, Decimal(0)) != total:
        message = mark(
            "The subtotals add up to %(found)s, the printed total is %(printed)s (difference %(difference)s)."
        )
        _contradict(draft, "total-differs", message, f"{path}.total", plan.total, sum(known, Decimal(0)), total)
    cover = draft.get(f"budget.by_year.{plan.year.text}") if plan.year else None
    if cover is not None and cover != total:
        message = mark("The total is %(found)s, the cover says %(printed)s for this year (difference %(difference)s).")
        _contradict(draft, "cover-differs", message, f"{path}.total", plan.total, total, cover)


def check_cover(draft: DraftBuilder) -> None:
    """The years and the sources of the cover against the resources required."""
    required = draft.get("budget.required")
    for path in ("budget.by_year", "budget.by_source"):
        amounts = [amount for amount in (draft.get(path) or {}).values() if amount is not None]
        if required is not None and len(amounts) > 1 and sum(amounts) != required:
            draft.warn(
                "cover-differs",
                _COVER[path],
                path=path,
                severity="contradiction",
                found=f"{sum(amounts):,}",
                printed=f"{required:,}",
            )


def _contradict(
    draft: DraftBuilder, code: str, message: str, path: str, place: Passage | None, found: Decimal, printed: Decimal
) -> None:
    draft.warn(
        code,
        message,
        severity="contradiction",
        path=path,
        place=place,
        found=f"{found:,}",
        printed=f"{printed:,}",
        difference=f"{found - printed:+,}",
    )
