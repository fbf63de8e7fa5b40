"""Pages of notices, preferences for digests, the calendar, and the mails that go out."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from bagalau.people.middleware import Request, page
from bagalau.people.queries import viewer_for
from bagalau.reminders import actions, queries
from bagalau.reminders.access import READ_CALENDAR, SEND_MAIL_AGAIN, STOP_DIGESTS, VIEW_MAILS, VIEW_NOTICES
from bagalau.reminders.addresses import absolute, person_of
from bagalau.reminders.calendars import feed
from bagalau.reminders.digests import preference_of
from bagalau.reminders.forms import MailFilter, NoticeFilter, PreferenceForm
from bagalau.reminders.rules import Rhythm
from bagalau.reminders.tables import MAILS, NOTICES
from bagalau.web.exports import export
from bagalau.web.records import url_of
from bagalau.web.tables import table

LATE = timedelta(hours=1)  # after which a job that nobody does is worth a word


@page(VIEW_NOTICES)
def notices(request: Request) -> HttpResponseBase:
    """What waits for the viewer."""
    form = NoticeFilter(request.GET)
    rows = queries.notices(request.viewer).filter(form.condition())
    file = export(request, rows, NOTICES, default="-since", name="notices")
    if file is not None:
        return file
    shown = table(request, rows, NOTICES, "-since")
    context = {"form": form, "table": shown, "may_see_mails": request.viewer.can(VIEW_MAILS)}
    return render(request, "reminders/notices.html", context)


@page(VIEW_NOTICES)
@require_POST
def notices_read(request: Request) -> HttpResponse:
    """Mark everything as read."""
    actions.mark_read(request.viewer)
    return redirect("notices")


@page(VIEW_NOTICES)
def notice(request: Request, pk: int) -> HttpResponse:
    """Lead to what a notice is about, and take it as read."""
    found = queries.notice(request.viewer, pk)
    actions.mark_read(request.viewer, found)
    return redirect(url_of(found.record_kind, found.record_id) or "notices")


@page(VIEW_NOTICES)
def notice_settings(request: Request) -> HttpResponse:
    """How often one wants a digest, of what, and the address of the calendar."""
    form = PreferenceForm(request.POST or None, queries.preference(request.viewer))
    if form.is_valid():
        actions.set_preference(request.viewer, **form.given())
        messages.success(request, _("The changes were saved."))
        return redirect("notice_settings")
    return _settings(request, form)


def _settings(request: Request, form: PreferenceForm, address: str = "") -> HttpResponse:
    context = {"form": form, "calendar": queries.calendar(request.viewer), "address": address}
    return render(request, "reminders/settings.html", context)


@page(VIEW_NOTICES)
@require_POST
def calendar_new(request: Request) -> HttpResponse:
    """Make or renew the address of the calendar; it is shown this once."""
    token = actions.make_calendar(request.viewer)
    form = PreferenceForm(None, queries.preference(request.viewer))
    return _settings(request, form, absolute(reverse("calendar", args=[token])))


@page(VIEW_NOTICES)
@require_POST
def calendar_end(request: Request) -> HttpResponse:
    """Take the address of the calendar away."""
    actions.end_calendar(request.viewer)
    messages.success(request, _("The address of your calendar does not work any more."))
    return redirect("notice_settings")


@page(READ_CALENDAR)
@require_GET
def calendar(request: Request, token: str) -> HttpResponse:
    """The calendar of whoever has this address; a wrong one looks like none."""
    person = queries.calendar_owner(token)
    with translation.override(person.language):
        data = feed(viewer_for(person, timezone.localdate()))
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="bagalau.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@page(STOP_DIGESTS)
@csrf_exempt  # the signed address is the right to do this; mail programs send no cookies (RFC 8058)
def digest_stop(request: Request, token: str) -> HttpResponse:
    """End the digests from a link in one of them. Looking changes nothing: programs open links by themselves."""
    person = queries.reader(person_of(token))
    if request.method == "POST":
        actions.stop_digests(person)
    with translation.override(person.language):
        context = {"stopped": preference_of(person).rhythm == Rhythm.NEVER}
        return render(request, "reminders/stop.html", context)


@page(VIEW_MAILS)
def mails(request: Request) -> HttpResponseBase:
    """The mails that go out, with what became of them, and what the worker does."""
    form = MailFilter(request.GET)
    rows = queries.mails(request.viewer).filter(form.condition())
    file = export(request, rows, MAILS, default="-written", name="mails")
    if file is not None:
        return file
    context = {
        "form": form,
        "table": table(request, rows, MAILS, "-written"),
        "stuck": queries.stuck(request.viewer),
        "jobs": queries.jobs(request.viewer),
        "late": timezone.now() - LATE,
        "failed_tasks": queries.failed_tasks(request.viewer),
    }
    return render(request, "reminders/mails.html", context)


@page(SEND_MAIL_AGAIN)
@require_POST
def mail_again(request: Request, pk: int) -> HttpResponse:
    """Send a mail once more that was refused."""
    actions.send_again(request.viewer, queries.mail(request.viewer, pk))
    messages.success(request, _("The mail is sent again with the next turn of the worker."))
    return redirect("mails")
