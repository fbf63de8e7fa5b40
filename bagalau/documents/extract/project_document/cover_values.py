"""The values of a cover, put into the draft."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold, joined
from bagalau.documents.extract.project_document.cover import Cover
from bagalau.documents.extract.values import currency, iso_date, money, period
from bagalau.formats.reading import Passage

_TEXTS = (
    "title",
    "country",
    "undaf_outcome",
    "programme_outcome",
    "programme_output",
    "implementing_partner",
    "key_result_area",
    "award_id",
    "project_number",
)
_READ: tuple[tuple[str, Callable[[str], str | None]], ...] = (
    ("programme_period", period),
    ("start", iso_date),
    ("end", iso_date),
    ("appraisal_meeting", iso_date),
)
_MODALITY = re.compile(r"\b(?:NIM|DIM|NEX|DEX)\b")
_MODALITIES = {"national implementation": "NIM", "direct implementation": "DIM", "national execution": "NEX"}
_AMOUNTS = ("required", "allocated", "unfunded", "in_kind")
_COMMA = r",\s(?=[^a-zа-я])(?![^()]{0,200}\))"
_BULLETS = " \t•▪·*-:"


def put_cover(draft: DraftBuilder, cover: Cover) -> None:
    """Put every value of the cover; a label without a value gives None."""
    for name in _TEXTS:
        draft.put(name, joined(cover.places(name)), *cover.places(name))
    for name, read in _READ:
        _put_read(draft, cover, name, read)
    _put_parties(draft, cover)
    _put_modality(draft, cover)
    _put_budget(draft, cover)
    draft.put_text("description", *cover.places("description"))
    _put_signatures(draft, cover)


def _put_read(draft: DraftBuilder, cover: Cover, name: str, read: Callable[[str], str | None]) -> None:
    places = cover.places(name)
    text = joined(places)
    value = read(text) if text else None
    draft.put(name, value, *places)
    if text and value is None:
        draft.warn("unread-value", "“%(text)s” was not understood.", path=name, place=places[0], text=text)


def _put_parties(draft: DraftBuilder, cover: Cover) -> None:
    """Names between semicolons and commas; a comma before a small letter, in brackets, or among more semicolons belongs
    to a name."""
    places = cover.places("responsible_parties")
    text = joined(places) or ""
    between = r";|\n" if text.count(";") > len(re.findall(_COMMA, text)) else rf";|\n|{_COMMA}"
    parts = [part.strip(" \t\r\n.,;•-") for place in places for part in place.split(between)]
    kept = [part for part in parts if part]
    draft.put("responsible_parties", [fold(part.text) for part in kept], *kept)


def _put_modality(draft: DraftBuilder, cover: Cover) -> None:
    places = cover.places("modality")
    text = joined(places) or ""
    short = _MODALITY.search(text)
    named = next((short_name for words, short_name in _MODALITIES.items() if words in text.lower()), None)
    draft.put("modality", short[0] if short else named or text or None, *places)


def _put_budget(draft: DraftBuilder, cover: Cover) -> None:
    places: list[Passage] = []
    for name in _AMOUNTS:
        places += cover.places(name)
        if name in {"required", "allocated"} or cover.places(name):
            draft.put(f"budget.{name}", _amount(cover.places(name)), *cover.places(name))
    draft.put("budget.by_year", {})
    for year, found in cover.years.items():
        places += found.places
        draft.put(f"budget.by_year.{year}", _amount(found.places), *found.places)
    places += [*(amount for _, amount, _ in cover.sources), *cover.places("currency")]
    draft.put("budget.currency", next(filter(None, (currency(place.text) for place in places)), None))
    _put_sources(draft, cover)
    if cover.notes:
        draft.put("budget.note", joined(cover.notes), *cover.notes)


def _put_sources(draft: DraftBuilder, cover: Cover) -> None:
    """Money by source: names with an amount; "Regular" and "Other" count where no name below divides them."""
    amounts: dict[str, Decimal] = {}
    under: dict[str, str | None] = {}
    where: list[Passage] = []
    for name, place, kind in cover.sources:
        amount = money(place.text.strip("* "))
        if amount is not None and (key := fold(name.text).strip(_BULLETS)):
            amounts[key] = amounts.get(key, Decimal(0)) + amount
            under[key] = kind
            where += [name, place]
    others = [name for name, kind in under.items() if kind == "other"]
    for label in ("regular", "other"):
        amount = _amount(cover.places(label))
        if amount is not None and not (label in under.values() or (label == "other" and cover.sources)):
            amounts[label.capitalize()], under[label.capitalize()] = amount, label
            where += cover.places(label)
    draft.put("budget.by_source", amounts, *where)
    draft.put("budget.listed_under", {name: kind for name, kind in under.items() if kind}, *where)
    draft.put("budget.regular", _amount(cover.places("regular")), *cover.places("regular"))
    draft.put("budget.other_sources", others, *where if others else [])


def _amount(places: list[Passage]) -> Decimal | None:
    text = joined(places)
    return money(text.strip("* ")) if text else None


def _put_signatures(draft: DraftBuilder, cover: Cover) -> None:
    """Who agreed: the party, then the position, and the name on the last line."""
    draft.put("signatures", [])
    agreed = [found for found in cover.found if found.name == "agreed"]
    for index, found in enumerate(agreed):
        path = f"signatures[{index}]"
        party = re.sub(r"(?i)^\W*agreed by\s*(?:the\s)?", "", fold(found.label.text)).strip(" :")
        draft.put(f"{path}.party", party or None, found.label)
        lines = [place for place in found.places if len(place.text) < 150]
        draft.put(f"{path}.position", joined(lines[:-1]), *lines[:-1])
        draft.put(f"{path}.name", joined(lines[-1:]), *lines[-1:])
    for row in cover.signed:
        path = f"signatures[{len(draft.record['signatures'])}]"
        for name in ("party", "position", "name"):
            place = row.get(name)
            draft.put(f"{path}.{name}", fold(place.text) if place else None, *([place] if place else []))
        if (place := row.get("signed")) and (day := iso_date(fold(place.text))):
            draft.put(f"{path}.signed", day, place)
