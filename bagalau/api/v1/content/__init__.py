"""What evaluations say: findings, conclusions, lessons, recommendations with their parts, and key actions."""

from bagalau.api.v1.content import changes, looks, nested, numbers, parts, promised, trace
from bagalau.api.v1.content.shapes import router

__all__ = ["changes", "looks", "nested", "numbers", "parts", "promised", "router", "trace"]
