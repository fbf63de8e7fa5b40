"""The head of an evaluation page into the fields of the record."""

from __future__ import annotations

import re

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.erc.checks import place_of
from bagalau.documents.extract.erc.countries import is_country, split_countries
from bagalau.documents.extract.erc.files import put_files
from bagalau.documents.extract.erc.forms import SINGLES, is_number_list, is_short, is_status, is_type, words
from bagalau.documents.extract.erc.head import (
    JOINT_WITH,
    Entry,
    paragraphs,
    take_list,
    take_value,
    without_number,
)
from bagalau.documents.extract.erc.lines import Line, folded
from bagalau.documents.extract.erc.people import read_person
from bagalau.documents.extract.erc.values import GEF_WORDS, Found, choose, put_plan, put_single
from bagalau.formats.reading import Passage

STRATEGIC_PLAN = re.compile(r"(?:UNDP\s+)?Strategic\s+Plan\s*+:?\s*+(?P<years>\d[\d\s–—-]*\d)?", re.IGNORECASE)
GOAL = re.compile(r"Goal\s+\d{1,2}\b", re.IGNORECASE)
TARGET = re.compile(r"\d{1,2}\.(?:\d{1,2}|[a-z])\b(?!\.)", re.IGNORECASE)
SOLUTION = re.compile(
    r"(?:Poverty(?: and inequality)?|Governance|Resilience|Environment|Energy|Gender(?: equality)?)", re.IGNORECASE
)
UNKNOWN_LABEL = re.compile(r"[A-Z][\w /()$&-]{2,60}:")
TEXTS = ("funding_source", "stakeholders", *GEF_WORDS)
LISTS = ("focus_areas", "signature_solutions", "sdg_goals", "sdg_targets")
# The labels below which a page may print its description without any label.
BEFORE_DESCRIPTION = {
    "plan",
    "type",
    "planned_end",
    "completed",
    "status",
    "management_response",
    "budget",
    "location",
    "countries",
}
LONG_LINE = 80


class Head:
    """Stores the head of one page; keeps the lines that no label needs."""

    def __init__(self, builder: DraftBuilder, top: list[Line], entries: list[Entry]) -> None:
        self.builder = builder
        self.top = [line for line in top if not line.noise]
        self.entries = entries
        self.bare = sum(entry.bare for entry in entries) > len(entries) / 2
        self.free: list[Line] = []
        builder.understood(*(entry.label for entry in entries))
        for entry in entries:
            entry.lines = [line for line in entry.lines if not line.noise]

    def of(self, key: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.key == key]

    def put(self) -> None:
        """Store every field of the head."""
        self.put_title()
        self.put_values()
        self.put_numbers()
        self.put_joint()
        self.put_results()
        self.put_team()
        self.put_countries()
        self.put_documents()
        self.put_words()
        self.put_description()

    def put_title(self) -> None:
        """The title of the details; else the first line of the page, or the first line that no label needs."""
        first = [line for line in self.top if not line.item] or self.top  # a menu may stand above it
        found = [Found(words(line.text), line.body) for line in first[:1]]
        for entry in self.of("title"):
            place, rest = take_value(entry, bool)
            while rest and not entry.bare and not rest[0].gap:
                place = place.to(rest.pop(0).body)
            found.append(Found(words(place.text), place))
        if not found:
            loose = [line for entry in self.entries if entry.key == "budget" for line in entry.lines]
            found = [Found(words(line.text), line.body) for line in loose[:1]]
        choose(self.builder, "title", found)

    def put_values(self) -> None:
        """The plan, and every field with one value of a known form."""
        for key in [*SINGLES, *TEXTS]:
            if entries := self.of(key):
                rest = put_single(self.builder, key, entries)
                rest = self._continued(key, rest) if key in TEXTS else rest
                self.free.extend(rest if key in BEFORE_DESCRIPTION else [])
        if entries := self.of("plan"):
            self.free.extend(put_plan(self.builder, entries))
        if self.builder.get("budget") is not None or self.builder.get("expenditure") is not None:
            self.builder.put("currency", "USD")

    def _continued(self, key: str, rest: list[Line]) -> list[Line]:
        """Lines that follow a text without a gap belong to it, unless they look like a label nobody knows."""
        more = []
        while rest and not rest[0].gap and not UNKNOWN_LABEL.match(rest[0].text):
            more.append(rest.pop(0).body)
        if more and (first := place_of(self.builder, key)) and self.builder.get(key):
            self.builder.put(key, words(" ".join(place.text for place in (first, *more))), first, *more)
        return rest

    def put_numbers(self) -> None:
        """The project numbers as they are printed, with their leading zeros."""
        for entry in self.of("project_numbers"):
            place, rest = take_value(entry, is_number_list)
            while rest and place.text.endswith(",") and is_number_list(rest[0].text):
                place = place.to(rest.pop(0).body)
            numbers = [place.group(match) for match in re.finditer(r"\d{4,10}", place.text)]
            self.builder.put("project_numbers", [number.text for number in numbers], *numbers)
            self.free.extend(rest if is_number_list(place.text) else [])

    def put_joint(self) -> None:
        """With whom an evaluation is joint: lines "Joint with …" below the label or anywhere in the head."""
        partners: list[Passage] = []
        for entry in self.entries:
            kept = []
            for line in entry.lines:
                if match := JOINT_WITH.fullmatch(without_number(line.body).text):
                    partners.append(without_number(line.body).group(match, "value"))
                elif entry.key == "joint_evaluation" and line.item:
                    partners.append(line.body)
                else:
                    kept.append(line)
            entry.lines = kept
        if partners or self.of("joint_evaluation"):
            self.builder.put("joint_with", [partner.text for partner in partners], *partners)

    def put_results(self) -> None:
        """The strategic plan with its outcomes and outputs, and the lists beside it."""
        for key in LISTS:
            for entry in self.of(key):
                items, rest = take_list(entry)
                if entry.bare and not items:
                    items, rest = [line.body for line in rest], []
                self._put_list(key, items)
        for entry in self.of("corporate_results"):
            if match := STRATEGIC_PLAN.search(entry.label.text):
                self._put_strategic_plan(entry.label, match)
            items, rest = take_list(entry)
            self._put_list("corporate_results", items)
            self._sort_results(rest)

    def _put_strategic_plan(self, place: Passage, match: re.Match[str]) -> None:
        years = place.group(match, "years")
        text = re.sub(r"\s*[–—-]\s*", "-", years.text)
        self.builder.put("strategic_plan", text or None, years)
        if text and not re.fullmatch(r"\d{4}-\d{4}", text):
            self.builder.warn("value-odd", "These are no years of a plan.", path="strategic_plan", place=years)

    def _put_list(self, key: str, items: list[Passage]) -> None:
        before = self.builder.get(key) or []
        self.builder.put(key, [*before, *(words(item.text) for item in items)], *items)

    def _sort_results(self, lines: list[Line]) -> None:
        """Lines that stand below the plan without labels of their own: told apart by how they begin."""
        for line in lines:
            if match := STRATEGIC_PLAN.fullmatch(line.text):
                self._put_strategic_plan(line.body, match)
            elif GOAL.match(line.text):
                self._put_list("sdg_goals", [line.body])
            elif TARGET.match(line.text):
                self._put_list("sdg_targets", [line.body])
            elif SOLUTION.fullmatch(line.text):
                self._put_list("signature_solutions", [line.body])
            elif line.item or len(line.text) > LONG_LINE or re.match(r"(?:\w+ )?(?:Output|Outcome)\b", line.text):
                self._put_list("corporate_results", [without_number(line.body)])

    def put_team(self) -> None:
        """The members of the evaluation team; their e-mail addresses are left out of the record."""
        count = 0
        for entry in self.of("team"):
            self.builder.put("team", [])
            for row in [entry.value, *(line.body for line in entry.lines)]:
                self.builder.understood(row)
                person = read_person(row) if row else None
                if person is None:
                    continue
                for name in ("name", "title", "nationality"):
                    place: Passage = getattr(person, name)
                    self.builder.put(f"team[{count}].{name}", words(place.text) if place else None, place)
                if not person.name:
                    self.builder.warn("value-lost", "This row has no name.", path=f"team[{count}].name", place=row)
                count += 1

    def put_countries(self) -> None:
        """The countries; a line below the label counts where it holds known names only."""
        for entry in self.of("countries"):
            place, rest = take_value(entry, is_short if entry.bare else is_country)
            names, known = split_countries(place)
            while rest and not rest[0].gap and (more := split_countries(rest[0].body))[1]:
                names.extend(more[0])
                rest = rest[1:]
            self.builder.put("countries", [name.text for name in names], *names)
            self.free.extend(rest)
            if names and not known:
                self.builder.warn("country-unknown", "Not every country is known.", path="countries", place=place)

    def put_documents(self) -> None:
        for entry in self.of("documents"):
            self.builder.put("documents", [])
            put_files(self.builder, "documents", entry.lines)

    def put_words(self) -> None:
        """Comments, justification and a description with its own label."""
        for key in ("comments", "justification", "description"):
            for entry in self.of(key):
                self.builder.put_text(key, entry.value, *paragraphs(entry.lines))

    def put_description(self) -> None:
        """Text without a label below the header, the budget or the countries, and what the page says without labels."""
        title = folded(self.builder.get("title"))
        loose = []
        for line in [*self.top, *sorted(self.free, key=lambda line: line.place.start)]:
            if folded(line.text) == title:
                self.builder.understood(line.place)
            elif is_status(line.text) or is_type(line.text):
                self._put_lost("status" if is_status(line.text) else "type", line)
            elif line not in self.top or len(line.text) > LONG_LINE:
                loose.append(line)
        if loose and not self.bare and not self.of("description"):
            self.builder.put_text("description", *paragraphs(loose))

    def _put_lost(self, key: str, line: Line) -> None:
        """A value that stands without its label."""
        self.builder.understood(line.place)
        if self.builder.get(key) is None:
            self.builder.put(key, words(line.text), line.body)
            if not self.bare:
                self.builder.warn("label-lost", "“%(text)s” has no label.", path=key, place=line.body, text=line.text)


def put_head(builder: DraftBuilder, top: list[Line], entries: list[Entry]) -> None:
    """Store the head of a page: the lines before its first label, and its labels."""
    Head(builder, top, entries).put()
