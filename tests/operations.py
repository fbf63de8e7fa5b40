"""What the matrix of the programming interface knows of each operation: its record, what it is sent, its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bagalau.evaluations.access import EDIT_RESPONSE, SUBMIT_PLAN, VIEW_EVALUATIONS
from bagalau.people.rules import Action
from bagalau.projects.access import APPROVE_PROJECT
from bagalau.quality.access import EDIT_ASSESSMENT
from tests.pages import ABSENT, REFUSED

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
STEP = {"to": "cancelled", "on": "2024-02-01", "reason": "The dams broke."}
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
    **dict.fromkeys("assessments assessment_dues questionnaire_rows".split(), Op()),
    "one_questionnaire": Op("questionnaire"),
    "assessment": Op("assessment"),
    "begin_assessment": op("ratedsubject", 201, questionnaire="project-design", edition="2018", year=2025),
    "answer_question": op("assessment_question", evidence="The mill turns."),
    "take_assessment_step": Op("assessment", {"step": "submit"}, good=409, decides=EDIT_ASSESSMENT),
    "project_documents": Op(),
    **{name: Op("project") for name in "project_document project_versions project_document_history".split()},
    "project_version": Op("project_version"),
    "add_project_document": Op("", {"unit": "country", "title": "Dams"}, 201, for_unit=UNFIT),
    "change_project_document": op("project", title="Wells"),
    "publish_project_document": op("project", visibility="public"),
    "add_project_row": op("project_risks", 201, values={"description": "The well runs dry."}),
    "change_project_row": op("project_risk", values={"owner": "The miller"}),
    "remove_project_row": Op("project_risk"),
    "move_project_row": op("project_risk", place=0),
    "take_project_step": Op("project", STEP, decides=APPROVE_PROJECT),
    "register_signed_paper": op("project", to="active", signed="2024-02-01"),
    "open_project_revision": op("signedproject", 201, kind="general", reason="The dams broke."),
    "take_revision_step": op("revisedproject", step="withdraw", reason="The dams hold."),
    "decide_project_revision": op("boardproject", verdict="approve", decision="Yes.", decided_on="2024-02-01"),
    "project_findings": Op("project_checked"),
    "dismiss_project_finding": op("project_finding", reason="It was agreed with the board."),
    "restore_project_finding": Op("project_finding"),
    "correct_project_finding": op("project_finding", correction=0),
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
