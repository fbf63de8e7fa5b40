"""Addresses of questionnaires and assessments."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
