"""The open answers of a quality assurance paper under review as choices: what rating would follow from each option, and
whether the paper prints that one (QP-03, QR-13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from bagalau.documents.homes import Choice
from bagalau.documents.homes import Question as Asked
from bagalau.quality.queries.papers import known_questionnaires, scheme_named
from bagalau.quality.rules.agreeing import Agreement, SectionAgreement, agreement
from bagalau.quality.rules.contract import UNANSWERED, Paper, Part, Told, from_contract
from bagalau.quality.rules.from_paper import SCHEME, questionnaire_of
from bagalau.quality.rules.life import State
from bagalau.quality.rules.paper_faults import is_whole, strange_answers
from bagalau.quality.rules.paper_form import answers_of, printed_in
from bagalau.quality.rules.questionnaire import Option, Question, Questionnaire, Section
from bagalau.quality.rules.rating import rate
from bagalau.quality.rules.rating.derivation import of_section
from bagalau.quality.rules.said import Said, Telling, label, section
from bagalau.quality.rules.schemes import Scheme
from bagalau.quality.tables.telling import telling

MOST_QUESTIONS = 60
SHORT = 160  # letters of an option that stand on its button


def choices(kind: str, record: Mapping[str, Any]) -> Sequence[Asked]:
    """Each answer that cannot be told, in the order of the paper; then each printed rating that does not follow."""
    paper = from_contract(record)
    if not is_whole(paper, scheme_named(SCHEME)):
        return []
    questionnaire = questionnaire_of(paper, *known_questionnaires())
    if any(strange_answers(paper, questionnaire)):
        return []
    asking = _Asking(paper, questionnaire, scheme_named(questionnaire.scheme))
    return [*asking.asked(), *asking.contradicting()]


@dataclass
class _Then:
    """What follows from an option: what agrees with the paper, what does not, and what it says nothing of."""

    good: list[str] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    def tell(self, said: str, came: str | None, printed: str | None) -> None:
        (self.other if printed is None else self.good if came == printed else self.bad).append(said)


@dataclass(frozen=True)
class _Asking:
    """One paper with what its open answers may be."""

    paper: Paper
    questionnaire: Questionnaire
    scheme: Scheme

    @cached_property
    def tell(self) -> Telling:
        return telling(self.questionnaire, self.scheme)

    @cached_property
    def told(self) -> list[tuple[Question, Told]]:
        return list(zip(self.questionnaire.questions, self.paper.questions, strict=True))

    @cached_property
    def answers(self) -> dict[str, str | None]:
        return answers_of(self.paper, self.questionnaire)

    @cached_property
    def printed(self) -> dict[str, str | None]:
        return printed_in(self.paper, self.questionnaire, self.scheme)

    @cached_property
    def agreement(self) -> Agreement:
        return agreement(self.questionnaire, self.scheme, self.answers, self.printed)

    def asked(self) -> Iterator[Asked]:
        """The open questions."""
        agreed = {one.code: one for one in self.agreement.sections}
        open_ones = [(question, told) for question, told in self.told if told.selected is None]
        for question, told in open_ones[:MOST_QUESTIONS]:
            of = self.questionnaire.section_of(question.code)
            assert of is not None
            ways = [self._way(of, agreed[of.code], question, told, one) for one in question.options]
            if self.paper.meant_state is not State.APPROVED:
                ways.append(Choice(f"{told.at}-unanswered", _("Left unanswered"), {f"{told.at}.selected": UNANSWERED}))
            sentence = _("Question %(number)s: which option was chosen cannot be told. %(text)s")
            said = sentence % {"number": question.number, "text": _short(told.text)}
            yield Asked(f"{told.at}.selected", "error", said, ways)

    def contradicting(self) -> Iterator[Asked]:
        """Sections without open answers, and the whole, whose printed rating does not follow; and which other answers
        would give it, if a mark was misread. Left alone, both ratings are kept."""
        rated = rate(self.questionnaire, self.scheme, self.answers)
        for of, part in zip(self.questionnaire.sections, self.paper.sections, strict=True):
            now, printed = rated.section(of.code), self.printed[of.code]
            if printed and not now.unanswered and now.label != printed:
                said = self._beside(of_section(rated, now), now.label, printed)
                yield Asked(f"{part.at}.rating", "warning", said, list(self._other_answers(of, part, printed)))
        printed = self.printed[""]
        if printed and rated.overall and rated.overall != printed:
            overall = Said(_("Overall: %(rating)s"), {"rating": label(rated.overall)})
            yield Asked("rating", "warning", self._beside(overall, rated.overall, printed), [])

    def _other_answers(self, of: Section, part: Part, printed: str) -> Iterator[Choice]:
        """Each single answer of a section that would give its printed rating."""
        for question, told in zip(of.questions, part.questions, strict=True):
            for option in question.options:
                rated = rate(self.questionnaire, self.scheme, {**self.answers, question.code: option.value})
                if option.value != told.selected and rated.section(of.code).label == printed:
                    sentence = _("Question %(number)s is answered with %(value)s, and not with %(other)s")
                    values = {"number": question.number, "value": option.value, "other": told.selected}
                    good = [self.tell.told(of_section(rated, rated.section(of.code)))]
                    set_to = {f"{told.at}.selected": option.value}
                    yield Choice(f"{told.at}-rather-{option.value}", sentence % values, set_to, good)

    def _way(self, of: Section, agreed: SectionAgreement, question: Question, told: Told, option: Option) -> Choice:
        text = dict(told.options).get(option.value, "")
        words = f"{option.value}: {_short(text)}" if text and text != option.value else option.value
        rated = rate(self.questionnaire, self.scheme, {**self.answers, question.code: option.value})
        then = _Then()
        if (now := rated.section(of.code)).unanswered:
            self._with_others(of, agreed, question, option, then)
        else:
            then.tell(self._beside(of_section(rated, now), now.label, agreed.printed), now.label, agreed.printed)
        if not rated.unanswered:
            overall = Said(_("Overall: %(rating)s"), {"rating": label(rated.overall) if rated.overall else "–"})
            then.tell(self._beside(overall, rated.overall, self.printed[""]), rated.overall, self.printed[""])
        values = {f"{told.at}.selected": option.value}
        return Choice(f"{told.at}-{option.value}", words, values, then.good, (), then.bad, then.other)

    def _with_others(
        self, of: Section, agreed: SectionAgreement, question: Question, option: Option, then: _Then
    ) -> None:
        """What an option makes of its section as long as other questions of it are open, if a rating is printed."""
        if agreed.printed is None or agreed.completions is None:
            return
        values: dict[str, Any] = {"section": section(of.code), "rating": label(agreed.printed)}
        if option.value in agreed.options[question.code]:
            values["others"] = self._others(agreed, question, option)
            then.good.append(self.tell.told(Said(_("%(section)s: %(rating)s, if %(others)s"), values)))
        else:
            sentence = _("%(section)s: whatever the other open answers are, not %(rating)s, as the paper prints")
            then.bad.append(self.tell.told(Said(sentence, values)))

    def _others(self, agreed: SectionAgreement, question: Question, option: Option) -> str:
        """What the other open questions of a section must be answered with, so that its printed rating follows."""
        place = agreed.open.index(question.code)
        fitting = [one for one in agreed.completions or () if one[place] == option.value]
        found = []
        for number, code in enumerate(agreed.open):
            if code != question.code:
                values = list(dict.fromkeys(one[number] for one in fitting))
                other = self.questionnaire.question(code)
                said = {"number": other.number if other else "", "values": " / ".join(values)}
                found.append(_("question %(number)s is answered with %(values)s") % said)
        return ", ".join(found)

    def _beside(self, derivation: Said, came: str | None, printed: str | None) -> str:
        """How a rating came about, and what the paper prints if that is another one."""
        derived = self.tell.told(derivation)
        if printed is None or came == printed:
            return derived
        sentence = _("%(derived)s. The paper prints %(rating)s.")
        return sentence % {"derived": derived, "rating": self.tell.told(label(printed))}


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
