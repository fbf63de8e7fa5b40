"""Who may do what with evaluations."""

from bagalau.documents.access import OFFICERS
from bagalau.people.rules import EVERYBODY, Action, Role

VIEW_EVALUATIONS = Action("evaluation.view", EVERYBODY, public=True)
EDIT_EVALUATION = Action("evaluation.edit", OFFICERS)
PUBLISH_EVALUATION = Action(
    "evaluation.publish", frozenset({Role.ADMINISTRATOR, Role.EVALUATION_FOCAL_POINT, Role.HEAD_OF_UNIT})
)
