"""What evaluations say: findings, conclusions, lessons, recommendations with their parts, and key actions."""

from bagalau.api.v1.content import changes, looks, nested, parts, promised
from bagalau.api.v1.content.shapes import router

__all__ = ["changes", "looks", "nested", "parts", "promised", "router"]
