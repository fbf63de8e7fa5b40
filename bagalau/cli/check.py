"""``bagalau check [FILE …]``: what is wrong with what was answered and promised, in papers or in the whole record.

``--recurring`` tells instead which recommendations were made before, in other reports.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bagalau.cli import check_projects, check_quality
from bagalau.cli.files import bytes_of, name_of
from bagalau.cli.office import day
from bagalau.lib.problems import Problem

if TYPE_CHECKING:
    from bagalau.evaluations.rules.checks.told import Result

Found = Iterable[tuple[str, "list[Result] | list[check_projects.Found] | list[check_quality.Found]"]]
OF_PAPERS = (check_projects.Found, check_quality.Found)


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="papers to check, imported or not")
    parser.add_argument("--unit", metavar="CODE", help="without files: only the projects and evaluations of a unit")
    parser.add_argument("--evaluation", type=int, metavar="NUMBER", help="without files: only this evaluation")
    parser.add_argument("--as", dest="person", metavar="MAIL", help="who looks; without it the first administrator")
    parser.add_argument("--on", type=day, metavar="DAY", help="the day they are checked for: 2025-12-31")
    parser.add_argument(
        "--recurring", action="store_true", help="without files: what was recommended before, in other reports"
    )
    parser.add_argument("--json", action="store_true", help="print the results as one JSON list")


def run(args: argparse.Namespace) -> int:
    """Print what was found; 1 if there is an error among it."""
    import django

    django.setup()
    if args.recurring:
        from bagalau.cli.recurring import tell

        return tell(args)
    found = [(title, results) for title, results in (_of_files(args) if args.files else _of_office(args))]
    if args.json:
        print(
            json.dumps(
                [_as_json(title, one) for title, results in found for one in results], ensure_ascii=False, indent=1
            )
        )
    else:
        print("\n".join(_as_text(found)))
    return int(any(one.severity == "error" for _title, results in found for one in results))


def _of_files(args: argparse.Namespace) -> Found:
    """The files are read and checked; nothing is kept, and no database is asked."""
    from bagalau.documents.extract import extract, label_of
    from bagalau.documents.extract.draft import plain
    from bagalau.evaluations.rules.checks import examine, paper
    from bagalau.formats.read import read
    from bagalau.reference.rules.parameters import in_force

    today = args.on or date.today()
    parameters = in_force((), today)
    for path in args.files:
        reading = read(bytes_of(path), name_of(path))
        draft = extract(reading)
        if draft.kind == check_projects.KIND:
            yield str(path), check_projects.found_in(draft, reading)
            continue
        if draft.kind == check_quality.KIND:
            yield str(path), check_quality.found_in(draft, reading, today)
            continue
        if draft.kind not in paper.KINDS:
            raise Problem(
                "no-checks", f"{path}: there are no checks for a {label_of(draft.kind, draft.system).lower()} yet."
            )
        yield str(path), examine(paper.report(draft.kind, plain(draft.record), parameters), today, parameters)


def _of_office(args: argparse.Namespace) -> Found:
    from bagalau.cli.office import actor, evaluations_of, open_office, projects_of
    from bagalau.evaluations.queries.checks import examined

    open_office()
    viewer = actor(args.person)
    if args.evaluation is None:
        for project in projects_of(viewer, args.unit):
            yield project.title, check_projects.found_now(project)
    for row, results in examined(evaluations_of(viewer, args.unit, args.evaluation), args.on or viewer.today):
        yield row.title, results


def _sentence(one: Result) -> tuple[str, str]:
    """The place and the sentence, in words."""
    from bagalau.evaluations.rules.life import Need
    from bagalau.evaluations.tables.life import NEEDS

    values = {
        name: str(NEEDS[Need(str(value))]) if name == "what" and value in set(Need) else value
        for name, value in one.values.items()
    }
    return one.place.words % one.place.values if one.place.words else "", one.sentence % values


def _as_json(title: str, one: Result | check_projects.Found | check_quality.Found) -> dict[str, Any]:
    if isinstance(one, OF_PAPERS):
        return one.as_json(title)
    place, sentence = _sentence(one)
    return {
        "of": title,
        "check": one.check,
        "severity": str(one.severity),
        "place": place,
        "record": [one.place.kind, one.place.key] if one.place.key else None,
        "sentence": sentence,
    }


def _as_text(
    found: list[tuple[str, list[Result] | list[check_projects.Found] | list[check_quality.Found]]],
) -> Iterable[str]:
    for title, results in found:
        yield f"{title}: {len(results)}"
        for one in results:
            if isinstance(one, OF_PAPERS):
                yield from one.as_text()
                continue
            place, sentence = _sentence(one)
            yield f"  {one.check} {one.severity:<7} {f'{place}: ' if place else ''}{sentence}"
