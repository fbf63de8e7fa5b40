"""Pages: the tokens of one's account, and the description of the programming interface."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagalau.api import actions, queries
from bagalau.api.access import HOLD_TOKENS, USE_API
from bagalau.api.forms import TokenForm
from bagalau.api.v1 import description
from bagalau.lib.problems import Problem
from bagalau.people.middleware import Request, page
from bagalau.web.forms import mark_problem


@page(HOLD_TOKENS)
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def tokens(request: Request) -> HttpResponse:
    """One's tokens, and the form to make one. A new token is shown in the answer and never again.

    Whoever makes one gives the password or a code once more: a token outlives the session.
    """
    form, secret, status = TokenForm(request.POST or None), "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _token, secret = actions.make_token(request.viewer, **form.given(request.viewer.today))
                form, status = TokenForm(), 200
            except Problem as problem:
                mark_problem(form, problem)
    held = [(token, token.is_in_force(request.viewer.today)) for token in queries.tokens(request.viewer)]
    context = {"form": form, "secret": secret, "tokens": held}
    return render(request, "api/tokens.html", context, status=status)


@page(HOLD_TOKENS)
@require_POST
def token_revoke(request: Request, pk: int) -> HttpResponse:
    """End a token at once."""
    token = actions.revoke_token(request.viewer, queries.token(request.viewer, pk))
    messages.success(request, _("The token “%(name)s” was revoked.") % {"name": token.name})
    return redirect("tokens")


@page(USE_API)
def api_docs(request: Request) -> HttpResponse:
    """The programming interface, for people."""
    context = {"chapters": description.chapters(), "parts": description.parts(), "headers": description.HEADERS}
    return render(request, "api/docs.html", context)


@page(USE_API)
def api_schema(_request: Request) -> HttpResponse:
    """The programming interface, for programs: OpenAPI."""
    return JsonResponse(description.openapi())
