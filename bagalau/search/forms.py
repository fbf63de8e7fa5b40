"""Forms: the question with its facets, a name for a search, folders."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bagalau.lib.passages import FACETS
from bagalau.people.models import Unit
from bagalau.search.models import Folder
from bagalau.search.queries import DEEPEST, NEWEST, RELEVANCE, Search
from bagalau.search.rules import parse
from bagalau.web.forms import HouseForm, whole_number

LONGEST = 10_000


def search_of(query: Any) -> Search:
    """What the address of the search page asks for; what makes no sense is left out."""
    facets = {name: query[name][:100] for name in FACETS if query.get(name)}
    facets = {name: value for name, value in facets.items() if name not in {"unit", "year"} or whole_number(value)}
    page = whole_number(query.get("page", "")) or 1
    sort = NEWEST if query.get("sort") == NEWEST else RELEVANCE
    return Search(parse(query.get("q", "")), facets, sort, min(page, DEEPEST))


class SaveForm(HouseForm):
    """A name for the search of a page."""

    name = forms.CharField(label=_("Name"), max_length=100)
    query = forms.CharField(max_length=2000, widget=forms.HiddenInput)


class FolderForm(HouseForm):
    """A folder: its name, a note, with whom it is shared."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=200)
    note = forms.CharField(
        label=_("Note"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(
        label=_("Shared with"),
        required=False,
        queryset=None,
        empty_label=_("Nobody: it is mine alone"),
        help_text=_("People with a role there may see the folder. Of passages that do not open to them, no text."),
    )

    def __init__(self, *args: Any, units: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if units is None:
            del self.fields["unit"]
        else:
            self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def show_again(self, seen: str) -> None:
        """Keep what was typed, for somebody who has now been told what the folder has become."""
        data = cast(QueryDict, self.data).copy()
        data["seen"] = seen
        self.data = data


class CollectForm(HouseForm):
    """Into which folder the chosen passages go: one that is there, or a new one."""

    folder: forms.ModelChoiceField[Folder] = forms.ModelChoiceField(
        label=_("Folder"), required=False, queryset=None, empty_label=_("A new folder")
    )
    name = forms.CharField(label=_("Name of a new folder"), max_length=200, required=False)
    query = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, folders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["folder"].queryset = folders  # type: ignore[attr-defined]


class NoteForm(HouseForm):
    """Why a passage is in its folder."""

    note = forms.CharField(
        label=_("Note"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
