"""Evaluations: what they are, their life, and all that hangs on them."""

from bagalau.api.v1.evaluations import changes, files, looks
from bagalau.api.v1.evaluations.shapes import router

__all__ = ["changes", "files", "looks", "router"]
