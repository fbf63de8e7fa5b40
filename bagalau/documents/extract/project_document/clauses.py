"""Clauses that stand anywhere in the text: the languages of the document, the rate of cost recovery."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.project_document.plan import Plan
from bagalau.formats.reading import Block, Passage

LONGEST_CLAUSE = 5000
_ONE = (
    "English|Russian|Kazakh|Kyrgyz|Uzbek|Tajik|Turkmen|French|Spanish|Portuguese|Arabic|Chinese|Ukrainian|Georgian|"
    "Armenian|Azerbaijani|Romanian|Turkish|Mongolian"
)
_AND = r"(?:\s{0,3},\s{0,3}(?:and\s{1,3})?|\s{1,3}and\s{1,3})"
_SEVERAL = rf"(?:{_ONE})(?:{_AND}(?:{_ONE})){{0,5}}"
_LANGUAGES = re.compile(
    rf"\b(?i:cop(?:y|ies)|originals?|versions?|made|done|signed|drawn\s+up|prepared|issued)\s[^.]{{0,80}}?\b"
    rf"(?:(?P<before>{_SEVERAL})\s{{1,3}}languages?\b|languages?\s{{0,3}}[,:(]\s{{0,3}}(?P<after>{_SEVERAL})\b)"
)
_PREVAILS = re.compile(
    rf"\b(?P<one>{_ONE})\s{{1,3}}(?:language\s{{1,3}})?(?:version|text|copy|original)\s{{1,3}}"
    r"(?:(?:shall|will|must|is\s{1,3}to)\s{1,3})?prevails?\b"
)
_RUSSIAN = {"английск": "English", "русск": "Russian", "казахск": "Kazakh"}
_IN_RUSSIAN = re.compile(
    r"\b(?:на|составлен\w{0,2})\s[^.]{0,60}?(?:"
    r"(?P<before>(?:английск|русск|казахск)[^.]{0,60}?)\s{1,3}языках?\b|"
    r"языках?\s{0,3}[:,(]\s{0,3}(?P<after>(?:английск|русск|казахск)[^.]{0,60}))",
    re.IGNORECASE,
)
_PREVAILS_IN_RUSSIAN = re.compile(
    r"(?:преимущественную\s{1,3}силу|преобладает|приоритет)[^.]{0,60}?\b(?P<after>английск|русск|казахск)|"
    r"\b(?P<before>английск|русск|казахск)\w{0,3}\s[^.]{0,60}?(?:преимущественную\s{1,3}силу|преобладает|приоритет)",
    re.IGNORECASE,
)
_STEM = re.compile("|".join(_RUSSIAN), re.IGNORECASE)
_NAME = re.compile(_ONE)
_RECOVERY = re.compile(r"\bGMS\b|\bGeneral\s{1,3}Management\s{1,3}S(?:ervice|upport)", re.IGNORECASE)
_RATE = re.compile(r"(?<![\d.,])(?P<rate>\d{1,2}(?:\.\d{1,2})?)\s?%")
_EACH_RESULT = re.compile(
    r"\b(?:each\s{1,3}Activity\s{1,3}Result|каждого\s{1,3}результата\s{1,3}деятельности)\b", re.IGNORECASE
)


def put_languages(draft: DraftBuilder, blocks: Sequence[Block]) -> None:
    """In which languages the document is made, and which of them prevails."""
    draft.put("languages", [])
    draft.put("prevailing_language", None)
    for block in blocks:
        place = block.passage.cut(0, LONGEST_CLAUSE)
        if not draft.get("languages") and (match := _LANGUAGES.search(place.text)):
            group = "before" if match["before"] else "after"
            draft.put("languages", _NAME.findall(match[group]), place.group(match, group))
        if draft.get("prevailing_language") is None and (match := _PREVAILS.search(place.text)):
            draft.put("prevailing_language", match["one"], place.group(match, "one"))
        if re.search(r"язык|верси|текст", place.text):
            _put_russian(draft, place)


def _put_russian(draft: DraftBuilder, place: Passage) -> None:
    """The same clauses in Russian; languages have their English names in the record."""
    if not draft.get("languages") and (match := _IN_RUSSIAN.search(place.text)):
        group = "before" if match["before"] else "after"
        names = [_RUSSIAN[stem.lower()] for stem in _STEM.findall(match[group])]
        draft.put("languages", names, place.group(match, group))
    if draft.get("prevailing_language") is None and (match := _PREVAILS_IN_RUSSIAN.search(place.text)):
        group = "before" if match["before"] else "after"
        draft.put("prevailing_language", _RUSSIAN[match[group].lower()], place.group(match, group))


def put_recovery(draft: DraftBuilder, plans: Sequence[Plan], blocks: Sequence[Block]) -> None:
    """The rate of cost recovery (GMS) and whether each activity result must carry it: from the note below the plan,
    else the rate that a budget line names."""
    draft.put("gms", None)
    notes = [block.passage.cut(0, LONGEST_CLAUSE) for block in blocks if block.kind != "row"]
    lines = [line.description for plan in plans for result in plan.results for line in result.lines]
    for sentence in (sentence for note in notes for sentence in note.split(r"\.\s")):
        _put_rate(draft, sentence, each=_EACH_RESULT.search(sentence.text))
    for label in lines:
        if label and draft.get("gms") is None:
            _put_rate(draft, label.cut(0, LONGEST_CLAUSE), each=None)


def _put_rate(draft: DraftBuilder, place: Passage, *, each: re.Match[str] | None) -> None:
    """Put the rate that a text names; the first one counts."""
    rate = _RATE.search(place.text) if _RECOVERY.search(place.text) else None
    if rate is None:
        return
    draft.understood(place)
    if draft.get("gms") is None:
        draft.put("gms", {"rate": Decimal(rate["rate"]), "each_activity_result": True if each else None})
        draft.put("gms.rate", Decimal(rate["rate"]), place.group(rate, "rate"))
        draft.put("gms.each_activity_result", True if each else None, *([place.group(each)] if each else []))
