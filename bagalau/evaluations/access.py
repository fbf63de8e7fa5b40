"""Who may do what with evaluations."""

from bagalau.documents.access import OFFICERS
from bagalau.people.rules import EVERYBODY, Action, Role

VIEW_EVALUATIONS = Action("evaluation.view", EVERYBODY, public=True)
EDIT_EVALUATION = Action("evaluation.edit", OFFICERS)
PUBLISH_EVALUATION = Action(
    "evaluation.publish", frozenset({Role.ADMINISTRATOR, Role.EVALUATION_FOCAL_POINT, Role.HEAD_OF_UNIT})
)
MANAGE_EVALUATION = Action(  # who can be named as the manager of one (EL-07)
    "evaluation.manage", frozenset({Role.ADMINISTRATOR, Role.EVALUATION_FOCAL_POINT, Role.EVALUATION_MANAGER})
)
RATE_EVALUATION = Action(
    "evaluation.rate", frozenset({Role.ADMINISTRATOR, Role.EVALUATION_FOCAL_POINT, Role.OVERSIGHT})
)
CLEAR_CONFLICT = Action("evaluation.clear_conflict", frozenset({Role.ADMINISTRATOR, Role.HEAD_OF_UNIT}))
VIEW_ROSTER = Action("roster.view", OFFICERS | {Role.HEAD_OF_UNIT, Role.OVERSIGHT})
EDIT_ROSTER = Action("roster.edit", OFFICERS)
