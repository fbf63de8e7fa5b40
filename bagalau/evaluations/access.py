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

# Plans: officers draft and post, the head of the unit submits, and an evaluation focal point above approves (EP-14).
VIEW_PLANS = Action("plan.view", EVERYBODY, public=True)
EDIT_PLAN = Action("plan.edit", OFFICERS)
SUBMIT_PLAN = Action("plan.submit", frozenset({Role.ADMINISTRATOR, Role.HEAD_OF_UNIT}))
APPROVE_PLAN = Action("plan.approve", frozenset({Role.ADMINISTRATOR, Role.EVALUATION_FOCAL_POINT}))
RETURN_PLAN = Action("plan.return", SUBMIT_PLAN.roles | APPROVE_PLAN.roles)
PUBLISH_PLAN = Action("plan.publish", PUBLISH_EVALUATION.roles)
REVIEW_PLAN = Action("plan.review", OFFICERS | {Role.HEAD_OF_UNIT})
VIEW_CHANGES = Action("plan_change.view", EVERYBODY)
ASK_CHANGE = Action("plan_change.ask", OFFICERS | {Role.HEAD_OF_UNIT})
VIEW_PROJECTS = Action("covered_project.view", EVERYBODY)
EDIT_PROJECT = Action("covered_project.edit", OFFICERS)

# Figures of the units that somebody has a role for; what is public of others is counted on the public page.
VIEW_OVERSIGHT = Action("oversight.view", EVERYBODY)

# Responses: officers draft and submit, the head of the unit approves or returns (ER-06), publishing is as above.
VIEW_RESPONSES = Action("response.view", EVERYBODY, public=True)
EDIT_RESPONSE = Action("response.edit", OFFICERS)
APPROVE_RESPONSE = Action("response.approve", frozenset({Role.ADMINISTRATOR, Role.HEAD_OF_UNIT}))

# What the checks find is for those who work with an evaluation, not for the public.
VIEW_CHECKS = Action("check.view", EVERYBODY)
