"""``bagalau report NAME …``: a report as a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bagalau.cli.office import actor, day, open_office
from bagalau.formats.write.paper import WRITERS
from bagalau.lib.problems import Problem

# under the names of the form
GIVEN = "evaluation project assessment version year period state as_of language second format".split()


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("name", metavar="NAME", help="such as response-matrix, annual or project-document")
    parser.add_argument("--evaluation", metavar="NUMBER", help="its number, or words of its title")
    parser.add_argument("--project", metavar="NUMBER", help="its number, or words of its title")
    parser.add_argument("--assessment", metavar="NUMBER", help="its number, or words of its title")
    parser.add_argument("--version", type=int, metavar="NUMBER", help="of a project; without it what was signed last")
    parser.add_argument("--unit", metavar="CODE", help="the unit, with what lies under it")
    parser.add_argument("--year", type=int, help="the year of an annual report or work plan")
    parser.add_argument("--period", choices=["first", "second"], default="first", help="which follow-up report")
    parser.add_argument("--state", help="only key actions in this state, such as overdue")
    parser.add_argument("--as-of", type=day, metavar="DAY", help="an earlier day, as 2024-12-31")
    parser.add_argument("--format", choices=WRITERS, default="pdf")
    parser.add_argument("--language", choices=["en", "ru", "kk"], default="en")
    parser.add_argument("--second", choices=["en", "ru", "kk"], default="", help="a second language beside it")
    parser.add_argument("--as", dest="person", metavar="MAIL", help="whose report; without it the first administrator")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to write it; - for standard output")


def run(args: argparse.Namespace) -> int:
    """Write the report and say where."""
    open_office()
    from bagalau.exports import catalogue
    from bagalau.exports.forms import ReportForm

    viewer = actor(args.person)
    if args.name not in (names := [one.NAME for one in catalogue.reports_for(viewer)]):
        raise Problem("no-report", f"There is no report {args.name}. You may have: {', '.join(names)}.", status=404)
    kind = catalogue.report(viewer, args.name)
    form = ReportForm(_given(args), viewer=viewer, kind=kind)
    if not form.is_valid():
        details = {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}
        raise Problem("invalid", "The report cannot be made from this.", details=details)
    made = catalogue.make(viewer, kind, form.parameters(), language=args.language, form=args.format)
    if str(args.output) == "-":
        sys.stdout.buffer.write(made.data)
        return 0
    path = args.output or Path(made.name)
    try:
        path.write_bytes(made.data)
    except OSError as error:
        raise Problem("not-written", f"{path} cannot be written: {error.strerror}.") from error
    print(f"{path}: {made.report.title}")
    return 0


def _given(args: argparse.Namespace) -> dict[str, object]:
    """The arguments as the form of the page takes them; a unit is named by its code."""
    from bagalau.cli.office import unit

    given = {name: getattr(args, name) for name in GIVEN}
    if args.unit:
        given["unit"] = unit(args.unit, actor(args.person)).pk
    return given
