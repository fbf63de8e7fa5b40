"""Notices, preferences, the calendar, and the mails that go out."""

from __future__ import annotations

from datetime import date

from bagalau.people.models import Person
from bagalau.reminders.addresses import STOPS
from bagalau.reminders.models import Calendar, Job, Mail, Notice
from bagalau.reminders.queries import digest
from tests.pages import ABSENT, NOT_SO, Arguments, Make, Page, plain
from tests.pages.office import Base

PAGES = {
    **plain("notices mails"),
    # A notice is its person's alone: whatever the role, that of another is not there.
    "notice": Page("notice", get=ABSENT),
    "notices_read": Page(get=NOT_SO, post=302),
    "notice_settings": Page(post=302, sent={"rhythm": "daily", "weekday": "1", "kinds": "draft"}),
    "calendar_new": Page(get=NOT_SO, post=200),
    "calendar_end": Page(get=NOT_SO, post=302),
    # Who holds the secret or signed address may, whoever that is.
    "calendar": Page("calendar"),
    "digest_stop": Page("digest", post=200),
    "mail_again": Page("mail", get=NOT_SO, post=302),
}
BUDGETS = {"notices": 8, "notice_settings": 7, "mails": 10, "calendar": 7}
EXPORTS = {"notices": 5, "mails": 5}
PUBLIC = {"calendar": 7}
WITHOUT_LISTS = set("notice notices_read calendar_new calendar_end digest_stop mail_again".split())


def records(make: Make) -> dict[str, Arguments]:
    person = make.make_person("reader", unit=make.unit)
    notice = Notice.objects.create(**_notice(person, make.there["commitment"][0]))
    mail = Mail.objects.create(key=f"letter:{make.where}", to=["somebody@example.org"], state="failed")
    token = f"secret-{make.where}"
    Calendar.objects.create(person=person, digest=digest(token))
    return {
        "notice": (notice.pk,),
        "mail": (mail.pk,),
        "calendar": (token,),
        "digest": (STOPS.sign(str(person.pk)),),
    }


def shown(base: Base) -> dict[str, Arguments]:
    Calendar.objects.create(person=base.person, digest=digest("secret"))
    return {"calendar": ("secret",), "calendar_new": (), "calendar_end": ()}


def grow(base: Base, by: Person, number: int) -> None:
    Notice.objects.create(**_notice(by, number + 1))
    Mail.objects.create(key=f"letter:{number}", to=["somebody@example.org"], state="failed", subject=f"Mail {number}")
    Job.objects.create(name=f"job {number}", next_at="2030-01-01T00:00Z")


def _notice(person: Person, record: int) -> dict[str, object]:
    what = {"kind": "action_due", "record_kind": "commitment", "record_id": record, "period": "2025-06:1"}
    return {"person": person, "label": "Mend the mill", "asked_on": date(2025, 6, 16), **what}
