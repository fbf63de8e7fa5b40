"""Exports of commitments: the time of a row against a bare write of the same values, and memory that stays flat.

Each export runs in a process of its own (``python -m bench.exports DATABASE FORM ROWS``), which reports its greatest
size and, ours and the bare one taking turns, the time on the processor. A spreadsheet of all rows must need no more
memory than one of 10,000.
"""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.office import installation, person, start_django
from bench.table import Row, fastest

FORMS = ("csv", "xlsx")
RUNS = 2
SOME, ALL = 10_000, 10**12
GOAL = 3.0
GOAL_OF_MEMORY = 1.1
BARE_FIELDS = (
    "pk text unit__code responsible due_on status status origin_title origin_place comment justification updated_at"
).split()


@dataclass(frozen=True)
class Report:
    """What one export took: rows, processor seconds of ours and of the bare one, and the greatest size in MB."""

    rows: int
    ours: float
    bare: float
    peak: float


def rows(*, quick: bool = False) -> list[Row]:
    """Two rows for each form; CSV alone when it is quick."""
    database = installation(quick=quick).large
    found = []
    for form in FORMS[:1] if quick else FORMS:
        all_rows, some = _run(database, form, ALL), _run(database, form, 100 if quick else SOME)
        name = f"{all_rows.rows:,} commitments as {form.upper()}"
        each, bare_each = (seconds / all_rows.rows * 1e6 for seconds in (all_rows.ours, all_rows.bare))
        found += [
            Row(f"{name}, each", each, "µs", bare_each, "values_list and the bare writer", GOAL),
            Row(f"{name}, memory", all_rows.peak, "MB", some.peak, f"{some.rows:,} commitments", GOAL_OF_MEMORY),
        ]
    return found


def _run(database: Path, form: str, rows: int) -> Report:
    command = [sys.executable, "-m", "bench.exports", str(database), form, str(rows)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    return Report(**json.loads(done.stdout))


def main(database: str, form: str, rows: str) -> None:
    """Run one export and print its report."""
    start_django(Path(database).parent, Path(database))
    ours(form, 50)  # what is imported and opened once is not the cost of a row
    _fill_page_cache()
    written = ours(form, int(rows))
    greatest = peak()
    mine, floor = fastest(
        lambda: ours(form, int(rows)), lambda: bare(form, int(rows)), runs=RUNS, clock=time.process_time
    )
    print(json.dumps(asdict(Report(written, mine, floor, greatest))))


def _fill_page_cache() -> None:
    """Let SQLite's cache have its full size, which any large query gives it: it is not the memory of an export."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT SUM(LENGTH(comment)) FROM commitments_commitment")


def ours(form: str, rows: int) -> int:
    """The export that the page of the list offers to an administrator."""
    from django.test import RequestFactory  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from bagalau.commitments.queries import commitments  # noqa: PLC0415
    from bagalau.commitments.tables import columns  # noqa: PLC0415
    from bagalau.people.queries import viewer_for  # noqa: PLC0415
    from bagalau.web.exports import export  # noqa: PLC0415

    viewer = viewer_for(person("administrator"), timezone.localdate())
    visible = commitments(viewer)
    chosen = visible.filter(pk__lt=_bound(visible, rows))
    response = export(
        RequestFactory().get("/", {"format": form}), chosen, columns(viewer.today), default="due", name="commitments"
    )
    assert response is not None
    with tempfile.TemporaryFile() as file:
        file.writelines(response)
    response.close()
    return chosen.count()


def bare(form: str, rows: int) -> int:
    """The same values as they are stored, by the writer alone."""
    from bagalau.commitments.models import Commitment  # noqa: PLC0415

    chosen = Commitment.objects.all()
    chosen = chosen.filter(pk__lt=_bound(chosen, rows)).order_by("due_sort", "pk")
    values = chosen.values_list(*BARE_FIELDS).iterator(2000)
    if form == "csv":
        with tempfile.TemporaryFile("w+", newline="") as file:
            csv.writer(file).writerows(values)
    else:
        _bare_workbook(values)
    return chosen.count()


def _bare_workbook(values: Iterable[tuple[Any, ...]]) -> None:
    import xlsxwriter  # noqa: PLC0415

    options = {"constant_memory": True, "remove_timezone": True, "default_date_format": "yyyy-mm-dd"}
    with tempfile.TemporaryFile() as file, xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(values):
            sheet.write_row(place, 0, row)


def _bound(visible: Any, rows: int) -> int:
    """A key that about so many rows lie below."""
    keys = visible.order_by("pk").values_list("pk", flat=True)
    last: int = keys[rows : rows + 1].first() or ALL
    return last


def peak() -> float:
    """The greatest size of this process in MB. The kernel's own line, as ``getrusage`` also counts the parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    main(*sys.argv[1:])
