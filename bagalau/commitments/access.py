"""Who may do what with commitments. A person who is responsible may update what is theirs."""

from bagalau.documents.access import OFFICERS, PUBLISHERS, WRITERS
from bagalau.people.rules import EVERYBODY, Action, Role

VIEW_COMMITMENTS = Action("commitment.view", EVERYBODY, public=True, own=True)
UPDATE = Action("commitment.update", WRITERS, own=True)
EDIT = Action("commitment.edit", OFFICERS)
VERIFY = Action("commitment.verify", PUBLISHERS | {Role.EVALUATION_MANAGER, Role.OVERSIGHT})
DECIDE = Action("commitment.decide", PUBLISHERS)
