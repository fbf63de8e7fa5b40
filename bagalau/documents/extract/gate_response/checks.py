"""Doubtful places of a GATE response, found in the finished record."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.gate_response.known import APPROVAL, CATEGORIES, STATUSES
from bagalau.formats.reading import Passage


def check_record(draft: DraftBuilder, last_label: str | None) -> None:
    """Warn of empty and unknown values, pasted comments, a list cut short, and work that nobody began."""
    recommendations = draft.record["recommendations"]
    if not recommendations:
        draft.warn("no-recommendations", "The page holds no recommendations.", path="recommendations")
        return
    if draft.get("approval_status") not in (None, *APPROVAL):
        _unknown(draft, "approval_status")
    for index, row in enumerate(recommendations):
        _check_response(draft, f"recommendations[{index}]", row)
    _check_end(draft, recommendations, last_label)
    _check_comments(draft, recommendations)
    _check_begun(draft, recommendations)


def _check_response(draft: DraftBuilder, path: str, row: dict[str, Any]) -> None:
    category = row["response"]["category"]
    if category is None:
        draft.warn(
            "category-empty",
            "The response has no category: whether it accepts the recommendation is not said.",
            path=f"{path}.response.category",
            place=_place(draft, f"{path}.text"),
        )
    elif category not in CATEGORIES:
        _unknown(draft, f"{path}.response.category")
    for index, action in enumerate(row["key_actions"]):
        if action["status"] not in (None, *STATUSES):
            _unknown(draft, f"{path}.key_actions[{index}].status")


def _check_end(draft: DraftBuilder, recommendations: list[dict[str, Any]], last_label: str | None) -> None:
    last = recommendations[-1]
    if last["key_actions"] or (last_label == "actions" and last["response"]["category"] == "Rejected"):
        return
    if len(recommendations) > 1 and not any(row["key_actions"] for row in recommendations[:-1]):
        return  # a page that lists no key actions anywhere is not cut
    draft.warn(
        "cut-at-end",
        "The last recommendation has no key actions: the page may be cut here.",
        path=f"recommendations[{len(recommendations) - 1}].key_actions",
        place=_place(draft, f"recommendations[{len(recommendations) - 1}].text"),
    )


def _check_comments(draft: DraftBuilder, recommendations: list[dict[str, Any]]) -> None:
    where: dict[str, list[str]] = defaultdict(list)
    for path, action in _actions(recommendations):
        if action["comment"] and len(action["comment"]) > 30:
            where[action["comment"]].append(path)
    for paths in where.values():
        if len(paths) > 1:
            draft.warn(
                "comment-pasted",
                "The same comment stands at %(count)s key actions.",
                path=f"{paths[1]}.comment",
                place=_place(draft, f"{paths[1]}.comment"),
                count=str(len(paths)),
            )


def _check_begun(draft: DraftBuilder, recommendations: list[dict[str, Any]]) -> None:
    actions = list(_actions(recommendations))
    if len(actions) > 2 and all(action["status"] == "Initiated" for _, action in actions):
        draft.warn(
            "all-initiated",
            "All %(count)s key actions are “Initiated”: the statuses may never have been kept up.",
            path="recommendations",
            count=str(len(actions)),
        )


def _actions(recommendations: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"recommendations[{number}].key_actions[{index}]", action)
        for number, row in enumerate(recommendations)
        for index, action in enumerate(row["key_actions"])
    ]


def _unknown(draft: DraftBuilder, path: str) -> None:
    draft.warn(
        "unknown-value",
        "“%(value)s” is not in the known list; it was kept as it stands.",
        path=path,
        place=_place(draft, path),
        value=str(draft.get(path)),
    )


def _place(draft: DraftBuilder, path: str) -> Passage | None:
    spans = draft.spans.get(path)
    return draft.reading.passage(spans[0].start, spans[0].end) if spans else None
