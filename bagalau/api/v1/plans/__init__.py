"""Evaluation plans, their changes, and the projects that they must cover."""

from bagalau.api.v1.plans import change_requests, changes, gaps, lines, looks, projects
from bagalau.api.v1.plans.shapes import router

__all__ = ["change_requests", "changes", "gaps", "lines", "looks", "projects", "router"]
