"""Searching, what is alike, saved searches, and folders of passages."""

from bagalau.api.v1.search import folders, looks, saved, similar
from bagalau.api.v1.search.shapes import router

__all__ = ["folders", "looks", "router", "saved", "similar"]
