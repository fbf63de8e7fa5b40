"""Reads: what the page of a record shows of its assessments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bagalau.people.access import Viewer
from bagalau.quality.access import ADD_ASSESSMENT
from bagalau.quality.models import Assessment, Definition, Due, Subject
from bagalau.quality.queries import assessments, dues, subjects
from bagalau.quality.rules.life import UNDER_WAY, State
from bagalau.quality.rules.questionnaire import Rates, Stage


@dataclass
class OfStage:
    """The assessments of a stage, the latest first, and what is due."""

    stage: Stage
    due: Due | None = None
    rows: list[Assessment] = field(default_factory=list)

    @property
    def tells_apart(self) -> bool:
        """Whether the stage alone does not say by which questionnaire something was assessed."""
        return self.stage is Stage.ONCE or len({row.questionnaire_id for row in self.rows}) > 1

    @property
    def is_under_way(self) -> bool:
        return any(row.status in UNDER_WAY for row in self.rows)


@dataclass(frozen=True)
class OfRecord:
    """The assessments of a record by stage; ``definitions`` are their schemes, and their questionnaires where the stage
    does not tell them apart."""

    subject: Subject
    stages: Sequence[OfStage]
    definitions: Mapping[int, Definition]
    may_begin: bool

    @property
    def count(self) -> int:
        return sum(len(stage.rows) for stage in self.stages)


def of_record(viewer: Viewer, kind: str, key: int) -> OfRecord | None:
    """The assessments of a record as far as the viewer may see them; None: quality assurance does not know the record,
    or the viewer may not see it. At most four queries."""
    subject = subjects(viewer).filter(kind=kind, key=key).first()
    if subject is None:
        return None
    found = {stage: OfStage(stage) for stage in Stage}
    for due in dues(viewer).filter(subject=subject) if kind == Rates.PROJECT else ():  # nothing else has stages
        found[Stage(due.stage)].due = due
    rows = assessments(viewer).filter(subject=subject).exclude(status=State.REPLACED)
    for row in rows.select_related(None).defer("signs", "board_comment", "lessons").order_by("-year", "-pk"):
        found[Stage(row.stage)].rows.append(row)
    wanted = {row.scheme_id for one in found.values() for row in one.rows if row.overall}
    wanted |= {row.questionnaire_id for one in found.values() if one.tells_apart for row in one.rows}
    return OfRecord(
        subject,
        [one for one in found.values() if one.due or one.rows],
        Definition.objects.in_bulk(wanted) if wanted else {},
        viewer.may(ADD_ASSESSMENT, subject),
    )
