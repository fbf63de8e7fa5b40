"""Who may see and set what the organisation decides for itself."""

from bagalau.people.rules import EVERYBODY, Action, Role

VIEW_REFERENCE = Action("reference.view", EVERYBODY)
SET_PARAMETERS = Action("reference.set", frozenset({Role.ADMINISTRATOR}), everywhere=True)
