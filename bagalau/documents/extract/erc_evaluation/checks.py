"""What is doubtful or contradictory in the record of an evaluation."""

from __future__ import annotations

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.erc.checks import (
    check_characters,
    check_recommendations,
    check_repeated_rows,
    place_of,
)
from bagalau.lib.texts import mark


def check(builder: DraftBuilder) -> None:
    """Warn of every doubtful place of an evaluation."""
    budget, spent = builder.get("budget"), builder.get("expenditure")
    if budget is not None and spent is not None and spent > budget:
        builder.warn(
            "over-budget",
            "The expenditure of %(spent)s is above the budget of %(budget)s.",
            path="expenditure",
            place=place_of(builder, "expenditure"),
            spent=f"{spent:,}",
            budget=f"{budget:,}",
        )
    if builder.get("status") == "Completed" and not builder.get("completed"):
        builder.warn("value-lost", "Completed, but without a completion date.", path="completed")
    if builder.get("management_response") is False and builder.get("recommendations"):
        _check_response(builder)
    check_repeated_rows(
        builder, "documents", ("title", "type", "language"), "file-repeated", mark("This file is listed twice.")
    )
    check_repeated_rows(builder, "team", ("name", "title"), "person-repeated", mark("This person is listed twice."))
    for section in ("lessons", "findings"):
        for at, row in enumerate(builder.get(section) or []):
            if not row.get("text"):
                builder.warn("value-lost", "This item has no text.", path=f"{section}[{at}].text")
    check_recommendations(builder)
    check_characters(builder)


def _check_response(builder: DraftBuilder) -> None:
    answered = [row for row in builder.get("recommendations") if (row.get("response") or {}).get("text")]
    if answered:
        builder.warn(
            "response-given",
            "The page says that there is no management response, and shows one.",
            path="management_response",
            place=place_of(builder, "management_response"),
            severity="contradiction",
        )
