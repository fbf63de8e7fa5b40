"""Lists: pages, filters, orders, and following what changes."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bagalau.api.tests import Program, refusal, said
from bagalau.api.v1.checks import CheckList
from bagalau.api.v1.commitments.looks import CommitmentList
from bagalau.api.v1.documents import DocumentList
from bagalau.api.v1.evaluations.looks import EvaluationList
from bagalau.api.v1.notices import NoticeList
from bagalau.api.v1.plans.change_requests import ChangeList
from bagalau.api.v1.plans.looks import PlanList
from bagalau.api.v1.plans.projects import ProjectList
from bagalau.api.v1.recurrences import RecurrenceList
from bagalau.api.v1.responses.looks import ResponseList
from bagalau.api.v1.roster.evaluators import EvaluatorList
from bagalau.commitments.actions import Said, update
from bagalau.commitments.forms import CommitmentFilter
from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import Status
from bagalau.commitments.tables import columns as commitment_columns
from bagalau.documents.forms import DocumentFilter
from bagalau.documents.rules import Visibility
from bagalau.documents.tables import DOCUMENTS
from bagalau.evaluations.actions import set_visibility
from bagalau.evaluations.actions.content import Stated, add_statement
from bagalau.evaluations.forms import EvaluationFilter
from bagalau.evaluations.forms.checks import CheckFilter
from bagalau.evaluations.forms.plans import PlanFilter, ProjectFilter
from bagalau.evaluations.forms.plans_lines import ChangeFilter
from bagalau.evaluations.forms.recurrences import RecurrenceFilter
from bagalau.evaluations.forms.responses import ResponseFilter
from bagalau.evaluations.forms.roster import RosterFilter
from bagalau.evaluations.models import CheckResult, Recommendation, Recurrence, TeamMember
from bagalau.evaluations.rules.content import Kind
from bagalau.evaluations.tables import columns as evaluation_columns
from bagalau.evaluations.tests import making
from bagalau.people import journal
from bagalau.reminders.forms import NoticeFilter
from bagalau.reminders.models import Notice
from bagalau.search.models import Folder, SavedSearch

pytestmark = pytest.mark.django_db
FILTERS = [
    (CommitmentList, lambda viewer: CommitmentFilter({}, viewer), set()),
    (DocumentList, lambda viewer: DocumentFilter({}, viewer), set()),
    (EvaluationList, lambda viewer: EvaluationFilter({}, viewer), set()),
    (ResponseList, lambda viewer: ResponseFilter({}, viewer, 42), {"evaluation"}),
    (PlanList, lambda viewer: PlanFilter({}, viewer), set()),
    (ProjectList, lambda viewer: ProjectFilter({}, viewer), set()),
    (ChangeList, lambda viewer: ChangeFilter({}, viewer), set()),
    (EvaluatorList, lambda viewer: RosterFilter({}, viewer), set()),
    (CheckList, lambda viewer: CheckFilter({}, viewer), {"evaluation"}),
    (RecurrenceList, lambda viewer: RecurrenceFilter({}, viewer), set()),
    (NoticeList, lambda _viewer: NoticeFilter({}), set()),
]


@pytest.mark.parametrize(("asked", "form", "more"), FILTERS, ids=[asked.__name__ for asked, _form, _more in FILTERS])
def test_a_list_has_the_filters_of_its_page_with_their_choices(asked, form, more, viewer, administrator):
    fields = form(viewer(administrator)).fields
    assert set(asked.model_fields) - asked.PAGING == set(fields) | more
    for name, field in fields.items():
        if choices := getattr(field, "choices", None):
            codes = {str(code) for code, _label in choices} - {""}
            if not hasattr(field, "queryset"):
                assert codes == _described(asked, name), name


def _described(asked, name):
    schema = asked.model_json_schema()
    found = set()
    for one in schema["properties"][name].get("anyOf", [schema["properties"][name]]):
        target = schema["$defs"][one["$ref"].rpartition("/")[2]] if "$ref" in one else one
        found |= set(target.get("enum", [target["const"]] if "const" in target else []))
    return found


@pytest.mark.parametrize(
    ("asked", "columns"),
    [
        (CommitmentList, commitment_columns),
        (EvaluationList, evaluation_columns),
        (DocumentList, lambda _day: DOCUMENTS),
    ],
)
def test_a_list_has_the_orders_of_its_page(asked, columns, viewer):
    names = {column.name for column in columns(viewer().today) if column.sort}
    assert _described(asked, "sort") == names | {f"-{name}" for name in names}


@pytest.fixture
def review(office):
    return making.evaluation(office.country, "Review of the mills")


@pytest.mark.parametrize("sort", ["due", "-due", "state", "-updated"])
def test_every_row_comes_once_in_any_order(office, review, officer, program, sort):
    made = {making.promise(review, f"Promise {number}", due=f"202{number % 3}").pk for number in range(9)}
    ask, path, found = program(officer), f"/commitments?limit=2&sort={sort}", []
    while path:
        shown = said(ask.get(path))
        found += [row["id"] for row in shown["items"]]
        path = shown["next"]
    assert sorted(found) == sorted(made)
    assert len(found) == len(made)


def test_filters_narrow_as_on_the_page(office, review, officer, program):
    late, _other = making.promise(review, "Mend the mill", due="2020"), making.promise(review, "Sweep", due="2099")
    ask = program(officer)
    assert [row["id"] for row in said(ask.get("/commitments?state=overdue"))["items"]] == [late.pk]
    assert [row["id"] for row in said(ask.get("/commitments?words=MEND&due_to=2021-01-01"))["items"]] == [late.pk]
    assert said(ask.get(f"/commitments?unit={office.neighbour.pk}"))["items"] == []


def test_filters_that_are_not_open_to_the_public_are_refused_and_not_passed_over(office):
    assert refusal(Program().get(f"/evaluations?unit={office.country.pk}")) == (403, "not-allowed")


def changed(ask, path, since):
    """The keys that are new since a moment, and the moment from which to ask the next time."""
    shown = said(ask.get(f"{path}?updated_since={since}".replace("+", "%2B")))
    return {row["id"] for row in shown["items"]}, shown["settled_until"]


def test_what_changes_is_followed_from_one_time_to_the_next(review, officer, viewer, program):
    actor = viewer(officer)
    first, second = making.promise(review, "Mend the mill"), making.promise(review, "Sweep the yard")
    ask = program(officer)
    _found, since = changed(ask, "/commitments", "2020-01-01T00:00:00Z")
    assert changed(ask, "/commitments", since)[0] == set()
    update(actor, Commitment.objects.get(pk=second.pk), Said(Status.INITIATED, "The broom is bought."))
    found, later = changed(ask, "/commitments", since)
    assert found == {second.pk}
    update(actor, Commitment.objects.get(pk=first.pk), Said(Status.INITIATED, "The wood is cut."))
    assert changed(ask, "/commitments", later)[0] == {first.pk, second.pk}  # the moment itself counts


def test_what_is_published_with_its_evaluation_is_followed_by_the_public(review, officer, viewer):
    promise = making.promise(review, "Mend the mill")
    _found, since = changed(Program(), "/commitments", "2020-01-01T00:00:00Z")
    set_visibility(viewer(officer), review, Visibility.PUBLIC)
    assert changed(Program(), "/commitments", since)[0] == {promise.pk}


def test_what_an_evaluation_says_is_followed_too(review, officer, viewer, program):
    ask = program(officer)
    set_visibility(viewer(officer), review, Visibility.PUBLIC)
    _found, since = changed(ask, "/findings", "2020-01-01T00:00:00Z")
    made = add_statement(viewer(officer), review, Kind.FINDING, Stated("The roof leaks."))
    assert changed(ask, "/findings", since)[0] == {made.pk}
    assert changed(ask, "/evaluations", since)[0] == {review.pk}


def test_what_is_touched_in_several_places_comes_once(review, office, officer, viewer, program):
    for unit in (office.country, office.neighbour):
        journal.write(officer, "answer", review.responses.create(unit=unit), {}, {"text": "Yes."})
    shown = said(program(officer).get("/evaluations?updated_since=2020-01-01T00:00:00Z"))
    assert [row["id"] for row in shown["items"]] == [review.pk]


def test_a_moment_beyond_all_times_is_as_good_as_the_nearest(officer, program):
    for moment in ("0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"):
        assert program(officer).get(f"/commitments?updated_since={moment}").status_code == 200


LISTS = (
    "/units /documents /commitments /evaluations /findings /conclusions /lessons /recommendations /key-actions "
    "/responses /plans /plan-changes /projects /journal /evaluators /checks /checks/catalogue /notices /searches "
    "/recurrences /folders /sheets /oversight/evaluations /oversight/actions /reports /value-lists /parameters"
).split()


@pytest.fixture
def grown(office, review, administrator, viewer):
    """``grown(numbers)``: one more of what lists show for each number."""

    def add(numbers):
        for number in numbers:
            of = making.evaluation(office.country, f"Review {number}", stage="completed", completed="2024-01")
            for kind in Kind:
                add_statement(viewer(administrator), of, kind, Stated("(i) Mend it; (ii) sweep it."))
            making.promise(of, f"Promise {number}", due="2025")
            of.responses.create(unit=office.country)
            making.document(office.country, f"Paper {number}")
            of.unit.covered_projects.create(number=f"{number}", title="Dams")
            plan = of.unit.plans.create(starts=f"{2000 + number}-01-01", ends=f"{2000 + number}-12-31")
            plan.changes.create(kind="addition", rationale="The dams broke.", requested_by=administrator)
            entry = office.country.evaluators.create(name=f"Evaluator {number}")
            TeamMember.objects.create(evaluation=of, name=entry.name, evaluator=entry)
            what = {"record_kind": "evaluation", "record_id": of.pk}
            CheckResult.objects.create(evaluation=of, check_number="EK-01", severity="error", weight=1, **what)
            add_statement(viewer(administrator), review, Kind.RECOMMENDATION, Stated("Mend it."))
            earlier, later = (Recommendation.objects.filter(evaluation=one).latest("pk") for one in (review, of))
            pair = {"likeness": 90, "repeats": 1, "day": "2025-01-01", "span": "unit"}
            Recurrence.objects.create(later=later, earlier=earlier, **pair)
            asked = {"kind": "action_due", "label": "Mend the mill", "asked_on": "2025-06-16", "period": "2025"}
            Notice.objects.create(person=administrator, **asked, **what)
            SavedSearch.objects.create(person=administrator, name=f"Search {number}", query="q=mills")
            Folder.objects.create(owner=administrator, name=f"Folder {number}", unit=office.country)
            administrator.batches.create(name=f"sheet {number}.xlsx")

    return add


def counted(ask, path):
    with CaptureQueriesContext(connection) as asked:
        assert ask.get(path).status_code == 200, path
    return len(asked)


def test_a_list_asks_the_same_of_a_small_and_a_large_office(grown, administrator, program):
    ask = program(administrator)
    ask.get("/units")
    grown(range(2))
    few = {path: counted(ask, path) for path in LISTS}
    grown(range(2, 30))
    many = {path: counted(ask, path) for path in LISTS}
    assert many == few
    assert max(many.values()) <= 14


def fresh(ask, path):
    """The queries of an answer of which nothing is kept from the time before."""
    cache.clear()
    return counted(ask, path)


def test_an_answer_about_one_record_asks_the_same_however_much_hangs_on_it(
    grown, administrator, program, office, viewer
):
    ask = program(administrator)
    ask.get("/units")
    grown([0])
    of = office.country.evaluations.get(title="Review 0")
    entry = of.team.get().evaluator
    folder = Folder.objects.get()
    folder.passages.create(root_kind="evaluation", root_id=of.pk, part="head", text="x", unit_id=of.unit_id)
    paths = [
        *("/oversight", f"/evaluators/{entry.pk}", f"/folders/{folder.pk}"),
        *(f"/evaluations/{of.pk}{rest}" for rest in ("", "/team", "/trace", "/content")),
        f"/plans/{office.country.plans.get().pk}/gaps",
    ]
    few = {path: fresh(ask, path) for path in paths}
    grown(range(1, 20))
    for number in range(20):
        TeamMember.objects.create(evaluation=of, name=f"Evaluator {number}", evaluator=entry)
        folder.passages.create(
            root_kind="evaluation", root_id=of.pk, part=f"finding-{number}", text="x", unit_id=of.unit_id
        )
        for kind in Kind:
            add_statement(viewer(administrator), of, kind, Stated(f"(i) Mend {number}; (ii) sweep it."))
        making.promise(of, f"Promise {number}")
    assert {path: fresh(ask, path) for path in paths} == few
