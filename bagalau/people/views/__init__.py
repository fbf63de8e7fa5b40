"""The pages of units, people and roles, of the journal, and of one's own account."""

from bagalau.people.views.account import locked_out
from bagalau.people.views.history import history_page

__all__ = ["history_page", "locked_out"]
