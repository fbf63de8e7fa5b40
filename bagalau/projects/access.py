"""Who may do what with projects. A project manager may write in the projects that are theirs, without a role beside."""

from bagalau.documents.access import OFFICERS, PUBLISHERS
from bagalau.people.rules import EVERYBODY, Action, Role

HEADS = frozenset({Role.ADMINISTRATOR, Role.HEAD_OF_UNIT})
BOARD = HEADS | {Role.BOARD_MEMBER}

VIEW_PROJECTS = Action("project.view", EVERYBODY, public=True, own=True)
ADD_PROJECT = Action("project.add", OFFICERS | {Role.PROJECT_MANAGER})
EDIT_PROJECT = Action("project.edit", OFFICERS | {Role.PROJECT_MANAGER}, own=True)
PUBLISH_PROJECT = Action("project.publish", PUBLISHERS)

# The way of a project: officers appraise, who heads the unit or sits on the board approves, the head signs (PL-01).
APPRAISE_PROJECT = Action("project.appraise", OFFICERS | HEADS)
APPROVE_PROJECT = Action("project.approve", BOARD)
SIGN_PROJECT = Action("project.sign", HEADS)
CLOSE_PROJECT = Action("project.close", OFFICERS | HEADS)

# Revisions: whoever writes opens one, the board decides on it.
REVISE_PROJECT = Action("project.revise", OFFICERS | {Role.PROJECT_MANAGER}, own=True)
DECIDE_REVISION = Action("project.decide", BOARD)
VIEW_VERSIONS = Action("project_version.view", EVERYBODY, own=True)

# What the checker finds is for those who work with a project, not for the public.
VIEW_FINDINGS = Action("project_finding.view", EVERYBODY, own=True)
DISMISS_FINDING = Action("project_finding.dismiss", OFFICERS | HEADS | {Role.PROJECT_MANAGER}, own=True)
