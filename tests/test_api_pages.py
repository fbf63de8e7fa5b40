"""What the pages show and take, programs can read and send: each page has its operations, or a reason why not."""

from __future__ import annotations

from bagalau.api.v1.description import doors
from tests.pages import PAGES

COUNTERPARTS = {
    "units": "units",
    "unit": "unit",
    "journal": "journal",
    "parameters": "parameter_rows",
    "value_lists": "value_list_rows",
    "documents": "documents",
    "import": "add_document",
    "document": "document",
    "document_edit": "change_document",
    "document_publish": "publish_document",
    "version_add": "add_version",
    "document_history": "document_history",
    "download": "version_content",
    "commitments": "commitments",
    "commitment": "commitment commitment_updates commitment_evidence",
    "commitment_update": "update_commitment",
    "commitment_responsible": "assign_commitment",
    "commitment_ask": "ask_to_drop_commitment",
    "commitment_withdraw": "withdraw_request",
    "commitment_decide": "decide_request",
    "commitment_verify": "verify_commitment",
    "commitment_history": "commitment_history",
    "commitments_sheet": "send_sheet sheet_rows",
    "commitments_template": "commitment_sheet",
    "batch": "sheet",
    "batch_save": "save_sheet",
    "batch_undo": "undo_sheet",
    "evaluations": "evaluations",
    "evaluation": "evaluation evaluation_content evaluation_team evaluation_steps",
    "evaluation_publish": "publish_evaluation",
    "evaluation_attach": "attach_evaluation_document",
    "evaluation_history": "evaluation_history",
    "evaluation_new": "add_evaluation",
    "evaluation_edit": "change_evaluation",
    "evaluation_stage": "move_evaluation",
    "evaluation_rating": "rate_evaluation",
    "evaluation_document": "add_evaluation_document",
    "listed_remove": "remove_evaluation_document",
    "evaluation_join": "add_member",
    "member_edit": "change_member",
    "member_remove": "remove_member",
    "member_rating": "rate_member",
    "evaluation_declare": "add_declaration",
    "declaration_clear": "clear_declaration",
    "evaluators": "evaluator_rows",
    "evaluator_new": "add_evaluator",
    "evaluator": "one_evaluator",
    "evaluator_edit": "change_evaluator",
    "evaluator_history": "evaluator_history",
    "oversight": "oversight_figures",
    "oversight_rows": "oversight_evaluations oversight_actions",
    "evaluationplans": "plan_rows",
    "evaluationplan_new": "add_plan",
    "evaluationplan": "one_plan plan_gaps",
    "evaluationplan_edit": "change_plan",
    **{f"evaluationplan_{step}": "take_plan_step" for step in ("submit", "return", "approve", "post")},
    "evaluationplan_publish": "publish_plan",
    "evaluationplan_propose": "propose_plan_lines",
    "evaluationplan_review": "review_plan",
    "evaluationplan_history": "plan_history",
    "planline_new": "add_plan_line",
    "planline_edit": "change_plan_line",
    "planline_remove": "remove_plan_line",
    "changerequest_new": "ask_plan_change",
    "changerequests": "plan_changes",
    "changerequest": "plan_change",
    "changerequest_edit": "change_plan_change",
    "changerequest_decide": "decide_plan_change",
    "coveredprojects": "projects",
    "coveredproject_new": "add_project",
    "coveredproject": "project",
    "coveredproject_edit": "change_project",
    "coveredproject_history": "project_history",
    "projects": "project_documents",
    "project": "project_document",
    "project_new": "add_project_document",
    "project_edit": "change_project_document",
    "project_publish": "publish_project_document",
    "project_history": "project_document_history",
    "project_row_new": "add_project_row",
    "project_row": "change_project_row",
    "project_row_remove": "remove_project_row",
    "project_row_move": "move_project_row",
    "project_framework": "project_document",
    "project_framework_move": "move_project_row",
    "project_framework_numbers": "change_project_row",
    "project_budget": "project_document",
    "project_budget_save": "add_project_row change_project_row remove_project_row",
    "project_budget_changes": "project_document_history",
    "project_cover": "add_project",
    **{f"project_{step}": "take_project_step" for step in ("appraise", "approve", "sign", "close")},
    "project_register": "register_signed_paper",
    "project_revise": "open_project_revision",
    "project_revision": "project_document",
    **{f"project_{step}": "take_revision_step" for step in ("submit", "take_back", "withdraw")},
    "project_decide": "decide_project_revision",
    **{f"project_{shown}": "project_versions project_version" for shown in ("versions", "version", "compare")},
    "project_findings": "project_findings",
    "project_finding": "project_findings",
    "project_finding_dismiss": "dismiss_project_finding",
    "project_finding_restore": "restore_project_finding",
    "project_finding_correct": "correct_project_finding",
    "content_new": "add_finding add_conclusion add_lesson add_recommendation",
    "content_edit": "change_finding remove_finding change_recommendation remove_recommendation",
    "content_numbers": "renumber_statements",
    "evaluation_terms": "set_terms",
    "recommendation": "recommendation recommendation_recurrences",
    "recommendation_parts": "add_part cut_recommendation",
    "recommendation_part": "change_part split_part merge_part remove_part",
    "response_new": "start_response",
    "responses": "responses",
    "responses_waiting": "oversight_evaluations",  # the figures waiting and unanswered
    "managementresponse": "response",
    "response": "response response_steps response_versions",
    "response_overall": "change_response",
    "response_answer": "answer_recommendation add_key_action",
    "response_action": "change_key_action remove_key_action",
    **{f"response_{step}": "take_response_step" for step in ("submit", "return", "approve", "publish", "reopen")},
    "response_version": "response_version",
    "response_history": "response_history",
    "checks": "check_rows check_catalogue",
    "check_dismiss": "dismiss_check",
    "check_restore": "restore_check",
    "evaluation_checks": "check_rows check_result",
    "recurrences": "recurrence_rows",
    "evaluation_trace": "trace_of_evaluation",
    "notices": "notice_rows",
    "notices_read": "read_all_notices",
    "notice": "read_notice",
    "search": "search",
    "search_similar": "similar_passages",
    "search_collect": "collect_passages",
    "searches": "saved_searches save_search forget_search",
    "folders": "folder_rows",
    "folder_new": "add_folder",
    "folder": "one_folder",
    "folder_edit": "change_folder",
    "folder_delete": "remove_folder",
    "folder_passage": "note_passage take_out_passage",
    "assessments": "assessments",
    "assessment": "assessment",
    **{f"assessment_{shown}": "assessment" for shown in ("answers", "changes")},
    "assessment_answer": "answer_question",
    **{f"assessment_{step}": "take_assessment_step" for step in ("submit", "return", "approve", "reopen")},
    "answers": "assessment",
    "assessmentratings": "assessment",
    "managementactions": "assessment commitment",
    "subject": "assessments assessment_dues",
    "subject_assess": "begin_assessment",
    "dues": "assessment_dues",
    "questionnaires": "questionnaire_rows",
    **{f"questionnaire{shown}": "one_questionnaire" for shown in ("", "_file")},
    "reports": "report_rows",
    "report": "report_file",
}
ON_PAGES_ALONE = {
    "made of what has operations of its own": (
        "home waiting statistics projects_dashboard budgetlines indicators projectrisks quality_oversight "
        "quality_projects"
    ),
    "for other programs already, or about the pages": "feed sitemap sitemap_part robots api_docs api_schema",
    "what was read from a paper is looked at by a person": (
        "drafts draft draft_field draft_correct draft_row draft_settle draft_accept draft_reject draft_history "
        "draft_choose"
    ),
    "sheets are for people; programs send rows": (
        "project_sheets project_framework_sheet project_budget_sheet sheetimport sheetimport_save sheetimport_undo"
    ),
    "people decide on these, page by page": (
        "assessment_assign assessment_history assessment_proofs assessment_proof_remove assessment_publish "
        "assessment_rating assessment_texts assessment_promise assessment_action subject_exempt exemption_end"
    ),
    "administering the office": (
        "questionnaire_add questionnaire_retire scheme scheme_file scheme_retire scheme_rerate scheme_rerate_apply "
        "definition "
        "unit_new unit_edit unit_history people invite person person_edit person_history invite_again role_new "
        "role_end parameter_set mails mail_again"
    ),
    "of one's account": (
        "account language invitation tokens token_revoke notice_settings calendar_new calendar_end calendar digest_stop"
    ),
}


def test_every_page_has_its_operations_or_a_reason_why_not():
    alone = {name for names in ON_PAGES_ALONE.values() for name in names.split()}
    assert set(PAGES) - set(COUNTERPARTS) == alone & set(PAGES)
    assert not alone & set(COUNTERPARTS)


def test_the_operations_of_the_pages_are_there():
    there = {operation.view_func.__name__ for _method, _path, _door, operation in doors()}
    assert {one for names in COUNTERPARTS.values() for one in names.split()} <= there
