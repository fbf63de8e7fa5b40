"""A completed evaluation with two recommendations, and who works on its response, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bagalau.evaluations.actions import responses as writes
from bagalau.evaluations.actions.content import Stated, add_statement
from bagalau.evaluations.actions.responses import StatedAnswer
from bagalau.evaluations.actions.responses_promised import Promised, add_action
from bagalau.evaluations.actions.responses_way import take
from bagalau.evaluations.models import Evaluation, KeyAction, ManagementResponse, Recommendation
from bagalau.evaluations.rules import Stance
from bagalau.evaluations.rules.content import Kind
from bagalau.evaluations.rules.responses import Step
from bagalau.evaluations.tests.making import evaluation
from bagalau.lib.periods import When
from bagalau.people.access import Viewer
from bagalau.people.models import Unit

YES, PARTLY, NO = Stance.ACCEPTED, Stance.PARTIALLY_ACCEPTED, Stance.REJECTED
SPLIT = "The office should (i) mend the roof of the mill; and (ii) paint its door."


def recommend(actor: Viewer, of: Evaluation, text: str, **given: Any) -> Recommendation:
    made = add_statement(actor, of, Kind.RECOMMENDATION, Stated(text, **given))
    assert isinstance(made, Recommendation)
    return made


@dataclass(frozen=True)
class Work:
    """The response of an office: the officer who writes it, the head who decides."""

    officer: Viewer
    head: Viewer
    response: ManagementResponse
    whole: Recommendation
    split: Recommendation

    @property
    def evaluation(self) -> Evaluation:
        return self.response.evaluation

    def fresh(self) -> ManagementResponse:
        return ManagementResponse.objects.select_related("evaluation", "unit").get(pk=self.response.pk)

    def answer(self, to: Recommendation, stance: Stance | None = YES, reason: str = "", **given: Any) -> None:
        writes.answer(self.officer, self.fresh(), to, StatedAnswer(stance, reason, **given))

    def promise(self, to: Recommendation, text: str = "Mend it", **said: Any) -> KeyAction:
        given: dict[str, Any] = {"responsible": "Miller", "due": When.parse("2025-12")} | said
        return add_action(self.officer, self.fresh(), to, Promised(text, **given))

    def complete(self) -> None:
        """Answer both recommendations, with a key action for each."""
        for one in (self.whole, self.split):
            self.answer(one)
            self.promise(one)

    def step(self, *steps: Step) -> ManagementResponse:
        """Take steps, each by whoever may."""
        for step in steps:
            by = self.head if step in {Step.RETURN, Step.APPROVE, Step.PUBLISH} else self.officer
            take(by, self.fresh(), step, "Because.")
        return self.fresh()


def work(officer: Viewer, head: Viewer, unit: Unit, **given: Any) -> Work:
    """A response that is begun and says nothing yet."""
    of = evaluation(unit, stage="completed", completed=given.pop("completed", "2025-05"), **given)
    whole, split = recommend(officer, of, "Mend the mill."), recommend(officer, of, SPLIT)
    return Work(officer, head, writes.start(officer, of, unit), whole, split)
