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
from bagalau.people.access import Viewer, require
from bagalau.projects.access import VIEW_FINDINGS, VIEW_VERSIONS
from bagalau.projects.models import Project
from bagalau.projects.models.words import STATUSES
from bagalau.projects.queries.life import said_by, said_now
from bagalau.projects.queries.versions import signed_version
from bagalau.projects.reports.parts.words import LANGUAGES, Words
from bagalau.projects.rules import record
from bagalau.projects.rules.life import Phase
from bagalau.projects.rules.public import public

TAKES = {"project": True, "version": False, "second": False}


@dataclass(frozen=True)
class Given:
    """A record to be put on paper: ``status`` says how it stands, ``day`` since when."""

    record: record.Project
    status: tuple[str, ...]
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
    """What stands in the tables, or a version that was signed (PL-04), in the language that is active.

    Who only sees it because it is public gets what everybody may read (PU-01).
    """
    say = Words((get_language() or "en")[:2], second)
    status: tuple[str, ...]
    if version is None:
        told, status, since = said_now(of), (say(STATUSES[Phase(of.status)]),), of.updated_at
    else:
        require(viewer, VIEW_VERSIONS, of)
        signed = signed_version(viewer, of, version)
        told, since = said_by(signed), signed.signed_at or signed.opened_at
        status = (say(_("Version %(number)s"), number=version), say(_("Signed")))
    inside = viewer.may(VIEW_FINDINGS, of)
    return Given(told if inside else public(told), status, timezone.localdate(since), say)
