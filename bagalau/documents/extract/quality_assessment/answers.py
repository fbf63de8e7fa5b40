"""A report gathered into sections and answers: the places of everything, before any of it is put."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bagalau.documents.extract.quality_assessment.lines import LABELS, QUESTION, RATING, RATINGS, Line
from bagalau.formats.reading import Block, Passage

EDGES = " \t\r\n|*_#:"
FOOT = 100  # letters of the title that the foot of a page repeats


@dataclass
class Answer:
    """One question: where its number, text, options, evidence, actions and document rows stand."""

    number: Passage
    text: list[Passage]
    options: list[Passage] = field(default_factory=list)
    evidence: list[Passage] = field(default_factory=list)
    actions: list[Passage] = field(default_factory=list)
    uploads: list[Block] = field(default_factory=list)
    evidence_label: bool = False


@dataclass
class Section:
    name: Passage | None = None
    rating: Passage | None = None
    answers: list[Answer] = field(default_factory=list)


@dataclass
class Report:
    """Everything found; ``labels`` are the places that hold no value."""

    title: Passage | None = None
    fields: dict[str, Passage] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    final: list[Passage] = field(default_factory=list)
    labels: list[Passage] = field(default_factory=list)


class Gatherer:
    """Walks over classified lines; ``mode`` is the part to which a line without label belongs."""

    def __init__(self) -> None:
        self.report = Report()
        self.mode = "head"
        self._open_field: str | None = None
        self._last_line = 0

    def gather(self, lines: Sequence[Line]) -> Report:
        for line in lines:
            kind = self._kind_here(line)
            getattr(self, f"_on_{kind}")(line)
            self._last_line = line.block.line
        return self.report

    def _kind_here(self, line: Line) -> str:
        """A label means what it says only where it can stand; elsewhere the line is text."""
        if line.kind == "text" and self.report.sections and self._is_foot(line):
            return "foot"
        if line.kind == "title":
            return "title" if not self.report.sections else "text"
        if line.kind in {"field", "status"}:
            return "field" if not self.report.sections and self.mode != "final" else "text"
        if self.mode == "final" and line.kind != "section":
            return "text"
        if line.kind == "option" and self.mode == "evidence" and self._answer and not self._answer.evidence_label:
            return "option"  # what was taken as evidence without label were paragraphs of the option before
        needs_answer = {"option": {"question", "options"}, "evidence": {"question", "options", "documents", "actions"}}
        if line.kind in needs_answer and self.mode not in needs_answer[line.kind]:
            return "text"
        if line.kind in {"documents", "actions"} and self._answer is None:
            return "text"
        return line.kind

    @property
    def _answer(self) -> Answer | None:
        sections = self.report.sections
        return sections[-1].answers[-1] if sections and sections[-1].answers else None

    def _label(self, line: Line, kind: str) -> Passage:
        """The place after a label on its line; the label is remembered as understood."""
        match = LABELS[kind].search(line.block.text)
        end = match.end() if match else len(line.block.text)
        self.report.labels.append(line.block.passage.cut(0, end))
        return line.block.passage.cut(end).strip(EDGES)

    def _on_title(self, line: Line) -> None:
        self.report.title = line.block.passage.strip(EDGES)

    def _on_field(self, line: Line) -> None:
        match = LABELS["field"].search(line.block.text) if line.kind == "field" else None
        name = next((key for key, text in match.groupdict().items() if text), "status") if match else "status"
        self.report.fields[name] = self._label(line, line.kind)
        self._open_field = None if self.report.fields[name] else name

    def _on_section(self, line: Line) -> None:
        rating = RATING.search(line.block.text)
        name = line.block.passage.cut(0, rating.start() if rating else None).strip(EDGES)
        section = Section(name)
        self.report.sections.append(section)
        self.mode = "section"
        if rating:
            section.rating = line.block.passage.cut(rating.end()).strip(EDGES)

    def _on_rating(self, line: Line) -> None:
        rating = RATING.search(line.block.text)
        place = line.block.passage.cut(rating.end() if rating else 0).strip(EDGES)
        if self.mode != "section":
            self.report.sections.append(Section())
        self.report.sections[-1].rating = place
        self.report.labels.append(line.block.passage)
        self.mode = "section"

    def _on_question(self, line: Line) -> None:
        match = QUESTION.match(line.block.text)
        if match is None:
            return
        if not self.report.sections:
            self.report.sections.append(Section())
        place = line.block.passage
        self.report.sections[-1].answers.append(
            Answer(place.group(match, "number"), [place.cut(match.end()).strip(EDGES)])
        )
        self.mode = "question"

    def _on_option(self, line: Line) -> None:
        if self._answer:
            if self._answer.options and self._answer.evidence:
                self._answer.options[-1] = self._answer.options[-1].to(self._answer.evidence.pop())
                self._answer.evidence.clear()
            self._answer.options.append(line.block.passage)  # whole: a tag at its end may be the mark
            self.mode = "options"

    def _on_evidence(self, line: Line) -> None:
        if self._answer:
            self._answer.evidence_label = True
            self._answer.evidence.append(self._label(line, "evidence"))
            self.mode = "evidence"

    def _on_actions(self, line: Line) -> None:
        if self._answer:
            self._answer.actions.append(self._label(line, "actions"))
            self.mode = "actions"

    def _on_documents(self, line: Line) -> None:
        self._label(line, "documents")
        self.mode = "documents"

    def _on_final(self, line: Line) -> None:
        self.report.final.append(self._label(line, "final"))
        self.mode = "final"

    def _is_foot(self, line: Line) -> bool:
        """Whether a line is the foot of a page that repeats number and title of the project."""
        number, title = self.report.fields.get("project_number"), self.report.fields.get("project_title")
        return bool(
            number and title and line.words.startswith(number.text) and title.text[:FOOT] in line.words[: 2 * FOOT]
        )

    def _on_foot(self, line: Line) -> None:
        self.report.labels.append(line.block.passage)

    def _on_text(self, line: Line) -> None:
        place = line.block.passage.strip()
        answer = self._answer
        if self.mode == "final":
            self.report.final.append(place)
        elif self.mode == "head":
            if not line.words.strip(" |:-"):  # the rule of a table
                self.report.labels.append(place)
            elif self._open_field:
                self.report.fields[self._open_field] = place.strip(EDGES)
                self._open_field = None
        elif self.mode == "section":
            if line.words in RATINGS and not self.report.sections[-1].rating:
                self.report.sections[-1].rating = place.strip(EDGES)
        elif answer:
            self._text_of(answer, line, place)

    def _text_of(self, answer: Answer, line: Line, place: Passage) -> None:
        if self.mode == "options" and line.block.line > self._last_line + 1:
            self.mode = "evidence"  # after a blank line no option goes on: the label "Evidence:" is lost
        if self.mode == "options":
            answer.options[-1] = answer.options[-1].to(place)
        elif self.mode == "question":
            answer.text.append(place)
        elif self.mode == "documents":
            answer.uploads.append(line.block)
        else:
            (answer.evidence if self.mode == "evidence" else answer.actions).append(place)
