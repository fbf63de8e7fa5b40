"""Who may use the programming interface. What it opens is decided by the actions of each domain."""

from bagalau.people.rules import EVERYBODY, Action

USE_API = Action("api.use", EVERYBODY, public=True)
HOLD_TOKENS = Action("token.hold", EVERYBODY, own=True)
