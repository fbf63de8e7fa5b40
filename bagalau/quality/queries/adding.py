"""Reads: a text that somebody wants to add as a version: what it holds, what is wrong, what differs from before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from bagalau.people.access import Viewer, require
from bagalau.quality.access import EDIT_QUESTIONNAIRES
from bagalau.quality.models import Definition
from bagalau.quality.queries.definitions import Version, questionnaires, schemes, schemes_by_name, text_of
from bagalau.quality.rules import reading
from bagalau.quality.rules.comparing import Change, Difference, compared, compared_schemes
from bagalau.quality.rules.proof import Proof, prove
from bagalau.quality.rules.questionnaire import Questionnaire
from bagalau.quality.rules.schemes import Scheme

Some = TypeVar("Some", Questionnaire, Scheme)


@dataclass(frozen=True)
class Looked:
    """What a text holds. ``told`` None: it has mistakes. ``there`` is what has its code and version already, ``before``
    the newest other version of its code, from which it differs in ``differences`` (or ``changes``, of a scheme)."""

    text: str
    told: Questionnaire | Scheme | None = None
    mistakes: Sequence[reading.Mistake] = ()
    scheme: Scheme | None = None
    proof: Proof | None = None
    there: Version[Questionnaire] | Version[Scheme] | None = None
    before: Version[Questionnaire] | Version[Scheme] | None = None
    differences: Sequence[Difference] = ()
    changes: Sequence[Change] = ()

    @property
    def kind(self) -> str:
        return Definition.SCHEME if isinstance(self.told, Scheme) else Definition.QUESTIONNAIRE

    @property
    def is_same(self) -> bool:
        """Whether this very text is there already."""
        return self.there is not None and text_of(self.there) == self.text

    @property
    def is_good(self) -> bool:
        """Whether it can be added."""
        return self.told is not None and self.there is None and self.proof is not None and self.proof.holds


def looked(viewer: Viewer, data: bytes | str) -> Looked:
    """A text before it is added: nothing is written."""
    require(viewer, EDIT_QUESTIONNAIRES)
    text = ""
    try:
        text = reading.text_of(data)
        found = _scheme(viewer, text) if reading.is_scheme(text) else _questionnaire(viewer, text)
        if found.told is not None and not found.there:
            reading.unverified(text, found.told)
        return found
    except reading.Refused as refused:
        return Looked(text, mistakes=refused.mistakes)


def _questionnaire(viewer: Viewer, text: str) -> Looked:
    known = schemes_by_name(viewer)
    told = reading.questionnaire(text, known)
    there, before = _others(questionnaires(viewer), told)
    return Looked(
        text,
        told,
        scheme=known[told.scheme],
        proof=prove(known[told.scheme], sum(one.critical for one in told.sections)),
        there=there,
        before=before,
        differences=compared(before.told, told) if before else (),
    )


def _scheme(viewer: Viewer, text: str) -> Looked:
    told = reading.scheme(text)
    there, before = _others(schemes(viewer), told)
    changes = compared_schemes(before.told, told) if before else ()
    return Looked(text, told, scheme=told, proof=prove(told), there=there, before=before, changes=changes)


def _others(versions: Sequence[Version[Some]], told: Some) -> tuple[Version[Some] | None, Version[Some] | None]:
    """The version with the same code and version, and the newest other one of the same code."""
    same = [one for one in versions if one.told.code == told.code]
    there = next((one for one in same if one.told.version == told.version), None)
    return there, next((one for one in same if one is not there), None)
