"""Six thousand assessments with twenty answers each in 170 units: what the lists, oversight, another version of the
rules and the saving of one answer cost."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any

from bench import office, pages
from bench.table import Row, fastest

SIZES, EVALUATIONS, UNITS = (60, 6_000), 600, 170
QUICK_SIZES, QUICK_UNITS = (6, 24), 42
PAGES = {
    "assessments": "/quality/",
    "assessments, closure": "/quality/?stage=closure",
    "assessments, rated": "/quality/?overall=needs-improvement",
    "answers": "/quality/answers/",
    "answers, without evidence": "/quality/answers/?status=approved&evidence=no",
    "ratings": "/quality/ratings/",
    "projects by their assessments": "/quality/oversight/projects/",
    "oversight of quality": "/quality/oversight/",
}
OVERSIGHT = "/quality/oversight/"
GOAL_OF_RATING = 3.0
RUNS = 5


def rows(*, quick: bool = False) -> list[Row]:
    """Pages against bare ones and at both sizes; re-rating against loading; saving against a bare write."""
    made = installation(quick=quick)
    runs = 1 if quick else RUNS
    small, large = (dict(costs(made, size, runs)) for size in made.sizes)
    found = list(_against_bare(large))
    asked, before = (sum(cost.queries for cost in one.values()) for one in (large, small))
    less = f"{made.sizes[0]:,} assessments"
    found.append(Row("queries, quality, all pages together", asked, "queries", before, less, 1))
    with made.serving(made.sizes[1]):
        return [*found, *_reckoned_anew(runs), _rated_anew(runs), _saved(runs)]


def installation(*, quick: bool) -> office.Installation:
    """Two databases, each made once; the folder is gone when the process ends."""
    made = office.Installation(office.temporary_folder(), QUICK_SIZES if quick else SIZES)
    office.start_django(made.folder)
    for size in made.sizes:
        with made.serving(size):
            office.prepare()
            office.fill(EVALUATIONS, QUICK_UNITS if quick else UNITS)
            _fill(size)
    return made


def _fill(size: int) -> None:
    from django.db import connection  # noqa: PLC0415

    from bench.quality_office import add_assessments  # noqa: PLC0415

    add_assessments(office.seer("administrator"), size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def costs(made: office.Installation, size: int, runs: int) -> Iterator[tuple[pages.Key, pages.Cost]]:
    """What each page costs each viewer."""
    with made.serving(size):
        for viewer in (*office.VIEWERS, office.PUBLIC):
            closed = ("oversight" if viewer == office.PUBLIC else "nothing",)
            yield from pages.measured(viewer, {n: at for n, at in PAGES.items() if closed[0] not in at}, runs)


def _against_bare(large: Mapping[pages.Key, pages.Cost]) -> Iterator[Row]:
    """For each page the viewer who waits longest."""
    for page in dict.fromkeys(page for page, _viewer in large):
        found = {viewer: cost for (name, viewer), cost in large.items() if name == page}
        viewer, cost = max(found.items(), key=lambda one: one[1].ratio)
        yield Row(f"page, {page}", cost.page, "ms", cost.bare, f"bare page of as many texts ({viewer})", pages.GOAL)


def _reckoned_anew(runs: int) -> Iterator[Row]:
    """Oversight when nothing of it is kept: what whoever looks first after an approval waits for."""
    from django.core.cache import cache  # noqa: PLC0415

    from bench.bare import texts_in  # noqa: PLC0415

    client = office.browser("administrator")
    empty = texts_in(client.get("/bare/0/").content.decode())
    bare = f"/bare/{texts_in(client.get(OVERSIGHT).content.decode()) - empty}/"

    def anew() -> None:
        cache.clear()
        client.get(OVERSIGHT)

    ours, floor = fastest(anew, lambda: client.get(bare), runs=runs, clock=time.process_time)
    name = "page, oversight of quality, first look after an approval"
    yield Row(name, ours * 1000, "ms", floor * 1000, "bare page of as many texts", pages.GOAL)


def _rated_anew(runs: int) -> Row:
    """All assessments rated by another version of the scheme, against loading their answers."""
    from dataclasses import replace  # noqa: PLC0415

    from bagalau.quality.models import Assessment  # noqa: PLC0415
    from bagalau.quality.rules.rating import Rater  # noqa: PLC0415

    raters: dict[int, Any] = {}
    for of in Assessment.objects.select_related("questionnaire", "scheme").order_by("questionnaire").iterator():
        if of.questionnaire_id not in raters:
            raters[of.questionnaire_id] = of.questionnaire.questionnaire, replace(of.scheme.scheme, version="2")

    def rerate() -> int:
        by_version = {key: Rater(asked, scheme) for key, (asked, scheme) in raters.items()}
        return sum(by_version[key].rate(told).overall is not None for key, told in _loaded())

    assert rerate() > 0
    floor, ours = fastest(_loaded, rerate, runs=runs, clock=time.process_time)
    return Row("all assessments rated anew, loading included", ours, "s", floor, "loading the answers", GOAL_OF_RATING)


def _loaded() -> list[tuple[int, dict[str, str]]]:
    """What was answered in all assessments, with the keys of the questionnaires."""
    from bagalau.quality.models import Answer, Assessment  # noqa: PLC0415

    told: dict[int, dict[str, str]] = {}
    for key, question, value in (
        Answer.objects.order_by().values_list("assessment_id", "question", "value").iterator(5000)
    ):
        told.setdefault(key, {})[question] = value
    return [
        (version, told[key]) for key, version in Assessment.objects.order_by().values_list("pk", "questionnaire_id")
    ]


def _saved(runs: int) -> Row:
    """One answer saved by the form's action, against a bare write of its row with a line in the journal."""
    from django.utils import timezone  # noqa: PLC0415

    from bagalau.people import journal  # noqa: PLC0415
    from bagalau.quality.actions.answering import save_answer  # noqa: PLC0415
    from bagalau.quality.models import Answer  # noqa: PLC0415
    from bagalau.quality.queries import assessment, assessments  # noqa: PLC0415

    who = office.seer("administrator")
    of = assessment(who, assessments(who).filter(status="draft").values_list("pk", flat=True)[0])
    row = of.answers.order_by("number").first()
    assert row is not None
    numbers = iter(range(10**6))

    def ours() -> None:
        save_answer(who, of, row.question, {"evidence": f"Visit {next(numbers)} of the clinics."})

    @journal.turn()
    def bare() -> None:
        Answer.objects.filter(pk=row.pk).update(evidence=f"Visit {next(numbers)}.", changed_at=timezone.now())
        journal.write(who.person, "answer", of, {}, {"evidence": f"Visit {next(numbers)}."})

    floor, taken = fastest(bare, ours, runs=runs * 10, clock=time.process_time)
    return Row(
        "an answer saved", taken * 1000, "ms", floor * 1000, "bare write of one row with its journal line", pages.GOAL
    )
