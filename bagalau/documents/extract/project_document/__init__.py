"""UNDP project documents: cover, framework, work plans with budget, board, quality criteria, risks, monitoring."""

from __future__ import annotations

from bagalau.documents.extract.draft import Draft, DraftBuilder
from bagalau.documents.extract.project_document.annexes import read_monitoring, read_risks
from bagalau.documents.extract.project_document.checks import check_baselines, check_counts, check_numbering
from bagalau.documents.extract.project_document.clauses import put_languages, put_recovery
from bagalau.documents.extract.project_document.cover import read_cover
from bagalau.documents.extract.project_document.cover_values import put_cover
from bagalau.documents.extract.project_document.framework import read_framework
from bagalau.documents.extract.project_document.management import read_management
from bagalau.documents.extract.project_document.narrative import put_narrative, understand_signs
from bagalau.documents.extract.project_document.plan_checks import check_cover
from bagalau.documents.extract.project_document.plan_values import put_plans
from bagalau.documents.extract.project_document.quality import read_quality
from bagalau.documents.extract.project_document.segments import cut_segments
from bagalau.documents.extract.project_document.shape import SHAPE
from bagalau.documents.extract.project_document.sources import give_sources, known_names
from bagalau.documents.extract.project_document.tidy import tidied
from bagalau.documents.extract.project_document.work_plan import read_plans
from bagalau.documents.extract.shapes import mark
from bagalau.formats.reading import Block, Reading

__all__ = ["KIND", "LABEL", "SHAPE", "SYSTEM", "extract", "recognises"]

KIND = "project-document"
SYSTEM = "undp-prodoc"
LABEL = mark("Project document (UNDP)")

_SIGNS = (
    ("project document", 0.3),
    ("проектный документ", 0.3),
    ("документ проекта", 0.3),
    ("партнёр-исполнитель", 0.2),
    ("результатов и ресурсов", 0.2),
    ("план работы", 0.1),
    ("краткое описание", 0.1),
    ("журнал рисков", 0.1),
    ("implementing partner", 0.2),
    ("results and resources framework", 0.2),
    ("undaf outcome", 0.1),
    ("unsdcf outcome", 0.1),
    ("annual work plan", 0.1),
    ("pac meeting", 0.2),
    ("award id", 0.1),
    ("brief description", 0.1),
    ("total resources required", 0.1),
)


def recognises(reading: Reading) -> float:
    """How surely this is a project document: by its title, and by the labels of cover and sections."""
    text = " ".join(reading.text.lower().split())
    return min(1.0, sum(weight for sign, weight in _SIGNS if sign in text))


def extract(reading: Reading) -> Draft:
    """The draft of a project document; parts that are not there give empty lists."""
    draft = DraftBuilder(reading, KIND, SYSTEM)
    segments = cut_segments(tidied(draft).blocks)

    def part(name: str) -> list[Block]:
        return [block for kind, blocks in segments if kind == name for block in blocks]

    put_cover(draft, read_cover(draft, part("cover")))
    read_framework(draft, part("framework"))
    plans = read_plans(part("plan"))
    names = known_names(plans, list(draft.get("budget.by_source") or {}))
    parties = {*(draft.get("responsible_parties") or []), draft.get("implementing_partner") or ""}
    give_sources(plans, names, parties - set(draft.get("budget.by_source") or {}))
    put_plans(draft, plans, names)
    put_recovery(draft, plans, part("plan"))
    taken = read_management(draft, part("management"))
    read_quality(draft, part("quality"))
    read_risks(draft, part("risks"))
    read_monitoring(draft, part("monitoring"))
    put_narrative(draft, segments, taken)
    put_languages(draft, [block for _, blocks in segments for block in blocks])
    understand_signs(draft, segments)
    check_cover(draft)
    check_numbering(draft)
    check_baselines(draft)
    actions = [action for plan in plans for result in plan.results for action in result.actions]
    check_counts(draft, [place for action in actions for place in action.text[:1]])
    return draft.build()
