"""An Atom feed of evaluations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from bagalau.evaluations.models import Evaluation
from bagalau.web.tables import date_words

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SUMMARY = 1000


def atom(
    rows: Iterable[Evaluation], absolute: Callable[[str], str], *, title: str, about: str, address: str, language: str
) -> bytes:
    """The feed of these evaluations; ``absolute`` makes a full address of a path, ``address`` is the feed's own."""
    feed = Atom1Feed(
        title=clean(title),
        link=absolute(reverse("evaluations")),
        description=clean(about),
        subtitle=clean(about),
        language=language,
        feed_url=address,
        feed_guid=address,
        author_name="Bagalau",
    )
    for row in rows:
        link = absolute(reverse("evaluation", args=[row.pk]))
        completed = date_words(row.completed) if row.completed else ""
        told = " · ".join(filter(None, (row.unit.name, row.type_name, str(row.get_stage_display()), completed)))
        feed.add_item(
            title=clean(row.title),
            link=link,
            unique_id=link,
            description=linebreaks(clean(f"{told}\n\n{row.description[:SUMMARY]}".strip()), autoescape=True),
            author_name=clean(row.unit.name),
            updateddate=row.updated_at,
        )
    return feed.writeString("utf-8").encode()


def clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return NO_XML.sub(" ", text)
