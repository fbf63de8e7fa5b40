"""What ``bagalau check`` says of quality assurance papers: what cannot be told, what is not proven, and ratings that do
not follow from the answers; for an open answer also which options agree with the printed ratings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bagalau.documents.extract.draft import Draft
    from bagalau.formats.reading import Reading
    from bagalau.quality.rules.contract import Paper
    from bagalau.quality.rules.questionnaire import Questionnaire
    from bagalau.quality.rules.schemes import Scheme

KIND = "quality-assessment"
UNANSWERED = "QA-01"  # said by the place of the answer instead, with the options that agree


@dataclass(frozen=True)
class Found:
    """One finding, and where in the paper it is."""

    rule: str
    severity: str
    sentence: str
    path: str
    page: int | None
    line: int | None
    todo: str = ""
    agreeing: Sequence[str] = ()

    def as_json(self, title: str) -> dict[str, Any]:
        """As one entry of the list that ``--json`` prints."""
        return {
            "of": title,
            "check": self.rule,
            "severity": self.severity,
            "place": self.path,
            "page": self.page,
            "line": self.line,
            "record": None,
            "sentence": self.sentence,
            "todo": self.todo,
            "agreeing": list(self.agreeing),
        }

    def as_text(self) -> Iterator[str]:
        """As lines."""
        place = ", ".join(f"{name} {number}" for name, number in (("page", self.page), ("line", self.line)) if number)
        yield f"  {self.rule} {self.severity:<7} {f'{place}: ' if place else ''}{self.sentence}"
        if self.agreeing:
            yield f"        agrees with the printed rating: {', '.join(self.agreeing)}"


def found_in(draft: Draft, reading: Reading, today: date) -> list[Found]:
    """What is found in a paper that was read, beside the questionnaires that come along; no database is asked."""
    from bagalau.documents.extract.draft import plain
    from bagalau.quality.rules import shipped
    from bagalau.quality.rules.contract import from_contract
    from bagalau.quality.rules.from_paper import SCHEME, questionnaire_of
    from bagalau.quality.rules.paper_faults import faults, is_whole, strange_answers
    from bagalau.quality.rules.paper_form import agreeing

    paper, scheme, where = from_contract(plain(draft.record)), shipped.schemes()[SCHEME], _Where(draft, reading)
    told = list(faults(paper, scheme))
    if not is_whole(paper, scheme):
        return [where.found("QP-02", "error", str(said), path) for path, said in told]
    asked = questionnaire_of(paper, list(shipped.questionnaires().values()))
    strange = list(strange_answers(paper, asked))
    agreed = {} if strange else agreeing(paper, asked, scheme)
    found = []
    for path, said in (*told, *strange):
        rule = "QP-03" if path.endswith(".selected") else "QP-02"
        found.append(where.found(rule, "error", str(said), path, agreeing=agreed.get(path, ())))
    return found if strange else [*found, *_of_answers(paper, asked, scheme, where, today)]


def _of_answers(paper: Paper, asked: Questionnaire, scheme: Scheme, where: _Where, today: date) -> Iterator[Found]:
    """QA-02 to QA-14."""
    from bagalau.quality.rules.answers import check
    from bagalau.quality.rules.paper_form import form_of
    from bagalau.quality.rules.said import Telling, names_in

    tell = Telling(name=names_in(asked, scheme, "en"))
    at = {question.code: one.at for question, one in zip(asked.questions, paper.questions, strict=True)}
    at |= {section.code: part.at for section, part in zip(asked.sections, paper.sections, strict=True)}
    for one in check(form_of(paper, asked, scheme), today):
        if one.rule != UNANSWERED:
            path = at.get(one.question) or at.get(one.section) or ""
            yield where.found(one.rule, str(one.severity), tell.told(one.said), path, todo=one.todo)


@dataclass(frozen=True)
class _Where:
    """Finds the place of a value, of its row, or of the first value in it."""

    draft: Draft
    reading: Reading

    def found(
        self, rule: str, severity: str, sentence: str, path: str, *, todo: str = "", agreeing: Sequence[str] = ()
    ) -> Found:
        start = self._start(path)
        page = self.reading.page_at(start) if start is not None else None
        line = self.reading.line_at(start) if start is not None else None
        return Found(rule, severity, sentence, path, page, line, todo, agreeing)

    def _start(self, path: str) -> int | None:
        spans = self.draft.spans
        if path in spans:
            return spans[path][0].start
        row = path.rpartition(".")[0] if path.endswith(".selected") else path
        under = (found[0].start for name, found in spans.items() if row and name.startswith((f"{row}.", f"{row}[")))
        return min(under, default=None)
