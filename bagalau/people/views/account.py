"""One's own account, the language, accepting an invitation, and the page of those locked out."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from bagalau.lib.problems import Problem
from bagalau.people import actions, invitations, locks, queries
from bagalau.people.access import ACCEPT_INVITATION, USE_ACCOUNT, VIEW_HOME
from bagalau.people.adapter import remember_language
from bagalau.people.forms import InvitationForm, LanguageForm
from bagalau.people.middleware import Request, page


@page(USE_ACCOUNT)
def account(request: Request) -> HttpResponse:
    """Who I am here, what I may do, how I sign in."""
    person = queries.oneself(request.viewer)
    context = {
        "person": person,
        "grants": queries.grants_of(request.viewer, person),
        "form": LanguageForm(initial={"language": person.language}),
        "two_steps": is_mfa_enabled(person),
    }
    return render(request, "people/account.html", context)


@page(VIEW_HOME)
@require_POST
def language(request: Request) -> HttpResponse:
    """Change the language of the pages, and for somebody signed in of the mails too."""
    chosen, back = request.POST.get("language", ""), request.POST.get("next", "")
    if chosen not in dict(settings.LANGUAGES):
        raise Problem("unknown-language", _("Choose English, Russian or Kazakh."))
    actions.set_language(request.viewer, chosen)
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if safe else "home")
    remember_language(response, chosen)
    return response


@page(ACCEPT_INVITATION)
@never_cache
@sensitive_post_parameters()
def invitation(request: Request, pk: int, token: str) -> HttpResponse:
    """Choose the first password; leads to the sign-in page."""
    person = invitations.invited(pk, token)
    if person is None:
        return render(request, "people/invitation_over.html", status=410)
    form = InvitationForm(person, request.POST or None)
    if form.is_valid():
        actions.accept_invitation(person, form.cleaned_data["new_password1"])
        logout(request)
        messages.success(request, _("Your password is set. You can sign in now."))
        return redirect("account_login")
    return render(request, "people/invitation.html", {"form": form, "person": person})


def locked_out(request: HttpRequest, _answer: HttpResponse | None, given: dict[str, Any] | None) -> HttpResponse:
    """The page after too many wrong passwords; the same whether or not anybody has the mail address."""
    until = locks.locked_until(request, given)
    minutes = max(1, -(-(until - timezone.now()).seconds // 60)) if until and until > timezone.now() else 1
    return render(request, "people/locked_out.html", {"until": until, "minutes": minutes}, status=429)
