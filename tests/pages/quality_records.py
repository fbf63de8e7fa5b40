"""The assessments of a project and of an evaluation, which their pages show."""

from __future__ import annotations

from bagalau.people.models import Person
from bagalau.people.queries import viewer_for
from bagalau.projects.models import Project
from bagalau.quality.models import Assessment, Subject
from bagalau.quality.tests.records import begun, known, rated
from tests.pages import Arguments
from tests.pages.office import Base
from tests.pages.quality_way import DAY

EVALUATED = "evaluation-quality-undp@2021"


def shown(base: Base) -> dict[str, Arguments]:
    of = Project.objects.get(unit=base.unit, title="Clean rivers")
    rated(base.unit, of.title, key=of.pk, visibility="public")
    return {}


def grow(base: Base, by: Person, number: int) -> None:
    """One more assessment of the project and of the evaluation that are shown."""
    actor = viewer_for(by, DAY)
    evaluation = Subject.objects.get(kind="evaluation", key=base.evaluation.pk)
    begun(actor, base.unit, known(actor, EVALUATED), evaluation, about=f"{number}")
    begun(actor, base.unit, of=Subject.objects.get(title="Clean rivers"), about=f"{number}")
    Assessment.objects.filter(about=f"{number}").update(overall="satisfactory")
