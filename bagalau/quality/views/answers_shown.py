"""What the form of an assessment shows: questions with what is answered, or with what somebody typed in vain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.quality.actions.answering import WRITTEN
from bagalau.quality.models import Answer, Assessment, ManagementAction
from bagalau.quality.queries.answer_form import AnswerForm, Asked
from bagalau.quality.queries.filled import Proof
from bagalau.quality.rules.answers import Finding
from bagalau.quality.rules.questionnaire import Clause, Option, Question
from bagalau.quality.tables.telling import telling
from bagalau.web.middleware import words

TYPED = ("value", "evidence", "no_action", *WRITTEN)


@dataclass(frozen=True)
class Refused:
    """What somebody typed to a question (none: the texts at the end), and why it was not saved."""

    question: str
    typed: Mapping[str, Any]
    problem: Problem


@dataclass(frozen=True)
class Statement:
    """A statement of an option with what is said of it, and what the record says: "yes", "no", or nothing yet."""

    clause: Clause
    name: str
    value: str
    was: str


def _word(told: Mapping[str, bool | None], name: str) -> str:
    return {True: "yes", False: "no"}.get(bool(told[name]), "") if told.get(name) is not None else ""


@dataclass(frozen=True)
class ShownQuestion:
    """A question of the form: its answer, or what was typed instead."""

    asked: Asked
    findings: Sequence[tuple[Finding, str]]
    refused: Refused | None = None

    @property
    def question(self) -> Question:
        return self.asked.filled.question

    @property
    def answer(self) -> Answer:
        return self.asked.filled.answer

    @property
    def proofs(self) -> Sequence[Proof]:
        return self.asked.filled.proofs

    @property
    def actions(self) -> Sequence[ManagementAction]:
        return self.asked.filled.actions

    @property
    def hints(self) -> Sequence[Any]:
        return self.asked.hints

    def _typed(self, name: str) -> Any:
        typed = self.refused.typed if self.refused else {}
        return typed.get(name, getattr(self.answer, name))

    @property
    def value(self) -> str:
        return str(self._typed("value"))

    @property
    def evidence(self) -> str:
        return str(self._typed("evidence"))

    @property
    def no_action(self) -> str:
        return str(self._typed("no_action"))

    @property
    def options(self) -> Iterator[tuple[Option, list[Statement]]]:
        """The options with their statements."""
        told = self._typed("clauses")
        for option in self.question.options:
            named = [(clause, f"{option.value}.{clause.code}") for clause in option.clauses]
            yield (
                option,
                [
                    Statement(clause, name, _word(told, name), _word(self.answer.clauses, name))
                    for clause, name in named
                ],
            )

    @property
    def sentence(self) -> str:
        return _sentence(self.refused)

    @property
    def now(self) -> Mapping[str, str | None]:
        """What fields say now that somebody else changed meanwhile."""
        return _now(self.refused)

    @property
    def wrong(self) -> Mapping[str, str]:
        return _wrong(self.refused)

    @property
    def evidence_label(self) -> str:
        return _("Evidence") if self.question.needs_evidence else _("Evidence, if there is any")

    @property
    def no_action_label(self) -> str:
        return _("Why no management action follows")


def _sentence(refused: Refused | None) -> str:
    """What is said above the form, unless a field says it."""
    at_field = refused is not None and _wrong(refused).keys() & set(TYPED[1:])
    return words(refused.problem) if refused and not at_field else ""


def _now(refused: Refused | None) -> Mapping[str, str | None]:
    is_other = refused is not None and refused.problem.code == "changed-meanwhile"
    details = refused.problem.details if refused and is_other else {}
    return dict.fromkeys(TYPED) | dict(details)


def _wrong(refused: Refused | None) -> Mapping[str, str]:
    return refused.problem.details if refused and refused.problem.code != "changed-meanwhile" else {}


@dataclass(frozen=True)
class Texts:
    """The texts at the end of the form."""

    of: Assessment
    refused: Refused | None = None

    @property
    def sentence(self) -> str:
        return _sentence(self.refused)

    @property
    def fields(self) -> list[tuple[str, str, str, str, str | None, str | None]]:
        labels = {"board_comment": _("Comment of the project board"), "lessons": _("Lessons learned")}
        typed = self.refused.typed if self.refused else {}
        now, wrong = _now(self.refused), _wrong(self.refused)
        return [
            (name, labels[name], typed.get(name, was := getattr(self.of, name)), was, now.get(name), wrong.get(name))
            for name in WRITTEN
        ]


def page_of(form: AnswerForm, refused: Refused | None = None) -> dict[str, Any]:
    """The context of the whole page."""
    of = form.filled.assessment
    shown = [
        (part, [_shown(form, one, refused if _is_of(refused, one) else None) for one in part.questions])
        for part in form.parts
    ]
    texts = Texts(of, refused if refused and not refused.question else None)
    return {"assessment": of, "form": form, "parts": shown, "texts": texts}


def _is_of(refused: Refused | None, one: Asked) -> bool:
    return refused is not None and refused.question == one.filled.question.code


def _shown(form: AnswerForm, one: Asked, refused: Refused | None = None) -> ShownQuestion:
    teller = telling(form.filled.questionnaire, form.filled.scheme)
    return ShownQuestion(one, [(each, teller.told(each.said)) for each in one.findings], refused)


def parts_of(form: AnswerForm, asked: Iterable[Asked]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What a script puts anew into the open page: name, template and context of each part."""
    whole = {"assessment": form.filled.assessment, "form": form}
    yield "bar", "quality/answers_bar.html", whole
    yield "nav", "quality/answers_nav.html", whole
    for one in asked:
        context = whole | {"one": _shown(form, one), "code": one.filled.question.code}
        yield f"proofs-{context['code']}", "quality/answers_proofs.html", context
        yield f"beside-{context['code']}", "quality/answers_beside.html", context
