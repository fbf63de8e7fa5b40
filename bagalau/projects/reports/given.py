"""What all papers of a project are made of: its record with words and a day, and what stands around the blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bagalau.formats.report import Block, Note, Report
from bagalau.formats.write.paper.words import when
from bagalau.people.access import Viewer, require
from bagalau.projects.access import VIEW_FINDINGS, VIEW_VERSIONS
from bagalau.projects.models import Project, ProjectVersion
from bagalau.projects.models.words import STATUSES
from bagalau.projects.queries.life import said_by, said_now, standing
from bagalau.projects.queries.versions import signed_version
from bagalau.projects.reports.parts.words import LANGUAGES, Words
from bagalau.projects.rules import record
from bagalau.projects.rules.life import Phase, VersionState
from bagalau.projects.rules.public import public

UNDECIDED = {
    VersionState.OPEN: _("Revision being worked on, not decided"),
    VersionState.SUBMITTED: _("Revision that lies with the board, not decided"),
}
TAKES = {"project": True, "version": False, "second": False}


def version_words(of: ProjectVersion) -> str:
    """A version, and whether what it says was decided."""
    state = UNDECIDED.get(VersionState(of.state), of.get_state_display())
    return _now("Version %(number)s: %(state)s") % {"number": of.number, "state": state}


@dataclass(frozen=True)
class Given:
    """A record to be put on paper: ``status`` says how it stands, ``day`` since when.

    ``undecided`` is what a revision under way is called, ``signed`` the version that stands meanwhile.
    """

    record: record.Project
    status: tuple[str, ...]
    day: date
    say: Words
    undecided: Promise | None = None
    signed: int | None = None

    def report(self, title: str, blocks: Sequence[Block], *, wide: bool = False) -> Report:
        """The paper; what is not decided says so before all else."""
        language = self.say.language
        if self.undecided is not None:
            blocks = (*(Note(line, "late") for line in self._undecided()), *blocks)
        stands = " · ".join((*self.status, when(self.day, language)))
        subtitle = "\n".join(filter(None, (stands, self._languages())))
        title = f"{title}: {self.record.title}"
        return Report(title, language, self.day, blocks, subtitle, f"{self.record.title[:120]} · {stands}", wide)

    def _undecided(self) -> list[str]:
        sentence = _("The version that was signed last stands until the board decides: version %(number)s.")
        told = zip(self.say.each(self.undecided or ""), self.say.each(sentence, number=self.signed), strict=False)
        return [f"{head.upper()}. {rest}" for head, rest in told]

    def _languages(self) -> str:
        """Which of the two languages of the paper counts, if the record says so."""
        names = {"English": "en", "Russian": "ru", "Kazakh": "kk"}
        prevailing = names.get(self.record.prevailing_language, "")
        if len(self.say.languages) < 2 or prevailing not in self.say.languages:
            return ""
        sentence = _("Where the two languages differ, %(language)s prevails.")
        return self.say(sentence, language=LANGUAGES[prevailing])


def given(viewer: Viewer, of: Project, version: int | None = None, second: str = "") -> Given:
    """What stands: the version that was signed last while a revision is under way (PL-04), else what the tables say; or
    the version that is asked for, signed or under way, in the language that is active.

    Who only sees it because it is public gets what everybody may read (PU-01).
    """
    say = Words((get_language() or "en")[:2], second)
    if version is not None:
        require(viewer, VIEW_VERSIONS, of)
    found = _found(viewer, of, version, say)
    return found if viewer.may(VIEW_FINDINGS, of) else replace(found, record=public(found.record))


def _found(viewer: Viewer, of: Project, version: int | None, say: Words) -> Given:
    under_way, signed = standing(of)
    if under_way and signed and version == under_way.number:
        label = UNDECIDED[VersionState(under_way.state)]
        told = replace(said_now(of), signatures=said_by(signed).signatures)
        status = (say(_("Version %(number)s"), number=version), say(label))
        return Given(told, status, timezone.localdate(of.updated_at), say, label, signed.number)
    if version is not None:
        signed = signed_version(viewer, of, version)
    if signed is None:
        return Given(said_now(of), (say(STATUSES[Phase(of.status)]),), timezone.localdate(of.updated_at), say)
    status = (say(_("Version %(number)s"), number=signed.number), say(_("Signed")))
    return Given(said_by(signed), status, timezone.localdate(signed.signed_at or signed.opened_at), say)
