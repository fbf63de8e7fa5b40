"""Addresses of projects."""

from django.urls import path

from bagalau.projects.views import portfolio

urlpatterns = [
    path("projects/", portfolio.projects, name="projects"),
]
