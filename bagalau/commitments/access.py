"""Who may do what with commitments. A person who is responsible may update what is theirs."""

from bagalau.documents.access import OFFICERS, WRITERS
from bagalau.people.rules import EVERYBODY, Action

VIEW_COMMITMENTS = Action("commitment.view", EVERYBODY, public=True, own=True)
UPDATE = Action("commitment.update", WRITERS, own=True)
EDIT = Action("commitment.edit", OFFICERS)
