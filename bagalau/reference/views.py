"""Pages: the parameters of the organisation, and its value lists."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people.middleware import Request, page
from bagalau.reference import actions, queries
from bagalau.reference.access import SET_PARAMETERS, VIEW_REFERENCE
from bagalau.reference.forms import ParameterForm
from bagalau.reference.lists import term_lists
from bagalau.reference.rules.parameters import BY_NAME
from bagalau.web.forms import mark_problem
from bagalau.web.records import absent


@page(VIEW_REFERENCE)
def parameters(request: Request) -> HttpResponse:
    """Every parameter with its value of today, its default, and where that comes from."""
    context = {"parameters": queries.parameters(request.viewer), "may_set": request.viewer.can(SET_PARAMETERS)}
    return render(request, "reference/parameters.html", context)


@page(SET_PARAMETERS)
def parameter_set(request: Request, name: str) -> HttpResponse:
    """Give a parameter a value from a day on."""
    shown = next((one for one in queries.parameters(request.viewer) if one.definition.name == name), None)
    if name not in BY_NAME or shown is None:
        raise absent()
    form = ParameterForm(request.POST or None, initial={"value": shown.value, "since": request.viewer.today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_parameter(request.viewer, name, **form.cleaned_data)
            messages.success(request, _("The changes were saved."))
            return redirect("parameters")
        except Problem as problem:
            mark_problem(form, problem)
    return render(request, "reference/parameter.html", {"shown": shown, "form": form})


@page(VIEW_REFERENCE)
def value_lists(request: Request) -> HttpResponse:
    """The value lists of this installation with their terms."""
    language = get_language() or "en"
    lists = [
        {
            "list": found,
            "name": found.name(language),
            "terms": [{"term": term, "name": term.name(language)} for term in found.terms],
        }
        for found in term_lists().values()
    ]
    return render(request, "reference/lists.html", {"lists": lists})
