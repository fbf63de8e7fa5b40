"""Questionnaires, what is rated, assessments with their answers and ratings, and when one is due."""

from bagalau.quality.models.answers import Answer, AnswerDocument, AssessmentRating, ManagementAction
from bagalau.quality.models.assessment import Assessment, AssessmentStep
from bagalau.quality.models.definition import Definition
from bagalau.quality.models.subject import Due, Exemption, Subject
from bagalau.quality.models.words import DUE_STATES, DUE_TONES, LIGHT_TONES, LIGHTS, RATES, STAGES, STATE_TONES, STATES

__all__ = [
    "DUE_STATES",
    "DUE_TONES",
    "LIGHTS",
    "LIGHT_TONES",
    "RATES",
    "STAGES",
    "STATES",
    "STATE_TONES",
    "Answer",
    "AnswerDocument",
    "Assessment",
    "AssessmentRating",
    "AssessmentStep",
    "Definition",
    "Due",
    "Exemption",
    "ManagementAction",
    "Subject",
]
