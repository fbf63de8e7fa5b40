"""Addresses of projects."""

from django.urls import path

from bagalau.projects.views import findings, portfolio

urlpatterns = [
    path("projects/", portfolio.projects, name="projects"),
    path("projects/<int:pk>/findings/", findings.project_findings, name="project_findings"),
    path("projects/<int:pk>/findings/<str:rule>/<str:mark>/", findings.project_finding, name="project_finding"),
    path(
        "projects/<int:pk>/findings/<str:rule>/<str:mark>/dismiss/",
        findings.project_finding_dismiss,
        name="project_finding_dismiss",
    ),
    path(
        "projects/<int:pk>/findings/<str:rule>/<str:mark>/restore/",
        findings.project_finding_restore,
        name="project_finding_restore",
    ),
    path(
        "projects/<int:pk>/findings/<str:rule>/<str:mark>/correct/",
        findings.project_finding_correct,
        name="project_finding_correct",
    ),
]
