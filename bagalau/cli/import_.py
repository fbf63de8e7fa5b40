"""``bagalau import FILE… [--accept]``: files become drafts; with ``--accept`` those without errors enter the record.

With ``--project`` the files are sheets of a project, and ``--accept`` saves those without mistakes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bagalau.cli.files import bytes_of, name_of
from bagalau.cli.office import actor, open_office, unit
from bagalau.lib.problems import Problem

if TYPE_CHECKING:
    from bagalau.people.access import Viewer


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--unit", metavar="CODE", help="the unit the documents belong to")
    parser.add_argument("--as", dest="person", metavar="MAIL", help="who imports; without it, the first administrator")
    parser.add_argument("--public", action="store_true", help="let the public see the documents")
    parser.add_argument("--accept", action="store_true", help="accept what has no errors, without a review")
    parser.add_argument("--project", type=int, metavar="NUMBER", help="the files are sheets of this project")
    parser.add_argument("--take-out", action="store_true", help="with --project: take out the rows that are missing")


def run(args: argparse.Namespace) -> int:
    """Import each file; one that is refused does not hold up the others."""
    open_office()
    refused = 0
    for path in args.files:
        try:
            print(f"{path}: {import_one(path, args)}")
        except Problem as problem:
            refused += 1
            print(f"{path}: {problem.sentence}", file=sys.stderr)
            for place, sentence in problem.details.items():
                print(f"  {place}: {sentence}", file=sys.stderr)
    return 2 if refused else 0


def import_one(path: Path, args: argparse.Namespace) -> str:
    """Import one file; what came of it, in a few words."""
    from bagalau.documents import actions
    from bagalau.documents.rules import Visibility

    viewer = actor(args.person)
    if args.project is not None:
        return _import_sheet(path, args, viewer)
    visibility = Visibility.PUBLIC if args.public else Visibility.INTERNAL
    about = actions.About(unit=unit(args.unit, viewer), visibility=visibility)
    imported = actions.import_file(viewer, bytes_of(path), name_of(path), about)
    draft = imported.draft
    if not draft.is_open:
        return f"read before, {draft.get_status_display().lower()} (draft {draft.pk})"
    if args.accept:
        record = actions.accept(viewer, draft)
        return f"accepted as {record._meta.verbose_name} {record.pk}: {record}"
    words = "read before, " if imported.already else ""
    return f"{words}waiting for review as draft {draft.pk}, {draft.doubts} doubtful places"


def _import_sheet(path: Path, args: argparse.Namespace, viewer: Viewer) -> str:
    """Take one sheet in, or say what it would change."""
    from bagalau.projects.actions import sheets
    from bagalau.projects.queries import projects
    from bagalau.projects.queries.sheets import preview

    project = projects(viewer).filter(pk=args.project).first()
    if project is None:
        raise Problem("no-project", f"There is no project {args.project}. Its page has the number in its address.")
    sent = sheets.receive(viewer, project, bytes_of(path), name_of(path), takes_out=args.take_out)
    found = preview(sent)
    if found.outcome.mistakes:
        details = {f"{found.told.sheet} {one.address} {one.column}": one.sentence for one in found.outcome.mistakes}
        raise Problem("bad-sheet", "Nothing is saved before these cells are corrected.", status=422, details=details)
    counts = ", ".join(f"{found.outcome.count(act)} {act}" for act in ("added", "changed", "gone"))
    if args.accept:
        sheets.save(viewer, sent, found.token)
        return f"saved as sheet {sent.pk}: {counts}"
    return f"waiting to be looked at as sheet {sent.pk}: {counts}"
