"""What units answered to the recommendations of an evaluation, as far as a viewer may read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bagalau.evaluations.models import STANCES, Evaluation, ManagementResponse
from bagalau.evaluations.models.response import STANCE_TONES
from bagalau.evaluations.queries.responses import responses_of
from bagalau.evaluations.queries.responses_rows import content, rows
from bagalau.evaluations.queries.responses_shown import published
from bagalau.evaluations.rules import Stance
from bagalau.formats.report import Mark
from bagalau.people.access import Viewer


@dataclass(frozen=True)
class Answers:
    """The response of a unit in plain values, as its versions keep it; ``is_kept``: one worked on has replaced it."""

    response: ManagementResponse
    content: Mapping[str, Any]
    is_kept: bool = False

    @property
    def by_number(self) -> dict[int, Mapping[str, Any]]:
        """What it says of each recommendation."""
        return {answer["number"]: answer for answer in self.content["answers"]}


def answers(viewer: Viewer, of: Evaluation) -> list[Answers]:
    """The responses that the viewer may see; of one that is worked on, the last version that was published (ER-08)."""
    seen = list(responses_of(viewer, of))
    found = [Answers(response, content(response, rows(response))) for response in seen]
    found += [Answers(version.response, version.content, is_kept=True) for version in published(of, seen)]
    return sorted(found, key=lambda one: (one.response.unit_id != of.unit_id, one.response.pk))


def stance_words(stance: str) -> str:
    """A stance in words; nothing where none is stated."""
    return str(STANCES[Stance(stance)]) if stance else ""


def stance_mark(stance: str) -> Mark:
    """A stance with its colour."""
    return Mark(stance_words(stance), STANCE_TONES[Stance(stance)]) if stance else Mark(_("Not stated"), "rest")


def answer_text(answer: Mapping[str, Any]) -> str:
    """What a unit says of a recommendation: stance, text, reason, and its parts where they are answered apart."""
    lines = [stance_words(answer["stance"]), answer["text"]]
    if answer["reason"]:
        lines.append(_("Reason: %(reason)s") % {"reason": answer["reason"]})
    for part in answer["parts"]:
        words = _("Part (%(label)s): %(stance)s.") % {"label": part["label"], "stance": stance_words(part["stance"])}
        lines.append(f"{words} {part['reason']}".strip())
    return "\n".join(line for line in lines if line)
