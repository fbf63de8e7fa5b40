"""Findings, conclusions, lessons, recommendations: how they weigh and hang together. Pure.

Source: domain reference, evaluation and quality, parts 2.3, 2.7, 3.1 and 5.1.
"""

from __future__ import annotations

from enum import StrEnum


class Priority(StrEnum):
    """How urgent a recommendation, or a part of it, is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
