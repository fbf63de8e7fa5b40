"""The tree of units, and what is said of one; its page, which also tells of other domains, is the portal's."""

from __future__ import annotations

from copy import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.people import actions, queries
from bagalau.people.access import EDIT_UNITS, VIEW_HISTORY, VIEW_UNITS, require
from bagalau.people.forms import UnitForm
from bagalau.people.middleware import Request, page
from bagalau.people.views.history import history_page


@page(VIEW_UNITS)
def units(request: Request) -> HttpResponse:
    """All units as a tree."""
    tree = queries.unit_tree(request.viewer)
    return render(request, "people/units.html", {"units": tree, "may_edit": request.viewer.can(EDIT_UNITS)})


@page(EDIT_UNITS)
def unit_new(request: Request) -> HttpResponse:
    """Add a unit, by default under the one the page was opened from."""
    start = {"parent": request.GET.get("parent")}
    form = UnitForm(request.POST or None, initial=start, units=queries.units(request.viewer))
    if form.is_valid():
        added = actions.add_unit(request.viewer, form.given())
        messages.success(request, _("%(unit)s was added.") % {"unit": added})
        return redirect("unit", added.pk)
    return render(request, "people/form.html", {"form": form, "title": _("New unit"), "submit": _("Add the unit")})


@page(EDIT_UNITS)
def unit_edit(request: Request, pk: int) -> HttpResponse:
    """Rename or move a unit."""
    shown = queries.unit(request.viewer, pk)
    require(request.viewer, EDIT_UNITS, shown)
    form = UnitForm(request.POST or None, instance=copy(shown), units=queries.units(request.viewer))
    if form.is_valid():
        actions.change_unit(request.viewer, shown, form.given())
        messages.success(request, _("The changes were saved."))
        return redirect("unit", pk)
    return render(request, "people/form.html", {"form": form, "title": shown.name, "submit": _("Save")})


@page(VIEW_HISTORY)
def unit_history(request: Request, pk: int) -> HttpResponse:
    """What was done to a unit."""
    return history_page(request, queries.unit(request.viewer, pk), "unit")
