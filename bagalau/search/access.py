"""Who may search, keep searches, and collect passages as evidence. What is found is only what each may see."""

from bagalau.documents.access import WRITERS
from bagalau.people.rules import EVERYBODY, Action

SEARCH = Action("search.use", EVERYBODY, public=True)
KEEP_SEARCHES = Action("search.keep", EVERYBODY, own=True)
COLLECT = Action("folder.add", EVERYBODY, own=True)
VIEW_FOLDERS = Action("folder.view", EVERYBODY, own=True)
EDIT_FOLDER = Action("folder.edit", WRITERS, own=True)
