"""What the page of a project shows of evaluations, which it must not know."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from bagalau.evaluations.access import EDIT_PROJECT
from bagalau.evaluations.queries.plans_documents import covering
from bagalau.projects.models import Project

register = template.Library()


@register.inclusion_tag("evaluations/of_project.html", takes_context=True)
def evaluations_of(context: Context, project: Project) -> dict[str, Any]:
    """The evaluations that plans promise of a project and those that were made; and the button that lets them."""
    viewer = context["request"].viewer
    covered, lines, evaluations = covering(viewer, project)
    return {
        "project": project,
        "covered": covered,
        "lines": lines,
        "evaluations": evaluations,
        "may_cover": viewer.may(EDIT_PROJECT, project),
        "csrf_token": context.get("csrf_token"),
    }
