"""Projects: the list, the record of each, what the checker finds, versions, and their changes."""

from bagalau.api.v1.projects import changes, findings, life, looks, rows
from bagalau.api.v1.projects.shapes import router

__all__ = ["changes", "findings", "life", "looks", "router", "rows"]
