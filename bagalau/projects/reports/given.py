"""What all papers of a project are made of: its record with words and a day, and what stands around the blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bagalau.formats.report import Block, Report
from bagalau.formats.write.paper.words import when
from bagalau.people.access import Viewer
from bagalau.projects.models import Project
from bagalau.projects.models.words import STATUSES
from bagalau.projects.queries.record import record_of
from bagalau.projects.queries.versions import signed_version
from bagalau.projects.reports.parts.words import LANGUAGES, Words
from bagalau.projects.rules import record
from bagalau.projects.rules.life import Status
from bagalau.projects.rules.shape import build

TAKES = {"project": True, "version": False, "second": False}


@dataclass(frozen=True)
class Given:
    """A record to be put on paper: ``status`` says how it stands, ``day`` since when."""

    record: record.Project
    status: Sequence[str]
    day: date
    say: Words

    def report(self, title: str, blocks: Sequence[Block], *, wide: bool = False) -> Report:
        """The paper."""
        language = self.say.language
        stands = " · ".join((*self.status, when(self.day, language)))
        subtitle = "\n".join(filter(None, (stands, self._languages())))
        title = f"{title}: {self.record.title}"
        return Report(title, language, self.day, blocks, subtitle, f"{self.record.title[:120]} · {stands}", wide)

    def _languages(self) -> str:
        """Which of the two languages of the paper counts, if the record says so."""
        names = {"English": "en", "Russian": "ru", "Kazakh": "kk"}
        prevailing = names.get(self.record.prevailing_language, "")
        if len(self.say.languages) < 2 or prevailing not in self.say.languages:
            return ""
        sentence = _("Where the two languages differ, %(language)s prevails.")
        return self.say(sentence, language=LANGUAGES[prevailing])


def given(viewer: Viewer, of: Project, version: int | None = None, second: str = "") -> Given:
    """What stands in the tables, or a version that was signed (PL-04), in the language that is active."""
    say = Words((get_language() or "en")[:2], second)
    if version is None:
        day = timezone.localdate(of.updated_at)
        return Given(record_of(of), (say(STATUSES[Status(of.status)]),), day, say)
    signed = signed_version(viewer, of, version)
    day = timezone.localdate(signed.signed_at or signed.opened_at)
    told = build(record.Project, signed.content)
    return Given(told, (say(_("Version %(number)s"), number=version), say(_("Signed"))), day, say)
