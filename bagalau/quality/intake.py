"""The home of quality assurance papers: a reviewed draft becomes an assessment, or brings one up to date (QP-09).

What a paper leaves open the reviewer decides (QP-03): each choice says which rating would follow, and whether the paper
prints that one. Nothing is chosen by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from bagalau.documents.actions import record_provenances
from bagalau.documents.models import Draft
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.quality.actions.from_paper import take_paper
from bagalau.quality.actions.subjects import named_subject
from bagalau.quality.choices import choices
from bagalau.quality.models import Assessment
from bagalau.quality.queries import assessments
from bagalau.quality.queries.papers import known_questionnaires, latest, paper_of, scheme_named
from bagalau.quality.rules.contract import from_contract, to_contract, year_of
from bagalau.quality.rules.from_paper import SCHEME, questionnaire_of
from bagalau.quality.rules.paper_faults import faults, is_whole, strange_answers
from bagalau.quality.rules.questionnaire import Rates
from bagalau.quality.rules.said import Telling

__all__ = ["KINDS", "accept", "choices", "errors", "find", "present"]
KINDS = frozenset({"quality-assessment"})


def find(viewer: Viewer, kind: str, record: Mapping[str, Any], unit: Unit) -> Model | None:
    """The assessment of the same project, stage and year (QP-08), if the viewer may see it."""
    paper = from_contract(record)
    stage = paper.meant_stage
    subject = named_subject(Rates.PROJECT, unit, paper.number, paper.title)
    if stage is None or subject.pk is None:
        return None
    known = latest(subject, stage, year_of(paper) or viewer.today.year)
    return known if known and assessments(viewer).filter(pk=known.pk).exists() else None


def present(record: Model, kind: str, like: Mapping[str, Any], unit: Unit | None = None) -> dict[str, Any]:
    """An assessment as a later copy would state it."""
    assert isinstance(record, Assessment)
    return to_contract(paper_of(record, from_contract(like)))


def errors(kind: str, record: Mapping[str, Any]) -> dict[str, str]:
    """What must be mended or decided before acceptance (QP-02, QP-03)."""
    paper, scheme, tell = from_contract(record), scheme_named(SCHEME), Telling(word=_)
    told = list(faults(paper, scheme))
    if is_whole(paper, scheme):
        told += strange_answers(paper, questionnaire_of(paper, *known_questionnaires()))
    return {path: tell.told(said) for path, said in reversed(told)}


def accept(actor: Viewer, draft: Draft) -> Assessment:
    """Make the assessment or bring it up to date, with where everything stands in the paper."""
    paper = from_contract(draft.reviewed())
    taken = take_paper(actor, draft.unit, paper, draft.version.document.visibility)
    record_provenances(draft, taken.places)
    return taken.assessment
