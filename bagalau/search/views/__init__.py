"""Pages of the search: results, similar passages, saved searches, folders."""

from bagalau.search.views.folders import folder, folder_delete, folder_edit, folder_new, folder_passage, folders
from bagalau.search.views.results import search, search_collect, search_similar
from bagalau.search.views.saved import searches

__all__ = [
    "folder",
    "folder_delete",
    "folder_edit",
    "folder_new",
    "folder_passage",
    "folders",
    "search",
    "search_collect",
    "search_similar",
    "searches",
]
