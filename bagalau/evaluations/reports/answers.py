"""What units answered to the recommendations of an evaluation, as far as a viewer may read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bagalau.evaluations.models import STANCES, Evaluation, ManagementResponse, Recommendation
from bagalau.evaluations.models.response import STANCE_TONES
from bagalau.evaluations.queries.content_told import approved
from bagalau.evaluations.queries.responses import responses_of
from bagalau.evaluations.queries.responses_rows import by_key, content, rows
from bagalau.evaluations.queries.responses_shown import published, words_before
from bagalau.evaluations.rules import Stance
from bagalau.formats.report import Mark
from bagalau.people.access import Viewer


@dataclass(frozen=True)
class Answers:
    """The response of a unit in plain values, as its versions keep it; ``is_kept``: one worked on has replaced it."""

    response: ManagementResponse
    content: Mapping[str, Any]
    is_kept: bool = False

    def to(self, recommendation: Recommendation) -> Mapping[str, Any] | None:
        """What it says of a recommendation."""
        return by_key(self.content, [recommendation]).get(recommendation.pk)


def answers(viewer: Viewer, of: Evaluation) -> list[Answers]:
    """The responses that the viewer may see, as they were approved (EC-06) or else as they are; of one that is worked
    on, the last version that was published (ER-08)."""
    seen = list(responses_of(viewer, of))
    stand = approved(seen)
    found = [Answers(one, stand[one.pk].content if one.pk in stand else content(one, rows(one))) for one in seen]
    found += [Answers(version.response, version.content, is_kept=True) for version in published(of, seen)]
    return sorted(found, key=lambda one: (one.response.unit_id != of.unit_id, one.response.pk))


def stance_words(stance: str) -> str:
    """A stance in words; nothing where none is stated."""
    return str(STANCES[Stance(stance)]) if stance else ""


def stance_mark(stance: str) -> Mark:
    """A stance with its colour."""
    return Mark(stance_words(stance), STANCE_TONES[Stance(stance)]) if stance else Mark(_("Not stated"), "rest")


def answer_text(answer: Mapping[str, Any], now: str) -> str:
    """What a unit says of a recommendation: stance, text, reason, and its parts where they are answered apart; and the
    words it answered, if the recommendation has others ``now`` (EC-06)."""
    lines = [stance_words(answer["stance"]), answer["text"]]
    if before := words_before(now, answer):
        lines.insert(0, _("Answered were these words: %(words)s") % {"words": before})
    if answer["reason"]:
        lines.append(_("Reason: %(reason)s") % {"reason": answer["reason"]})
    for part in answer["parts"]:
        words = _("Part (%(label)s): %(stance)s.") % {"label": part["label"], "stance": stance_words(part["stance"])}
        lines.append(f"{words} {part['reason']}".strip())
    return "\n".join(line for line in lines if line)
