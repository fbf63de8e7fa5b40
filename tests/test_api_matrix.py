"""Every operation of the programming interface for every role and token: what opens is what its action says.

The records, and who somebody is, are those of the matrix of pages; what is expected is again worked out from the
action of an operation alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone

from bagalau.api.actions import make_token, revoke_token
from bagalau.api.models import ApiToken
from bagalau.api.rules import Scope
from bagalau.api.v1.description import doors
from bagalau.api.v1.doors import FORM, Token
from bagalau.evaluations.access import EDIT_RESPONSE, SUBMIT_PLAN, VIEW_EVALUATIONS
from bagalau.people import journal
from bagalau.people.models import Person, RoleGrant
from bagalau.people.queries import viewer_for
from bagalau.people.rules import Action
from tests import test_permission_matrix as pages
from tests.pages import ABSENT, REFUSED
from tests.test_permission_matrix import CAST, DOORS, SHARED, Who, World

pytestmark = pytest.mark.django_db
world = pages.world  # the fixture
NO_TOKEN, UNFIT = 401, 422


@dataclass(frozen=True)
class Op:
    """What an operation is about, what it is sent, and the answer to somebody who may.

    ``record`` is a kind of the world; ``pick`` which of its arguments stand in the address. ``for_unit``: not a record
    decides but the unit that is sent; this is the answer where that is not one's own. ``decides``: the action that
    decides about the record, where it depends on what is sent. ``query``: what stands behind the address.
    """

    record: str = ""
    sent: Mapping[str, Any] | None = None
    good: int = 200
    pick: tuple[int, ...] = ()
    for_unit: int = 0
    decides: Action | None = None
    query: str = ""


@dataclass(frozen=True)
class Its:
    """A key that is sent: of a kind of record in the same place, one of its arguments."""

    record: str
    argument: int = 0


def op(record: str, /, good: int = 200, **sent: Any) -> Op:
    """An operation that changes a record."""
    return Op(record, sent, good)


TEXT = {"text": "The roof leaks."}
REVIEW = {"kind": "annual", "year": 2024, "held_on": "2024-12-01", "note": "It goes well."}
LINE = {"title": "Study of the dams", "planned_end": "2027-06", "cost": 5, "funding_source": "Dams"}
OPERATIONS = {
    **dict.fromkeys("evaluations findings conclusions lessons recommendations key_action_rows responses".split(), Op()),
    **dict.fromkeys("plan_rows plan_changes projects commitments documents search units journal".split(), Op()),
    **dict.fromkeys(
        "evaluator_rows oversight_figures check_rows check_catalogue saved_searches folder_rows".split(), Op()
    ),
    **dict.fromkeys(
        "recurrence_rows report_rows notice_rows value_list_rows parameter_rows commitment_sheet sheet_rows".split(),
        Op(),
    ),
    **{name: Op(name) for name in "evaluation conclusion lesson recommendation response commitment document".split()},
    **{f"evaluation_{name}": Op("evaluation") for name in "steps content".split()},
    **{f"{name}_history": Op(name) for name in "evaluation response commitment document evaluator".split()},
    "plan_history": Op("evaluationplan"),
    "project_history": Op("coveredproject"),
    **{f"commitment_{name}": Op("commitment") for name in "updates evidence".split()},
    "add_evaluation": Op("", {"unit": "country", "title": "Review of the wells"}, 201, for_unit=UNFIT),
    "change_evaluation": op("evaluation", title="Renamed"),
    "move_evaluation": op("evaluation", stage="cancelled", reason="No money."),
    "rate_evaluation": op("answerable", rating="s"),
    "publish_evaluation": op("evaluation", visibility="public"),
    "add_evaluation_document": op("evaluation", 201, type="report", file="a file"),
    "remove_evaluation_document": Op("listed"),
    **{f"add_{kind}": op("evaluation", 201, **TEXT) for kind in "finding conclusion lesson recommendation".split()},
    "finding": Op("statement", pick=(2,)),
    "change_finding": Op("statement", TEXT, pick=(2,)),
    "remove_finding": Op("statement", pick=(2,)),
    **{f"change_{kind}": op(kind, **TEXT) for kind in "conclusion lesson recommendation".split()},
    **{f"remove_{kind}": Op(kind) for kind in "conclusion lesson recommendation part".split()},
    "add_part": op("recommendation", 201, label="c", text="the yard"),
    "change_part": op("part", text="the yard"),
    "start_response": op("answerable", 201, unit="here"),
    "change_response": op("written", description="We thank the team."),
    "answer_recommendation": op("answer", stance="accepted"),
    "add_key_action": op("written", 201, recommendation=Its("answer", 1), text="Mend it again"),
    "change_key_action": op("promise", text="Mend it at once"),
    "remove_key_action": Op("promise"),
    "take_response_step": Op("written", {"step": "submit"}, decides=EDIT_RESPONSE),
    "response_steps": Op("written"),
    "response_versions": Op("approved"),
    "response_version": Op("kept"),
    "one_plan": Op("evaluationplan"),
    "add_plan": Op("", {"unit": "country", "starts": "2031-01-01", "ends": "2034-12-31"}, 201, for_unit=UNFIT),
    "change_plan": op("evaluationplan", comments="Dams first."),
    "take_plan_step": Op("evaluationplan", {"step": "submit"}, decides=SUBMIT_PLAN),
    "publish_plan": op("postedplan", visibility="public"),
    "review_plan": op("postedplan", 201, **REVIEW),
    "propose_plan_lines": Op("evaluationplan", {}, 201),
    "add_plan_line": op("evaluationplan", 201, **LINE),
    "change_plan_line": op("planline", **LINE),
    "remove_plan_line": Op("planline"),
    "plan_change": Op("changerequest"),
    "ask_plan_change": op("postedplan", 201, kind="addition", wanted=LINE, rationale="The dams broke."),
    "decide_plan_change": op("changerequest", 409, approved=True),  # it is a draft
    "project": Op("coveredproject"),
    "add_project": Op("", {"unit": "country", "number": "7", "title": "Dams"}, 201, for_unit=UNFIT),
    "change_project": op("coveredproject", title="Wells"),
    "update_commitment": op("commitment", status="initiated", comment="The wood is cut."),
    "assign_commitment": op("commitment", responsible="The miller"),
    "verify_commitment": op("completed", verified=True),
    "ask_to_drop_commitment": op("commitment", justification="The ministry did it."),
    "withdraw_request": Op("asked", good=REFUSED),  # only whoever asked
    "decide_request": op("asked", approved=True),
    "add_document": Op("", {"unit": "country", "file": "a file"}, 201, for_unit=UNFIT),
    "change_document": op("document", title="Renamed"),
    "publish_document": op("document", visibility="public"),
    "version_content": Op("version"),
    "add_version": op("document", file="a file"),
    "unit": Op("unit"),
    "trace_of_evaluation": Op("evaluation"),
    "attach_evaluation_document": op("listed", document="document"),
    "set_terms": op("evaluation", terms=[{"list": "criteria", "code": "relevance"}]),
    "renumber_statements": Op(
        "statement", {"kind": "finding", "numbers": [{"id": Its("statement", 2), "number": 7}]}, pick=(0,)
    ),
    "split_part": op("part", text="the roof\n\nthe yard"),
    "merge_part": Op("part", good=409),  # it is the last one
    "cut_recommendation": Op("recommendation"),
    "recommendation_recurrences": Op("recommendation", decides=VIEW_EVALUATIONS),
    "plan_gaps": Op("evaluationplan"),
    "change_plan_change": op("changerequest", wanted=LINE, rationale="The dams broke."),
    "one_evaluator": Op("evaluator"),
    "add_evaluator": Op("", {"unit": "country", "name": "Vera Vetted"}, 201, for_unit=UNFIT),
    "change_evaluator": op("evaluator", name="Vera Vetted"),
    "evaluation_team": Op("evaluation"),
    "add_member": op("evaluation", 201, name="Mira Member"),
    "change_member": op("member", title="Leader"),
    "remove_member": Op("member"),
    "rate_member": op("member", UNFIT, performance=4),  # the evaluation is not completed
    "add_declaration": op("evaluation", 201, evaluator=Its("evaluator"), declared_on="2024-01-31", has_conflict="no"),
    "clear_declaration": op("declaration", reason="The work ended ten years ago."),
    "oversight_evaluations": Op(query="?figure=overdue"),
    "oversight_actions": Op(query="?figure=actions_overdue"),
    "check_result": Op("check"),
    "dismiss_check": op("check", reason="It was agreed with the board."),
    "restore_check": Op("check"),
    "similar_passages": Op(good=ABSENT, query="?passage=evaluation-0/head"),
    "save_search": op("", 201, name="Mills", query="q=mills"),
    "forget_search": Op("savedsearch"),
    "one_folder": Op("folder"),
    "add_folder": op("", 201, name="What was said of mills"),
    "change_folder": op("folder", name="Renamed"),
    "remove_folder": Op("folder", good=409),  # it is shared
    "collect_passages": op("folder", UNFIT, passages=["evaluation-0/head"]),  # there is no such passage
    "note_passage": op("foldered", note="For the report to the board."),
    "take_out_passage": Op("foldered"),
    "report_file": Op("report"),
    "read_all_notices": Op(),
    "read_notice": Op("notice", good=ABSENT),  # it is another's
    "send_sheet": Op("", {}, UNFIT),  # a note is no workbook
    "sheet": Op("batch"),
    "save_sheet": op("batch", shown="x"),
    "undo_sheet": Op("batch"),
}
FOUND = {operation.view_func.__name__: (method, path, door) for method, path, door, operation in doors()}


@dataclass
class Asker:
    """A program with the token of somebody, or with none."""

    who: Who
    secret: str = ""
    client: Client = field(default_factory=Client)

    def ask(self, world: World, name: str, where: str, written: int) -> tuple[int, bool]:
        """The answer, and whether the journal has the lines it had if somebody only looked or was refused."""
        method, path, door = FOUND[name]
        with transaction.atomic():
            given = self._with(world, name, where, door)
            response = self.client.generic(method.upper(), address(world, name, path, where), **given)
            changed = journal.length() != written
            transaction.set_rollback(True)
        return response.status_code, not changed or (method != "get" and response.status_code < 400)

    def _with(self, world: World, name: str, where: str, door: Token) -> dict[str, Any]:
        headers = {"headers": {"authorization": f"Bearer {self.secret}"} if self.secret else {}}
        sent = OPERATIONS[name].sent
        if sent is None:
            return headers
        named = _with_keys(sent, world.places.get(where, {}))
        given = named | world.form({key: value for key, value in named.items() if isinstance(value, str)}, where)
        if door.takes == FORM:
            given["file"] = SimpleUploadedFile("note.txt", b"A note about the mill.")
            return headers | {"data": encode_multipart(BOUNDARY, given), "content_type": MULTIPART_CONTENT}
        return headers | {"data": json.dumps(given), "content_type": "application/json"}


def _with_keys(value: Any, there: Mapping[str, tuple[Any, ...]]) -> Any:
    if isinstance(value, Its):
        return there[value.record][value.argument]
    if isinstance(value, Mapping):
        return {name: _with_keys(one, there) for name, one in value.items()}
    return [_with_keys(one, there) for one in value] if isinstance(value, list) else value


def address(world: World, name: str, path: str, where: str) -> str:
    operation = OPERATIONS[name]
    arguments = world.places[where][operation.record] if operation.record else ()
    chosen = [arguments[place] for place in operation.pick] if operation.pick else arguments
    for argument in chosen:
        before, _brace, rest = path.partition("{")
        path = f"{before}{argument}{rest.partition('}')[2]}"
    return path + operation.query


def visits(world: World, *places: str) -> list[tuple[str, str]]:
    """Each operation with each record (of some places) that it can be about: its name and the place of the record."""
    found = []
    for name, operation in OPERATIONS.items():
        there = [where for where in places or world.places if operation.record in world.places[where]]
        found += [(name, where) for where in (there if operation.record else [""])]
    return found


def expected(who: Who, name: str, where: str) -> int:
    operation, (method, _path, door) = OPERATIONS[name], FOUND[name]
    if not who.signed_in and (door.scope is not Scope.READ or not door.action.public):
        return NO_TOKEN
    if not who.may_somewhere(door.action):
        return REFUSED
    if operation.for_unit:
        return operation.good if who.may(door.action, "own", "") else operation.for_unit
    if operation.record in DOORS and not who.may(DOORS[operation.record], where, operation.record):
        return ABSENT
    if operation.record not in DOORS and (method == "get" or operation.record not in SHARED):
        return operation.good
    return operation.good if who.may(operation.decides or door.action, where, operation.record) else REFUSED


def test_every_operation_has_its_entry():
    assert set(FOUND) == set(OPERATIONS)


def token(person: Person, *scopes: Scope) -> tuple[ApiToken, str]:
    today = timezone.localdate()
    return make_token(viewer_for(person, today), "A program", scopes or Scope, today + timedelta(days=1))


@pytest.fixture
def asker(world, office, make_person, settings):
    """``asker(who, *scopes)``: a program that asks for somebody who is so."""
    settings.API_PER_MINUTE = {"token": 10**6, "address": 10**6}

    def make(who: Who, *scopes: Scope) -> Asker:
        if not who.signed_in:
            return Asker(who)
        person = make_person(home=office.country)
        for unit, roles in ((office.country, who.here), (office.neighbour, who.elsewhere)):
            RoleGrant.objects.bulk_create([RoleGrant(person=person, role=role, unit=unit) for role in roles])
        if who.responsible:
            person.responsible_for.add(world.places["own"]["commitment"][0])
        return Asker(who, token(person, *scopes)[1])

    return make


def goes_round(program: Asker, world: World, due: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], str]:
    """Somebody asks for each operation that something is due for; the answers that are not what is due."""
    written = journal.length()
    found = {visit: program.ask(world, *visit, written) for visit in due}
    return {visit: f"{found[visit]} instead of {due[visit]}" for visit in due if found[visit] != (due[visit], True)}


FOURS = [tuple(CAST)[first : first + 4] for first in range(0, len(CAST), 4)]


# The records take longer to make than one of the cast takes to go round.
@pytest.mark.parametrize("names", FOURS, ids=", ".join)
def test_what_a_token_opens_is_what_the_roles_of_its_person_open(world, asker, names):
    """A-02"""
    wrong = {}
    for name in names:
        program = asker(CAST[name])
        wrong[name] = goes_round(program, world, {one: expected(program.who, *one) for one in visits(world)})
    assert {name: told for name, told in wrong.items() if told} == {}


def test_a_token_changes_only_what_its_scope_names(world, asker):
    """A-02"""
    wrong = {}
    for scope in Scope:
        program = asker(CAST["administrator"], scope)
        due = {
            one: expected(program.who, *one) if FOUND[one[0]][2].scope in {Scope.READ, scope} else REFUSED
            for one in visits(world, "own")
        }
        wrong[scope] = goes_round(program, world, due)
    assert {scope: told for scope, told in wrong.items() if told} == {}


def test_a_token_that_is_not_in_force_opens_nothing_not_even_what_is_public(world, asker, make_person):
    """A-01"""
    found = {}
    for what in ("revoked", "expired", "of somebody who may not sign in any more", "unknown"):
        person = make_person("administrator")
        held, secret = token(person)
        if what == "revoked":
            revoke_token(viewer_for(person, timezone.localdate()), held)
        if what == "expired":
            ApiToken.objects.filter(pk=held.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
        if what == "of somebody who may not sign in any more":
            Person.objects.filter(pk=person.pk).update(is_active=False)
        program = Asker(CAST["administrator"], "bagalau_unknown" if what == "unknown" else secret)
        written = journal.length()
        found[what] = {program.ask(world, *one, written) for one in visits(world, "own")}
    assert {one for answers in found.values() for one in answers} == {(NO_TOKEN, True)}
