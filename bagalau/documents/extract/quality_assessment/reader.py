"""From the gathered places to the draft, with what is doubtful about them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bagalau.documents.extract.draft import Draft, DraftBuilder
from bagalau.documents.extract.markup import fold, joined, paragraphs
from bagalau.documents.extract.quality_assessment.answers import Answer, Report, Section
from bagalau.documents.extract.quality_assessment.lines import RATINGS, TITLE
from bagalau.documents.extract.quality_assessment.marks import Option, chosen, habit, read_option
from bagalau.documents.extract.quality_assessment.narrow import cut_words, vocabulary
from bagalau.documents.extract.quality_assessment.uploads import day, is_noise, month_first, read_upload
from bagalau.documents.extract.values import iso_date
from bagalau.formats.reading import Passage
from bagalau.lib.texts import mark

_UNTOLD = {
    "none": mark("No option is marked: which one was chosen cannot be told."),
    "several": mark("Several options are marked: which one was chosen cannot be told."),
    "left-over": mark("Only the rest of a mark stands at %(values)s: which option was chosen cannot be told."),
}
_EMPHASIS = re.compile(r"\*\*([^*\n]{1,300})\*\*")


class ReportWriter:
    """Puts a gathered report into a draft."""

    def __init__(self, draft: DraftBuilder) -> None:
        self.draft = draft
        self.reading = draft.reading
        self.words = vocabulary(draft.reading.text)
        self.last_number = 0

    def write(self, report: Report) -> Draft:
        self.draft.understood(*report.labels)
        self._put_head(report)
        options = [[self._options(answer) for answer in section.answers] for section in report.sections]
        usual = habit([answer for section in options for answer in section])
        self.first = month_first([block.text for s in report.sections for a in s.answers for block in a.uploads])
        self.draft.put("sections", [])
        for index, section in enumerate(report.sections):
            self._put_section(f"sections[{index}]", section, options[index], usual)
        self.draft.put("final_comments", _lines(report.final), *report.final)
        return self.draft.build()

    def _options(self, answer: Answer) -> list[Option]:
        """The options, read from the original text: a tag may be the mark."""
        places = [self.reading.passage(place.start, place.end) for place in answer.options]
        return [option for option in map(read_option, places) if option]

    def _put_head(self, report: Report) -> None:
        title = TITLE.search(report.title.text) if report.title else None
        self.draft.put("stage", fold(title["stage"]) if title else None, *([report.title] if report.title else []))
        if title is None:
            self.draft.warn("label-lost", "The title of the report, and with it the stage, is missing.", path="stage")
        for name in ("status", "rating", "decision", "project_number", "project_title"):
            place = report.fields.get(name)
            self.draft.put(name, joined([place]) if place else None, *([place] if place else []))
        self._check_rating("rating")
        self._put_dates(report.fields.get("dates"))

    def _put_dates(self, place: Passage | None) -> None:
        parts = place.split(r"(?:^|\s)/(?:\s|$)|\s[-–—]\s|\s+to\s+") if place else []
        for index, name in enumerate(("start", "end")):
            part = parts[index].strip() if index < len(parts) else None
            self.draft.put(name, iso_date(part.text) if part else None, *([part] if part else []))

    def _check_rating(self, path: str) -> None:
        rating = self.draft.get(path)
        if rating is not None and rating not in RATINGS:
            self.draft.warn("unknown-value", "“%(value)s” is not a known rating.", path=path, value=str(rating))

    def _put_section(self, path: str, section: Section, options: list[list[Option]], usual: str | None) -> None:
        name, rating = section.name, section.rating
        self.draft.put(f"{path}.name", joined([name]) if name else None, *([name] if name else []))
        self.draft.put(f"{path}.rating", joined([rating]) if rating else None, *([rating] if rating else []))
        self._check_rating(f"{path}.rating")
        if not name:
            self.draft.warn("label-lost", "The name of this section is lost.", path=f"{path}.name", place=rating)
        if not rating:
            self.draft.warn("rating-missing", "The section has no rating.", path=f"{path}.rating", place=name)
        self.draft.put(f"{path}.questions", [])
        for index, answer in enumerate(section.answers):
            self._put_answer(f"{path}.questions[{index}]", answer, options[index], usual)

    def _put_answer(self, path: str, answer: Answer, options: list[Option], usual: str | None) -> None:
        number = int(answer.number.text)
        self.draft.put(f"{path}.number", number, answer.number)
        if number != self.last_number + 1:
            self.draft.warn("numbering-jump", "The number does not follow the one before.", path=f"{path}.number")
        self.last_number = number
        self.draft.put(f"{path}.text", joined(answer.text), *answer.text)
        self.draft.put(f"{path}.options", [])
        for index, option in enumerate(options):
            self.draft.put(f"{path}.options[{index}].value", option.value, option.place)
            self.draft.put(f"{path}.options[{index}].text", option.text, option.place)
        self._put_selected(path, answer, options, usual)
        self._put_evidence(path, answer)
        self._put_uploads(path, answer)

    def _put_selected(self, path: str, answer: Answer, options: Sequence[Option], usual: str | None) -> None:
        option, why = chosen(options, usual)
        self.draft.put(f"{path}.selected", option.value if option else None, *([option.place] if option else []))
        if option is None:
            marked = ", ".join(each.value for each in options if each.mark)
            self.draft.warn(
                "option-lost", _UNTOLD[why], path=f"{path}.selected", place=answer.text[0], values=marked or "-"
            )

    def _put_evidence(self, path: str, answer: Answer) -> None:
        text = _lines(answer.evidence)
        self.draft.put(f"{path}.evidence", text, *answer.evidence)
        if answer.actions:
            self.draft.put(f"{path}.management_actions", _lines(answer.actions), *answer.actions)
        where = f"{path}.evidence"
        if text and not answer.evidence_label:
            self.draft.warn("label-lost", "The label “Evidence:” is lost.", path=where, place=answer.evidence[0])
        cut = cut_words(text or "", self.words)
        if len(cut) > 1:
            self.draft.warn(
                "words-cut",
                "Blanks stand inside words, as a narrow column leaves them (%(words)s); the text was kept as it is.",
                path=where,
                words=", ".join(cut[:3]),
            )

    def _put_uploads(self, path: str, answer: Answer) -> None:
        self.draft.put(f"{path}.documents", [])
        count = 0
        for block in answer.uploads:
            if is_noise(block):
                self.draft.understood(block.passage)
            elif upload := read_upload(block):
                row = f"{path}.documents[{count}]"
                count += 1
                self.draft.put(f"{row}.number", int(upload.number.text.strip(". ")), upload.number)
                self.draft.put(f"{row}.title", upload.name, upload.title)
                self.draft.put(f"{row}.address", upload.address, upload.title)
                self.draft.put(f"{row}.modified_by", joined([upload.by]), upload.by)
                self.draft.put(f"{row}.modified_on", day(upload.on.text, self.first), upload.on)
        if not count:
            self.draft.warn("no-documents", "No document stands behind this answer.", path=f"{path}.documents")


def _lines(places: Sequence[Passage]) -> str | None:
    """The texts of passages, one a line, without bold words and stray emphasis at their ends."""
    kept = [_EMPHASIS.sub(r"\1", paragraphs(place) or "").strip(" \n|*_") for place in places]
    return "\n\n".join(text for text in kept if text) or None
