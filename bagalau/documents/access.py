"""Who may do what with documents and drafts."""

from bagalau.people.rules import EVERYBODY, Action, Role

OFFICERS = frozenset({Role.ADMINISTRATOR, Role.EVALUATION_FOCAL_POINT, Role.EVALUATION_MANAGER, Role.PROGRAMME_OFFICER})
WRITERS = OFFICERS | {Role.PROJECT_MANAGER, Role.HEAD_OF_UNIT, Role.CONTRIBUTOR}

VIEW_DOCUMENTS = Action("document.view", EVERYBODY, public=True)
UPLOAD = Action("document.upload", WRITERS)
EDIT_DOCUMENT = Action("document.edit", OFFICERS)
PUBLISHERS = frozenset({Role.ADMINISTRATOR, Role.EVALUATION_FOCAL_POINT, Role.HEAD_OF_UNIT})
PUBLISH_DOCUMENT = Action("document.publish", PUBLISHERS)
VIEW_DRAFTS = Action("draft.view", EVERYBODY)
REVIEW = Action("draft.review", WRITERS)
ACCEPT = Action("draft.accept", OFFICERS)
