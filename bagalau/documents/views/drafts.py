"""Pages of drafts: the list, the review with the document beside the record, and what a reviewer decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bagalau.documents import actions, homes, queries
from bagalau.documents.access import ACCEPT, REVIEW, VIEW_DRAFTS
from bagalau.documents.extract import label_of, shape_of
from bagalau.documents.extract.records import differences, field_at, put, reaches, trail, value_at
from bagalau.documents.forms import DraftFilter
from bagalau.documents.models import Draft
from bagalau.documents.review import Asked, Doubt, Node, Sets, Tree, anchor, segments
from bagalau.documents.tables import DRAFTS
from bagalau.lib.problems import Problem
from bagalau.people.access import VIEW_HISTORY, require
from bagalau.people.middleware import Request, page
from bagalau.people.rules import Action
from bagalau.people.views.history import history_page
from bagalau.web.exports import export
from bagalau.web.forms import whole_number
from bagalau.web.middleware import words
from bagalau.web.records import url_of
from bagalau.web.tables import table


@page(VIEW_DRAFTS)
def drafts(request: Request) -> Any:
    """All drafts, the newest first."""
    form = DraftFilter(request.GET)
    rows = queries.drafts(request.viewer).filter(form.condition())
    file = export(request, rows, DRAFTS, default="-read", name="drafts")
    context = {"form": form, "table": None if file else table(request, rows, DRAFTS, "-read")}
    return file or render(request, "documents/drafts.html", context)


@page(VIEW_DRAFTS)
def draft(request: Request, pk: int) -> HttpResponse:
    """The review: the document with what was read marked, the record beside it, doubts with their reasons."""
    return _show(request, queries.draft(request.viewer, pk), editing=request.GET.get("edit"))


def _show(
    request: Request,
    row: Draft,
    *,
    editing: str | None = None,
    typed: str | None = None,
    problem: Problem | None = None,
    status: int = 200,
) -> HttpResponse:
    doubts = _doubts(row)
    at = whole_number(request.GET.get("at", ""))
    marked = [warning["span"] for warning in row.warnings if warning["span"]]
    places = [(span["start"], span["end"]) for span in marked]
    context = {
        "draft": row,
        "kind": _(label_of(row.kind, row.system)),
        "segments": segments(row.text, row.spans, row.unread, places, row.pages, at),
        "nodes": _nodes(row, doubts, editing if homes.is_open(row) else None, typed, problem),
        "doubts": doubts,
        "open_doubts": sum(not doubt.settled for doubt in doubts),
        "questions": _questions(row),
        "unread": [{"start": start, "text": row.text[start:end][:160]} for start, end in row.unread],
        "differences": _differences(request, row),
        "record_url": url_of(row.record_kind, row.record_id) if row.record_kind else None,
        "problem": problem,
        "sentence": words(problem) if problem else "",
        "details": [(_place(row, path) or path, text) for path, text in problem.details.items()] if problem else [],
        "has_home": homes.home_for(row.kind) is not None,
        "may_review": homes.is_open(row) and request.viewer.may(REVIEW, row),
        "may_accept": homes.is_open(row) and request.viewer.may(ACCEPT, row),
    }
    return render(request, "documents/draft.html", context, status=status)


def _doubts(row: Draft) -> list[Doubt]:
    """The warnings of a draft in the order of the document; those without a place come last."""
    found = [
        Doubt(
            number,
            warning["severity"],
            row.sentence(number),
            warning["path"],
            warning["span"]["start"] if warning["span"] else None,
            number in row.settled or warning["path"] in row.corrections,
            warning["line"],
            warning["page"],
        )
        for number, warning in enumerate(row.warnings)
    ]
    return sorted(found, key=lambda doubt: (doubt.start is None, doubt.start or 0))


def _questions(row: Draft) -> list[Asked]:
    """The choices that the home of an open draft offers."""
    record = row.whole()
    return [
        Asked(
            one,
            one.place or _place(row, one.path),
            [
                (
                    way,
                    [
                        Sets(way.places.get(path) or _place(row, path), value_at(record, path), value)
                        for path, value in way.values.items()
                    ],
                )
                for way in one.choices
            ],
        )
        for one in (homes.questions(row) if homes.is_open(row) else [])
    ]


def _nodes(
    row: Draft, doubts: Sequence[Doubt], editing: str | None, typed: str | None, problem: Problem | None
) -> list[Node]:
    """The record as a tree. Rows that were taken out stay in sight, so that they can be put back."""
    record = row.whole()
    shape = shape_of(row.kind, row.system)
    field = field_at(shape, editing) if editing else None
    if editing and field and field.kind not in {"group", "rows"} and reaches(record, editing, new=True):
        put(record, editing, value_at(record, editing))
    else:
        editing = None
    sentence = words(problem) if problem else ""
    return Tree(row.spans, row.corrections, row.removed, doubts, editing, sentence, typed).nodes(shape, record)


def _differences(request: Request, row: Draft) -> list[dict[str, Any]] | None:
    """What a later copy would change in the record, field by field; None if the record is new."""
    home = homes.home_for(row.kind)
    record = row.reviewed()
    if home is None or not homes.is_open(row) or row.record_id is None:
        return None
    known = home.find(request.viewer, row.kind, record, row.unit)
    if known is None:
        return None
    shape = shape_of(row.kind, row.system)
    found = differences(shape, home.present(known, row.kind, record, row.unit), record)
    return [
        {"place": _place(row, difference.path), "kind": difference.field.kind, **vars(difference)}
        for difference in found
        if difference.after not in (None, "", [])
    ]


def _place(row: Draft, path: str) -> str:
    """Where a field stands, in words: "Recommendations 2 › Key actions 1 › Status"."""
    steps = trail(shape_of(row.kind, row.system), path)
    return " › ".join(f"{_(label)} {number}" if number else _(label) for label, number in steps)


@page(REVIEW)
def draft_field(request: Request, pk: int) -> HttpResponse:
    """One field as a form, for editing in place."""
    row = _allowed(request, pk, REVIEW)
    return _field(request, row, request.GET.get("path", ""), editing=True)


def _field(
    request: Request, row: Draft, path: str, *, editing: bool, text: str | None = None, problem: Problem | None = None
) -> HttpResponse:
    """One field of the tree as a fragment: 200 even with a refusal in it, for htmx shows nothing else."""
    field = field_at(shape_of(row.kind, row.system), path)
    if field is None or field.kind in {"group", "rows"}:
        raise Problem("unknown-field", _("This draft has no such field."), status=404)
    record = row.whole()
    sentence = words(problem) if problem else ""
    tree = Tree(row.spans, row.corrections, row.removed, _doubts(row), path if editing else None, sentence, text)
    context = {"node": tree.node(field, value_at(record, path), path), "draft": row, "may_review": True}
    return render(request, "documents/field.html", context)


@page(REVIEW)
def draft_correct(request: Request, pk: int) -> HttpResponse:
    """Keep what the reviewer typed for one field."""
    row = _allowed(request, pk, REVIEW)
    if request.method != "POST":
        return _back(row)
    path, text = request.POST.get("path", ""), request.POST.get("text", "")
    try:
        row = actions.correct(request.viewer, row, path, text)
    except Problem as problem:
        if request.headers.get("HX-Request") and problem.code == "wrong-value":
            return _field(request, row, path, editing=True, text=text, problem=problem)
        if problem.code == "wrong-value":
            return _show(request, row, editing=path, typed=text, problem=problem, status=problem.status)
        raise
    if request.headers.get("HX-Request"):
        return _field(request, row, path, editing=False)
    return _back(row, anchor(path))


@page(REVIEW)
def draft_row(request: Request, pk: int) -> HttpResponse:
    """Take a row out, or put it back."""
    row = _allowed(request, pk, REVIEW)
    if request.method != "POST":
        return _back(row)
    path = request.POST.get("path", "")
    row = actions.take_out(request.viewer, row, path, back=request.POST.get("do") == "back")
    return _back(row, anchor(path))


@page(REVIEW)
def draft_settle(request: Request, pk: int) -> HttpResponse:
    """Say that a doubtful place was looked at."""
    number = whole_number(request.POST.get("number", ""))
    row = _allowed(request, pk, REVIEW)
    if number is not None:
        row = actions.settle(request.viewer, row, number, open_again=request.POST.get("do") == "again")
    return _back(row, "doubts")


@page(REVIEW)
def draft_choose(request: Request, pk: int) -> HttpResponse:
    """Settle a contradiction in one of the ways that are offered."""
    row = _allowed(request, pk, REVIEW)
    if request.method == "POST":
        row = actions.choose(request.viewer, row, request.POST.get("key", ""))
        messages.success(request, _("The choice was taken: what it sets stands in the record now."))
    return _back(row, "choices")


@page(ACCEPT)
def draft_accept(request: Request, pk: int) -> HttpResponse:
    """Bring the reviewed record in."""
    row = _allowed(request, pk, ACCEPT)
    if request.method != "POST":
        return _back(row)
    try:
        record = actions.accept(request.viewer, row)
    except Problem as problem:
        if not problem.details:
            raise
        return _show(request, row, problem=problem, status=problem.status)
    messages.success(request, _("Accepted. Every value keeps the place where it was read."))
    return redirect(url_of(record._meta.model_name or "", record.pk) or reverse("draft", args=[pk]))


@page(ACCEPT)
def draft_reject(request: Request, pk: int) -> HttpResponse:
    """Keep the draft out of the record, with the reason."""
    row = _allowed(request, pk, ACCEPT)
    if request.method != "POST":
        return _back(row)
    try:
        actions.reject(request.viewer, row, request.POST.get("reason", ""))
    except Problem as problem:
        if problem.code != "reason-missing":
            raise
        return _show(request, row, problem=problem, status=problem.status)
    return redirect("drafts")


@page(VIEW_HISTORY)
def draft_history(request: Request, pk: int) -> HttpResponse:
    """What reviewers did with a draft."""
    return history_page(request, queries.draft(request.viewer, pk), "draft")


def _allowed(request: Request, pk: int, action: Action) -> Draft:
    """The draft, if the viewer may do this with it; to see it is not enough."""
    row = queries.draft(request.viewer, pk)
    require(request.viewer, action, row)
    return row


def _back(row: Draft, anchor: str = "") -> HttpResponse:
    return redirect(reverse("draft", args=[row.pk]) + (f"#{anchor}" if anchor else ""))
