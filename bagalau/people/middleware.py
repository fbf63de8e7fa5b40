"""Deny by default: a page opens only if it names its action and the viewer's roles allow it somewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from bagalau.lib.problems import Problem
from bagalau.people.access import USE_ACCOUNT, VIEW_HOME, Viewer, require
from bagalau.people.models import Person
from bagalau.people.queries import viewer_for
from bagalau.people.rules import Action
from bagalau.web.middleware import Answer, problem_page
from bagalau.web.records import absent

# Pages of libraries, which cannot name an action themselves. What is not listed stays shut.
LIBRARY_PAGES: dict[str, Action] = {
    "account_login": VIEW_HOME,
    "account_logout": VIEW_HOME,
    "account_reset_password": VIEW_HOME,
    "account_reset_password_done": VIEW_HOME,
    "account_reset_password_from_key": VIEW_HOME,
    "account_reset_password_from_key_done": VIEW_HOME,
    "account_reauthenticate": USE_ACCOUNT,
    "account_change_password": USE_ACCOUNT,
    "mfa_authenticate": VIEW_HOME,
    "mfa_reauthenticate": USE_ACCOUNT,
    "mfa_index": USE_ACCOUNT,
    "mfa_activate_totp": USE_ACCOUNT,
    "mfa_deactivate_totp": USE_ACCOUNT,
    "mfa_view_recovery_codes": USE_ACCOUNT,
    "mfa_generate_recovery_codes": USE_ACCOUNT,
    "mfa_download_recovery_codes": USE_ACCOUNT,
}


class Request(HttpRequest):
    """A request whose viewer is known."""

    viewer: Viewer


class Page(Protocol):
    """A view that names the action it stands for."""

    action: Action

    def __call__(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse: ...


View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def page(action: Action) -> Callable[[View], View]:
    """Name the action of a view; the middleware asks before the view runs."""

    def mark(view: View) -> View:
        view.action = action  # type: ignore[attr-defined]  # a function takes attributes
        return view

    return mark


def action_of(view: Callable[..., Any], url_name: str | None) -> Action | None:
    """The action that opens a page, or None for a page nobody may open."""
    named = getattr(view, "action", None)
    return cast("Action | None", named) or LIBRARY_PAGES.get(url_name or "")


class Access:
    """Gives each request its viewer and shuts every page that the viewer's roles do not open."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: Request) -> HttpResponse:
        request.viewer = cast(Viewer, SimpleLazyObject(lambda: viewer_of(request)))
        return self.answer(request)

    def process_view(self, request: Request, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        action = action_of(view, name)
        if action is None:
            return problem_page(request, absent())
        if action.public:
            return None
        if request.viewer.is_public:
            return redirect_to_login(request.get_full_path())
        try:
            require(request.viewer, action)
        except Problem as problem:
            return problem_page(request, problem)
        return None


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer of a request; inactive people are the public."""
    person = request.user if isinstance(request.user, Person) else None
    return viewer_for(person, timezone.localdate())
