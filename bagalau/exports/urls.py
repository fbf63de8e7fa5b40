"""Addresses of reports."""

from django.urls import path

from bagalau.exports import views

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/<str:name>/", views.report, name="report"),
]
