"""The list of people, the page of one, invitations and roles."""

from __future__ import annotations

from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagalau.people import actions, invitations, queries
from bagalau.people.access import GRANT_ROLES, INVITE_PEOPLE, VIEW_PEOPLE, require
from bagalau.people.forms import InviteForm, PeopleFilter, PersonForm, RoleForm
from bagalau.people.middleware import Request, page
from bagalau.people.models import Person
from bagalau.people.rules import Role, in_force
from bagalau.people.tables import PEOPLE
from bagalau.people.views.history import history_page
from bagalau.web.exports import export
from bagalau.web.tables import table


@page(VIEW_PEOPLE)
def people(request: Request) -> HttpResponseBase:
    """People whom the viewer may see, by unit, name and role."""
    form = PeopleFilter(request.GET, units=queries.units(request.viewer))
    rows = queries.people(request.viewer).filter(form.condition()).prefetch_related("grants")
    file = export(request, rows, PEOPLE, default="name", name="people")
    if file is not None:
        return file
    shown = table(request, rows, PEOPLE, "name")
    may_invite = request.viewer.can(INVITE_PEOPLE)
    return render(request, "people/people.html", {"table": shown, "form": form, "may_invite": may_invite})


@page(VIEW_PEOPLE)
def person(request: Request, pk: int) -> HttpResponse:
    """One person and the roles held."""
    shown = queries.person(request.viewer, pk)
    context = {
        "person": shown,
        "grants": [
            (grant, in_force(grant.starts, grant.ends, request.viewer.today), request.viewer.may(GRANT_ROLES, grant))
            for grant in queries.grants_of(request.viewer, shown)
        ],
        "may_edit": request.viewer.may(INVITE_PEOPLE, shown),
        "form": _role_form(request, shown) if request.viewer.can(GRANT_ROLES) else None,
    }
    return render(request, "people/person.html", context)


@page(INVITE_PEOPLE)
def person_edit(request: Request, pk: int) -> HttpResponse:
    """Change what is known of a person."""
    shown = queries.person(request.viewer, pk)
    require(request.viewer, INVITE_PEOPLE, shown)
    form = PersonForm(request.POST or None, instance=copy(shown), units=queries.units(request.viewer))
    if form.is_valid():
        actions.change_person(request.viewer, shown, form.given(), is_active=form.cleaned_data["is_active"])
        messages.success(request, _("The changes were saved."))
        return redirect("person", pk)
    return render(request, "people/form.html", {"form": form, "title": shown.name, "submit": _("Save")})


@page(VIEW_PEOPLE)
def person_history(request: Request, pk: int) -> HttpResponse:
    """What was done to a person and their roles."""
    return history_page(request, queries.person(request.viewer, pk), "person")


@page(INVITE_PEOPLE)
def invite(request: Request) -> HttpResponse:
    """Add a person with a first role, and mail the invitation."""
    home = queries.oneself(request.viewer).unit_id
    form = InviteForm(request.POST or None, units=queries.units(request.viewer), home=home)
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        added = actions.invite(request.viewer, form.given(), role, form.cleaned_data["role_unit"])
        _send(request, added)
        return redirect("person", added.pk)
    context = {"form": form, "title": _("Invite a person"), "submit": _("Send the invitation")}
    return render(request, "people/form.html", context)


@page(INVITE_PEOPLE)
@require_POST
def invite_again(request: Request, pk: int) -> HttpResponse:
    """Send a new link; links sent earlier stop working."""
    shown = queries.person(request.viewer, pk)
    actions.renew_invitation(request.viewer, shown)
    _send(request, shown)
    return redirect("person", pk)


def _send(request: HttpRequest, invited: Person) -> None:
    if invitations.send(request, invited):
        messages.success(request, _("An invitation was sent to %(email)s.") % {"email": invited.email})
    else:
        messages.warning(request, _("The mail could not be sent. Try again later with the button on this page."))


def _role_form(request: Request, person: Person) -> RoleForm:
    return RoleForm(request.POST or None, units=queries.units(request.viewer), home=person.unit_id)


@page(GRANT_ROLES)
def role_new(request: Request, pk: int) -> HttpResponse:
    """Give a person a role."""
    shown = queries.person(request.viewer, pk)
    form = _role_form(request, shown)
    if form.is_valid():
        actions.grant_role(request.viewer, shown, **form.given())
        messages.success(request, _("The role was given."))
        return redirect("person", pk)
    return render(request, "people/form.html", {"form": form, "title": shown.name, "submit": _("Give the role")})


@page(GRANT_ROLES)
@require_POST
def role_end(request: Request, pk: int) -> HttpResponse:
    """End a role at once."""
    grant = queries.grant(request.viewer, pk)
    actions.end_role(request.viewer, grant)
    messages.success(request, _("The role was ended."))
    return redirect("person", grant.person_id)
