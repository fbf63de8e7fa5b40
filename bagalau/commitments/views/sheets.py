"""The sheet that updates many commitments: downloaded, sent back, looked at, saved, taken back."""

from __future__ import annotations

import tempfile

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagalau.commitments import actions, queries, sheets
from bagalau.commitments.access import UPDATE
from bagalau.commitments.forms import CommitmentFilter, SheetForm
from bagalau.commitments.models import Batch
from bagalau.commitments.rules import BatchState
from bagalau.commitments.tables import batch_rows
from bagalau.lib.problems import Problem
from bagalau.people.middleware import Request, page
from bagalau.web.forms import mark_problem
from bagalau.web.middleware import words

LATEST = 10  # so many of the own sheets are listed
SHOWN = 200  # so many rows of a sheet are shown


@page(UPDATE)
def commitments_sheet(request: Request) -> HttpResponse:
    """Download the commitments of the list as a sheet to fill in, and send it back."""
    form = SheetForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            return redirect("batch", actions.receive(request.viewer, file.read(), file.name).pk)
        except Problem as problem:
            mark_problem(form, Problem(problem.code, words(problem), details={"file": words(problem)}))
    filters = CommitmentFilter(request.GET, request.viewer)
    rows = queries.updatable(request.viewer).filter(filters.condition())
    count = len(rows.order_by().values_list("pk", flat=True)[: sheets.MOST_ROWS + 1])
    context = {
        "form": form,
        "count": count,
        "too_many": count > sheets.MOST_ROWS,
        "most": sheets.MOST_ROWS,
        "query": request.GET.urlencode(),
        "filtered": filters.in_use,
        "batches": queries.batches(request.viewer)[:LATEST],
    }
    return render(request, "commitments/sheet.html", context, status=422 if form.errors else 200)


@page(UPDATE)
def commitments_template(request: Request) -> HttpResponseBase:
    """The commitments of the list that the viewer may update, as a sheet to fill in."""
    filters = CommitmentFilter(request.GET, request.viewer)
    rows = queries.updatable(request.viewer).filter(filters.condition())
    found = list(rows.order_by()[: sheets.MOST_ROWS + 1])  # in any order: sorted here, where they are few
    if len(found) > sheets.MOST_ROWS:
        raise Problem(
            "too-many-rows",
            _("The list has more than %(most)s commitments. Filter it, and download a part."),
            status=413,
            values={"most": sheets.MOST_ROWS},
        )
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when it was sent
    sheets.write(file, sorted(found, key=lambda row: (row.due_sort, row.pk)))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="commitments-update.xlsx")


@page(UPDATE)
def batch(request: Request, pk: int) -> HttpResponse:
    """A sheet that was sent: what it would change and what is wrong with it, or what it changed."""
    return _show(request, queries.batch(request.viewer, pk))


def _show(request: Request, sent: Batch, problem: Problem | None = None) -> HttpResponse:
    is_open = sent.state == BatchState.SHOWN
    lines = actions.lines_of(request.viewer, sent) if is_open else []
    good = [line for line in lines if line.is_good]
    wrong = [line for line in lines if line.mistakes]
    rows = batch_rows(good[:SHOWN] if is_open else sent.rows[:SHOWN])
    context = {
        "batch": sent,
        "problem": words(problem) if problem else "",
        "is_open": is_open,
        "is_saved": sent.state == BatchState.SAVED,
        "rows": rows,
        "count": len(good) if is_open else len(sent.rows),
        "wrong": wrong[:SHOWN],
        "wrong_count": len(wrong),
        "shown": SHOWN,
        "token": actions.token(lines),
    }
    return render(request, "commitments/batch.html", context, status=problem.status if problem else 200)


@page(UPDATE)
def batch_save(request: Request, pk: int) -> HttpResponse:
    """Save what a sheet says, as it was shown."""
    sent = queries.batch(request.viewer, pk)
    if request.method != "POST":
        return redirect("batch", pk)
    try:
        count = actions.save(request.viewer, sent, request.POST.get("shown", ""))
    except Problem as problem:
        return _show(request, queries.batch(request.viewer, pk), problem)
    said = ngettext("%(count)s commitment was updated.", "%(count)s commitments were updated.", count)
    messages.success(request, said % {"count": count})
    return redirect("batch", pk)


@page(UPDATE)
def batch_undo(request: Request, pk: int) -> HttpResponse:
    """Take back all that a sheet changed."""
    sent = queries.batch(request.viewer, pk)
    if request.method != "POST":
        return redirect("batch", pk)
    try:
        actions.undo(request.viewer, sent)
    except Problem as problem:
        return _show(request, queries.batch(request.viewer, pk), problem)
    messages.success(request, _("All that this sheet had changed is as it was before."))
    return redirect("batch", pk)
