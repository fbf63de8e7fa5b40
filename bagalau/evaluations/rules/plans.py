"""Evaluation plans: what is mandatory, who approves what, what a change keeps. Pure.

Source: domain reference, evaluation and quality, parts 2.1 and 5.
"""

from __future__ import annotations

from enum import StrEnum


class PlanStatus(StrEnum):
    """Where a plan stands on its way to posting."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    POSTED = "posted"


class ChangeKind(StrEnum):
    """What a change of a posted plan does."""

    ADDITION = "addition"
    DELETION = "deletion"
    DATE = "date"
    SCOPE = "scope"


class ChangeStatus(StrEnum):
    """Where a change stands; one that is approved is applied with that."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"


class Component(StrEnum):
    """What makes up the cost of an evaluation."""

    EVALUATORS = "evaluators"
    ADVISORY_PANEL = "advisory_panel"
    TRAVEL = "travel"
    CONSULTATIONS = "consultations"
    DATA = "data"
    SUPPLIES = "supplies"
    COMMUNICATION = "communication"
    PUBLICATION = "publication"


class GefSize(StrEnum):
    """The kinds of projects of the Global Environment Facility."""

    ENABLING = "enabling"
    MEDIUM = "medium"
    FULL = "full"


class ReviewKind(StrEnum):
    """The reviews of a plan."""

    ANNUAL = "annual"
    MIDTERM = "midterm"
