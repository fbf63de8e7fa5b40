"""Addresses of questionnaires and assessments."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagalau.quality.views import (
    adding,
    answers,
    assessment,
    assessments,
    definitions,
    dues,
    flat,
    oversight,
    promised,
    proofs,
    rerating,
    steps,
    subject,
)

VERSION = "<str:code>/<str:version>/"
ASSESSMENT = "quality/assessments/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("quality/", assessments.assessments, name="assessments"),
    path("quality/answers/", flat.answers, name="answers"),
    path("quality/ratings/", flat.assessmentratings, name="assessmentratings"),
    path("quality/actions/", flat.managementactions, name="managementactions"),
    path("quality/oversight/", oversight.quality_oversight, name="quality_oversight"),
    path("quality/oversight/projects/", oversight.quality_projects, name="quality_projects"),
    path("quality/subjects/<int:pk>/", subject.subject, name="subject"),
    path(ASSESSMENT, assessment.assessment, name="assessment"),
    path(f"{ASSESSMENT}history/", assessment.assessment_history, name="assessment_history"),
    path(f"{ASSESSMENT}answers/", answers.assessment_answers, name="assessment_answers"),
    path(f"{ASSESSMENT}answers/<str:question>/", answers.assessment_answer, name="assessment_answer"),
    path(f"{ASSESSMENT}answers/<str:question>/documents/", proofs.assessment_proofs, name="assessment_proofs"),
    path(f"{ASSESSMENT}texts/", answers.assessment_texts, name="assessment_texts"),
    path(f"{ASSESSMENT}changes/", answers.assessment_changes, name="assessment_changes"),
    path(f"{ASSESSMENT}documents/<int:proof>/remove/", proofs.assessment_proof_remove, name="assessment_proof_remove"),
    path(f"{ASSESSMENT}submit/", steps.assessment_submit, name="assessment_submit"),
    path(f"{ASSESSMENT}return/", steps.assessment_return, name="assessment_return"),
    path(f"{ASSESSMENT}approve/", steps.assessment_approve, name="assessment_approve"),
    path(f"{ASSESSMENT}reopen/", steps.assessment_reopen, name="assessment_reopen"),
    path(f"{ASSESSMENT}rating/", steps.assessment_rating, name="assessment_rating"),
    path(f"{ASSESSMENT}people/", steps.assessment_assign, name="assessment_assign"),
    path(f"{ASSESSMENT}publish/", steps.assessment_publish, name="assessment_publish"),
    path(f"{ASSESSMENT}actions/new/", promised.assessment_promise, name="assessment_promise"),
    path(f"{ASSESSMENT}actions/<int:action>/", promised.assessment_action, name="assessment_action"),
    path("quality/due/", dues.dues, name="dues"),
    path("quality/subjects/<int:pk>/assess/", dues.subject_assess, name="subject_assess"),
    path("quality/subjects/<int:pk>/exempt/", dues.subject_exempt, name="subject_exempt"),
    path("quality/exemptions/<int:pk>/end/", dues.exemption_end, name="exemption_end"),
    path("quality/questionnaires/", definitions.questionnaires, name="questionnaires"),
    path("quality/questionnaires/add/", adding.questionnaire_add, name="questionnaire_add"),
    path(f"quality/questionnaires/{VERSION}", definitions.questionnaire, name="questionnaire"),
    path(f"quality/questionnaires/{VERSION}file/", definitions.questionnaire_file, name="questionnaire_file"),
    path(f"quality/questionnaires/{VERSION}retire/", adding.questionnaire_retire, name="questionnaire_retire"),
    path(f"quality/schemes/{VERSION}", definitions.scheme, name="scheme"),
    path(f"quality/schemes/{VERSION}file/", definitions.scheme_file, name="scheme_file"),
    path(f"quality/schemes/{VERSION}retire/", adding.scheme_retire, name="scheme_retire"),
    path(f"quality/schemes/{VERSION}rerate/", rerating.scheme_rerate, name="scheme_rerate"),
    path(f"quality/schemes/{VERSION}rerate/apply/", rerating.scheme_rerate_apply, name="scheme_rerate_apply"),
    path("quality/definitions/<int:pk>/", definitions.definition, name="definition"),
]
