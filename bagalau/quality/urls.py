"""Addresses of questionnaires and assessments."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagalau.quality.views import assessment, assessments

urlpatterns: list[URLPattern] = [
    path("quality/", assessments.assessments, name="assessments"),
    path("quality/assessments/<int:pk>/", assessment.assessment, name="assessment"),
    path("quality/assessments/<int:pk>/history/", assessment.assessment_history, name="assessment_history"),
]
