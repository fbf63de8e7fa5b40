"""How the sign-in library behaves in this house: nobody signs up, and no answer tells who is known."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from bagalau.people import journal, locks, mail
from bagalau.people.models import Person

# What the library tells of, under its own names, and what the journal calls it.
NOTED = {
    "account/email/password_changed": "change password",
    "account/email/password_reset": "reset password",
    "mfa/email/totp_activated": "turn two-step sign-in on",
    "mfa/email/totp_deactivated": "turn two-step sign-in off",
    "mfa/email/recovery_codes_generated": "make new recovery codes",
}


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """People come in by invitation only; inactive people and unknown addresses get the same answers."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The mail address or the password is not right."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("The password is not right."),
        "too_many_login_attempts": _("Too many attempts failed. Try again in a few minutes."),
        "rate_limited": _("Too many attempts. Try again in a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same for the limits on attempts as for the lock."""
        return locks.client_address(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """``login`` is how the lock against guessing knows the address, on every page that asks for a password."""
        login = str(credentials.get("email", "")).lower()
        person = super().authenticate(request, login=login, **credentials)
        return person if person is not None and person.is_active else None

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if isinstance(user, Person):
            remember_language(response, user.language)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the person, and beside the page."""
        person = context.get("user")
        with translation.override(person.language if isinstance(person, Person) else settings.LANGUAGE_CODE):
            message = self.render_mail(template_prefix, email, context)
        mail.send_later(message)

    def get_reset_password_from_key_url(self, key: str) -> str:
        return mail.absolute(self.request, urlsplit(super().get_reset_password_from_key_url(key)).path)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def send_notification_mail(self, template_prefix: str, user: AbstractBaseUser, *args: Any, **kwargs: Any) -> None:
        """Called after somebody changed how they sign in: the journal keeps it."""
        if isinstance(user, Person) and template_prefix in NOTED:
            journal.write(user, NOTED[template_prefix], user)


class TwoSteps(DefaultMFAAdapter):  # type: ignore[misc]
    """Two-step sign-in in our own words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right. Codes change every 30 seconds."),
        "cannot_generate_recovery_codes": _("Recovery codes are for two-step sign-in. Turn it on first."),
    }


def remember_language(response: HttpResponse, language: str) -> None:
    """Let the next pages of this browser speak a language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=getattr(settings, "SESSION_COOKIE_SECURE", False),
        httponly=True,
        samesite="Lax",
    )
