"""Management responses: what each unit answers, its key actions, and its way to publication."""

from bagalau.api.v1.responses import changes, looks
from bagalau.api.v1.responses.shapes import router

__all__ = ["changes", "looks", "router"]
