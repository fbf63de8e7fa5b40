"""What stands instead of a form where a project cannot be changed now: why, and the way out."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from bagalau.people.middleware import Request
from bagalau.projects.access import REVISE_PROJECT
from bagalau.projects.actions import locked
from bagalau.projects.models import Project
from bagalau.projects.rules.life import UNDER_WAY, Phase
from bagalau.web.middleware import words


def refusal(request: Request, of: Project) -> HttpResponse | None:
    """The page that refuses before anything is filled in (PL-02), or nothing where the project can be changed."""
    problem = locked(of)
    if problem is None:
        return None
    context = {"project": of, "sentence": words(problem), **way_out(request, of, lies_there=problem.code)}
    return render(request, "projects/locked.html", context, status=problem.status)


def way_out(request: Request, of: Project, *, lies_there: str) -> dict[str, bool]:
    """How a project that cannot be changed now could be: by a new revision, or by one that lies with the board."""
    with_board = lies_there == "with-the-board"
    may = Phase(of.status) in UNDER_WAY and request.viewer.may(REVISE_PROJECT, of)
    return {"with_board": with_board, "may_open": may and not with_board}
