"""Commitments with what was said about them and the evidence."""

from bagalau.api.v1.commitments import changes, looks, sheets
from bagalau.api.v1.commitments.shapes import router

__all__ = ["changes", "looks", "router", "sheets"]
