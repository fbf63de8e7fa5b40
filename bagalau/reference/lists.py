"""The value lists of this installation: those that come with it, and the organisation's own beside its data.

A file ``DATA/lists/CODE.json`` adds a list, or takes the place of the one with that code.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from bagalau.reference.rules import BadList, Term, TermList, recognise, term_list

SHIPPED = Path(__file__).parent / "lists"


@lru_cache(1)
def term_lists() -> dict[str, TermList]:
    """All lists by code, read once; ``BadList`` names the file that cannot be used."""
    files = {path.stem: path for folder in (SHIPPED, _own_folder()) for path in sorted(folder.glob("*.json"))}
    return {found.code: found for found in map(_read, files.values())}


def _own_folder() -> Path:
    return Path(settings.DATA_FOLDER) / "lists"


def _read(path: Path) -> TermList:
    try:
        data = json.loads(path.read_text("utf-8"))
        assert isinstance(data, dict)
        return term_list(data)
    except (OSError, ValueError, AssertionError) as error:
        raise BadList(f"{path.name} is no value list: {error or 'it is not an object'}.") from error


def lists_for(kind: str) -> list[TermList]:
    """The lists whose terms a kind of record may have."""
    return [found for found in term_lists().values() if kind in found.kinds]


def term(list_code: str, code: str) -> Term | None:
    """A term by list and code (F-01); None if the list or the term is gone."""
    found = term_lists().get(list_code)
    return next((one for one in found.terms if one.code == code), None) if found else None


def evaluation_type(stated: str) -> str:
    """A type in the language of the page (F-03); in English, or where no term says it, it stays as it was stated."""
    language = (get_language() or "en")[:2]
    return stated if language == "en" else _type_in(stated, language)


@lru_cache(1000)
def _type_in(stated: str, language: str) -> str:
    found, _strange = recognise([stated], term_lists()["evaluation-types"].terms)
    return found[0].names.get(language, stated) if found else stated
