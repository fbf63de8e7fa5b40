"""The answers for what went wrong before a view ran."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.web.middleware import problem_page
from bagalau.web.records import absent


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such address."""
    return problem_page(request, absent())


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its key: the page was open too long, or the form came from elsewhere."""
    sentence = _("This form has expired. Go back, load the page again and repeat what you did.")
    return problem_page(request, Problem("form-expired", sentence, status=403))


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: a page that needs neither database nor sign-in."""
    return HttpResponse(get_template("500.html").render({}), status=500)
