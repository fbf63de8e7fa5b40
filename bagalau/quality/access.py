"""Who may do what with questionnaires and assessments. The assessor and the approver may without a role beside, but
never both in one (QL-02)."""

from bagalau.documents.access import OFFICERS, PUBLISHERS
from bagalau.people.rules import EVERYBODY, Action, Role

APPROVERS = frozenset({Role.ADMINISTRATOR, Role.HEAD_OF_UNIT, Role.OVERSIGHT, Role.EVALUATION_FOCAL_POINT})

VIEW_QUESTIONNAIRES = Action("questionnaire.view", EVERYBODY, public=True)
EDIT_QUESTIONNAIRES = Action("questionnaire.edit", frozenset({Role.ADMINISTRATOR}), everywhere=True)

VIEW_ASSESSMENTS = Action("assessment.view", EVERYBODY, public=True, own=True)
ADD_ASSESSMENT = Action("assessment.add", OFFICERS | {Role.HEAD_OF_UNIT})
EDIT_ASSESSMENT = Action("assessment.edit", OFFICERS, own=True)
APPROVE_ASSESSMENT = Action("assessment.approve", APPROVERS, own=True)
REOPEN_ASSESSMENT = Action("assessment.reopen", APPROVERS)
PUBLISH_ASSESSMENT = Action("assessment.publish", PUBLISHERS)
VIEW_DUES = Action("assessment_due.view", EVERYBODY)
EXEMPT = Action("assessment_due.exempt", APPROVERS)

# Figures of the units that somebody has a role for; what is public of others does not count.
OVERSEE_QUALITY = Action("assessment.oversee", EVERYBODY)
