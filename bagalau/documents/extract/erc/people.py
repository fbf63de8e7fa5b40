"""The evaluation team: rows of name, title, e-mail and nationality without separators between the cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bagalau.documents.extract.erc.countries import ENDS_IN_COUNTRY
from bagalau.formats.reading import Passage

EMAIL = re.compile(r"(?:mailto:)?[\w.+'-]{1,64}@[\w.-]{1,128}|\[email\W*protected\]", re.IGNORECASE)
HEADER = re.compile(r"Name\W+Title(?:\W+Email)?(?:\W+Nationality)?\W*", re.IGNORECASE)
NOBODY = re.compile(r"\W*(?:N\s*/?\s*A|none|TBC|TBD|not (?:applicable|available))?\W*", re.IGNORECASE)
TITLES = """
    mr mr. mrs mrs. ms ms. miss prof prof. professor phd ph.d ph.d. dr dr. sr. sra. mme m.
    team co-team teamleader leader lead co-lead chief head chef chefe líder lider jefe jefa responsable principal
    international national local independent external senior junior internal regional
    evaluation evaluator evaluators evaluador evaluadora évaluateur évaluatrice evaluateur avaliador avaliadora
    consultant consultants consultor consultora consultante expert experta experto expert(e) experte specialist
    spécialiste especialista advisor adviser manager officer analyst assistant economist economista économiste
    engineer engineers statistician statisticien statisticienne estadístico lawyer abogado abogada avocat auditor
    planner biologist ecologist hydrologist sociologist sociologue sociólogo socióloga anthropologist facilitator
    trainer ingénieur ingeniero ingeniera engenheiro engenheira assistente asistente assistante interpreter translator
    firm biodiversity water sanitation forestry fisheries disaster legal economic social financial policy development
    capacity institutional livelihoods agricultural electoral education
    member researcher director directeur coordinator coordinateur coordinador reviewer technical m&e gender
    agriculture roads finance governance environment health climate energy monitoring programme project
"""
PREFIXES = "mr mr. mrs mrs. ms ms. miss prof prof. dr dr. mme m. sr. sra."
TITLE_WORDS = frozenset(TITLES.split())
PREFIX_WORDS = frozenset(PREFIXES.split())


@dataclass(frozen=True, slots=True)
class Person:
    """One row of a team table; a cell that is missing is an empty passage."""

    name: Passage
    title: Passage
    nationality: Passage


def read_person(row: Passage) -> Person | None:
    """The person of a row; None for a header, a dash or "N/A"."""
    row = row.strip(" \t|")
    if NOBODY.fullmatch(row.text) or HEADER.fullmatch(row.text):
        return None
    cells = [cell.strip() for cell in row.split(r"[|\t]")]
    if len(cells) > 2:
        return _from_cells(cells)
    email = EMAIL.search(row.text)
    if email:
        front, nationality = row.cut(0, email.start()).strip(" |\t"), row.cut(email.end()).strip(" |\t")
    else:
        front, nationality = _nationality(row)
    name, title = _name_and_title(front)
    return Person(name, title, nationality)


def _from_cells(cells: list[Passage]) -> Person:
    rest = [cell for cell in cells[2:] if not EMAIL.fullmatch(cell.text)]
    nationality = next((cell for cell in reversed(rest) if cell), cells[0].cut(0, 0))
    return Person(cells[0], cells[1], nationality)


def _nationality(row: Passage) -> tuple[Passage, Passage]:
    """A row cut before the country, in capitals, with which it ends."""
    tail = row.cut(max(0, len(row.text) - 80))
    match = ENDS_IN_COUNTRY.search(tail.text)
    if match is None:
        return row, row.cut(len(row.text))
    place = tail.group(match, 1)
    return row.cut(0, place.start - row.start).strip(), place


def _name_and_title(front: Passage) -> tuple[Passage, Passage]:
    """A name cut from the title after it, at the first word that no name holds."""
    words = [(match.group().casefold().strip(",;"), match.start()) for match in re.finditer(r"\S+", front.text)]
    first = next((at for at, (word, _) in enumerate(words) if word in TITLE_WORDS and not _prefix(words, at)), None)
    if first is None:
        return front, front.cut(len(front.text))
    first = _with_acronyms(front, words, first)
    cut = words[first][1]
    return front.cut(0, cut).strip(" ,;-"), front.cut(cut).strip()


def _prefix(words: list[tuple[str, int]], at: int) -> bool:
    """Whether a word such as "Dr." opens a name instead of standing in the title's cell."""
    return at == 0 and words[0][0] in PREFIX_WORDS and len(words) > 1


def _with_acronyms(front: Passage, words: list[tuple[str, int]], first: int) -> int:
    """Move the start of a title back over an acronym ("SME Expert") when two words of a name stay."""
    printed = front.text.split()
    while first > 2 and re.fullmatch(r"[A-Z&/]{2,5}", printed[first - 1]) and not printed[0].isupper():
        first -= 1
    return first
