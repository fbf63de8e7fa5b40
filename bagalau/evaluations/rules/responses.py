"""Management responses: their way to publication. Pure.

Source: domain reference, evaluation and quality, parts 2.5, 2.7, 3.1 and 5.
"""

from __future__ import annotations

from enum import StrEnum


class Approval(StrEnum):
    """Where a management response stands on its way to publication."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
