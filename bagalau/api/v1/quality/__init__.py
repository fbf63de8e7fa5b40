"""Quality assurance: assessments with their answers and ratings, what is due, and the questionnaires."""

from bagalau.api.v1.quality import changes, looks, texts
from bagalau.api.v1.quality.shapes import router

__all__ = ["changes", "looks", "router", "texts"]
