"""When an assessment is due, and how many are done. Pure.

Source: domain reference, evaluation and quality, parts 1.1 and 1.2.
"""

from __future__ import annotations

from enum import StrEnum


class DueState(StrEnum):
    """How it stands with the assessment of a stage, in the terms of UNDP's project quality assurance."""

    NOT_REQUIRED = "not_required"
    EXEMPTED = "exempted"
    PENDING = "pending"
    ONGOING = "ongoing"
    COMPLETED = "completed"
