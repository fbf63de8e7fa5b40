"""The calendar of a person: the days on which something of theirs is due, as iCalendar (RFC 5545).

Each event lasts a day and keeps its number, so that a calendar program moves it when the date moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from bagalau.lib.periods import days_after
from bagalau.people.access import Viewer
from bagalau.reminders.addresses import absolute, host
from bagalau.reminders.asking.plans import posted_plans
from bagalau.reminders.digests import one_line
from bagalau.reminders.queries import dated_commitments, plans, terms_on, unanswered
from bagalau.reminders.rules import Terms, is_forgotten, next_review, response_due
from bagalau.web.records import url_of

EVERY = timedelta(hours=6)  # how often a calendar program should look


def feed(viewer: Viewer) -> bytes:
    """The whole calendar, in the language that is active."""
    calendar = Calendar()
    calendar.add("prodid", "-//Bagalau//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Bagalau: what is due"))
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", EVERY)
    for event in events(viewer, terms_on(viewer.today)):
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def events(viewer: Viewer, terms: Terms) -> Iterator[Event]:
    """What the viewer is responsible for, answers that are due, plans to be reviewed."""
    for row in dated_commitments(viewer):
        assert row.due_on is not None
        what = _("Due: %(what)s") % {"what": one_line(row.text)}
        yield _event("commitment", row.pk, row.due_on, what, one_line(row.origin_title), row.updated_at)
    for evaluation in unanswered(viewer):
        assert evaluation.completed is not None
        due = response_due(evaluation.completed, terms)
        if not is_forgotten(due, viewer.today, terms):
            what = _("Management response due: %(what)s") % {"what": one_line(evaluation.title)}
            yield _event("evaluation", evaluation.pk, due, what, "", evaluation.updated_at)
    for plan, posted, reviewed in posted_plans(plans(viewer)):
        if review := next_review(posted, plan.ends, reviewed):
            what = _("Review of the plan: %(what)s") % {"what": one_line(str(plan))}
            yield _event("evaluationplan", plan.pk, review, what, "", plan.updated_at)


def _event(kind: str, pk: int, day: date, what: str, more: str, changed_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{kind}-{pk}@{host()}")
    event.add("dtstamp", changed_at.astimezone(UTC))
    event.add("last-modified", changed_at.astimezone(UTC))
    event.add("dtstart", day)
    event.add("dtend", days_after(day, 1))
    event.add("summary", what)
    if more:
        event.add("description", more)
    event.add("url", absolute(url_of(kind, pk) or reverse("notices")))
    event.add("transp", "TRANSPARENT")
    return event
