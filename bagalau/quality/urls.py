"""Addresses of questionnaires and assessments."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagalau.quality.views import adding, assessment, assessments, definitions

VERSION = "<str:code>/<str:version>/"

urlpatterns: list[URLPattern] = [
    path("quality/", assessments.assessments, name="assessments"),
    path("quality/assessments/<int:pk>/", assessment.assessment, name="assessment"),
    path("quality/assessments/<int:pk>/history/", assessment.assessment_history, name="assessment_history"),
    path("quality/questionnaires/", definitions.questionnaires, name="questionnaires"),
    path("quality/questionnaires/add/", adding.questionnaire_add, name="questionnaire_add"),
    path(f"quality/questionnaires/{VERSION}", definitions.questionnaire, name="questionnaire"),
    path(f"quality/questionnaires/{VERSION}file/", definitions.questionnaire_file, name="questionnaire_file"),
    path(f"quality/questionnaires/{VERSION}retire/", adding.questionnaire_retire, name="questionnaire_retire"),
    path(f"quality/schemes/{VERSION}", definitions.scheme, name="scheme"),
    path(f"quality/schemes/{VERSION}file/", definitions.scheme_file, name="scheme_file"),
    path(f"quality/schemes/{VERSION}retire/", adding.scheme_retire, name="scheme_retire"),
    path("quality/definitions/<int:pk>/", definitions.definition, name="definition"),
]
