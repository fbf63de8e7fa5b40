"""What the papers of an assessment have in common: its words in a language, its day, and its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagalau.formats.report import BLANK, Block, Facts, Mark, Report, Value
from bagalau.people.access import Viewer
from bagalau.quality.models import STATES, Assessment, AssessmentRating
from bagalau.quality.queries import is_inside
from bagalau.quality.queries.filled import Filled, filled
from bagalau.quality.rules.life import State
from bagalau.quality.rules.questionnaire import Rates, Stage, Words, said
from bagalau.quality.tables.assessments import label_tone, label_words, titled


@dataclass(frozen=True)
class Given:
    """An assessment to be put on paper, in the language that is active; ``inside``: not for the public alone."""

    of: Assessment
    filled: Filled
    language: str
    inside: bool

    def said(self, words: Words) -> str:
        """A text of the questionnaire or of the scheme (QN-04)."""
        return said(words, self.language)

    def rating(self, row: AssessmentRating) -> Value:
        """The rating that stands, in its colour."""
        return self.label(row.stands)

    def label(self, code: str) -> Value:
        scheme = self.filled.scheme
        return Mark(label_words(scheme, code), label_tone(scheme, code)) if code else BLANK

    @property
    def status(self) -> str:
        return str(STATES[State(self.of.status)])

    @property
    def day(self) -> date:
        return self.of.approved_on or timezone.localdate(self.of.updated_at)

    def head(self) -> Block:
        """What was assessed, and with which result."""
        of, is_project = self.of, self.filled.questionnaire.rates is Rates.PROJECT
        days = " / ".join(day.isoformat() for day in (of.starts, of.ends) if day)
        return Facts(
            [
                (_("Overall Rating"), self.rating(self.filled.overall)),
                (_("Decision"), self._decision() or BLANK),
                (_("Portfolio/Project Number") if is_project else _("Number"), of.number or BLANK),
                (_("Portfolio/Project Title") if is_project else _("Title"), titled(of)),
                (_("Portfolio/Project Date") if is_project else _("Dates"), days or BLANK),
            ]
        )

    def _decision(self) -> str:
        words = self.filled.questionnaire.decisions.get(self.of.decision)
        return self.said(words) if words else self.of.decision

    def title(self) -> str:
        """The title of the form; that of another questionnaire than one on projects is its name."""
        titles = {
            Stage.DESIGN: _("Design Stage Quality Assurance Report"),
            Stage.IMPLEMENTATION: _("Implementation Stage Quality Assurance Report"),
            Stage.CLOSURE: _("Closure Stage Quality Assurance Report"),
        }
        asked = self.filled.questionnaire
        return titles.get(asked.stage, "") if asked.rates is Rates.PROJECT else self.said(asked.name)

    def report(self, title: str, blocks: Sequence[Block]) -> Report:
        """The paper."""
        status = _("Form Status: %(status)s") % {"status": self.status}
        foot = " · ".join(filter(None, (self.of.number, self.of.title[:120], self.status)))
        return Report(title, self.language, self.day, blocks, status, foot)


def given(viewer: Viewer, of: Assessment) -> Given:
    """An assessment as the viewer sees it; its door was opened."""
    return Given(of, filled(viewer, of), (get_language() or "en")[:2], is_inside(viewer, of))
