"""Addresses of projects."""

from django.urls import path

from bagalau.projects.views import budget, cover, dashboard, findings, portfolio, project, rows, sheets

urlpatterns = [
    path("projects/", portfolio.projects, name="projects"),
    path("projects/dashboard/", dashboard.projects_dashboard, name="projects_dashboard"),
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
    path("projects/<int:pk>/", project.project, name="project"),
    path("projects/<int:pk>/publish/", project.project_publish, name="project_publish"),
    path("projects/<int:pk>/history/", project.project_history, name="project_history"),
    path("projects/new/", cover.project_new, name="project_new"),
    path("projects/<int:pk>/edit/", cover.project_edit, name="project_edit"),
    path("projects/<int:pk>/rows/<str:kind>/new/", rows.project_row_new, name="project_row_new"),
    path("projects/<int:pk>/rows/<str:kind>/<int:row>/", rows.project_row, name="project_row"),
    path("projects/<int:pk>/rows/<str:kind>/<int:row>/remove/", rows.project_row_remove, name="project_row_remove"),
    path("projects/<int:pk>/rows/<str:kind>/<int:row>/move/", rows.project_row_move, name="project_row_move"),
    path("projects/<int:pk>/sheets/", sheets.project_sheets, name="project_sheets"),
    path("projects/<int:pk>/sheets/budget/", sheets.project_budget_sheet, name="project_budget_sheet"),
    path("projects/<int:pk>/sheets/framework/", sheets.project_framework_sheet, name="project_framework_sheet"),
    path("projects/sheets/<int:pk>/", sheets.sheetimport, name="sheetimport"),
    path("projects/sheets/<int:pk>/save/", sheets.sheetimport_save, name="sheetimport_save"),
    path("projects/sheets/<int:pk>/undo/", sheets.sheetimport_undo, name="sheetimport_undo"),
    path("projects/<int:pk>/budget/", budget.project_budget, name="project_budget"),
    path("projects/<int:pk>/budget/save/", budget.project_budget_save, name="project_budget_save"),
    path("projects/<int:pk>/budget/changes/", budget.project_budget_changes, name="project_budget_changes"),
]
