"""Texts in three languages without GNU gettext: collected from code and templates, compiled when the server starts.

``python -m bagalau.web.messages`` (``make messages``) brings ``locale/*/LC_MESSAGES/django.po`` up to date.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
from babel.messages import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from bagalau.web.library_texts import TEXTS

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "locale"
LANGUAGES = ("ru", "kk")
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "_": None,
    "_now": None,
    "mark": None,
    "warn": (2,),
    "Problem": (2,),
}
CALLS: dict[str, None] = dict.fromkeys(KEYWORDS)


def compile_all() -> None:
    """Write each catalogue's binary form beside it, where it is older than its text."""
    for language in LANGUAGES:
        source = catalogue_path(language)
        target = source.with_suffix(".mo")
        if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
            partly = target.with_suffix(f".{os.getpid()}.part")  # another process may read or write it just now
            with partly.open("wb") as file:
                write_mo(file, catalogue(language))
            partly.replace(target)


def catalogue_path(language: str) -> Path:
    """Where a language's texts are kept."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def catalogue(language: str) -> Catalog:
    """The texts of a language."""
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language, domain="django")


def collected() -> Catalog:
    """Every text of code, templates and ``library_texts``, without the places where they stand: those change often."""
    found = Catalog(domain="django", project="Bagalau", charset="utf-8")
    for path in sorted((ROOT / "bagalau").rglob("*")):
        if "tests" in path.parts or path.suffix not in {".py", ".html", ".txt"}:
            continue
        for text, context in _texts(path):
            if isinstance(text, tuple) or text.strip():
                found.add(text, context=context)
    for known in TEXTS:
        found.add(known)
    return found


def _texts(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    source = path.read_text()
    if path.suffix != ".py":
        # what is no call was blanked out, but its indentation was not
        source = "\n".join(line.strip() for line in templatize(source).split("\n"))
    calls: Iterable[Any] = extract_python(io.BytesIO(source.encode()), CALLS, [], {})
    for _line, function, messages, _comments in calls:
        yield from _wanted(function, messages)


def _wanted(
    function: str, messages: str | tuple[str | None, ...] | None
) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """The text of one call: one argument, singular and plural, or with a context."""
    values = messages if isinstance(messages, tuple) else (messages,)
    spec = KEYWORDS[function]
    if spec is None:
        if values and values[0]:
            yield values[0], None
        return
    context = next((values[place[0] - 1] for place in spec if isinstance(place, tuple)), None)
    texts = [values[place - 1] for place in spec if isinstance(place, int) and place <= len(values)]
    if texts and all(texts):
        yield (texts[0] if len(texts) == 1 else tuple(text for text in texts if text)) or "", context


def update_all() -> None:
    """Bring the catalogues up to date with code and templates; texts no longer used are dropped."""
    template = collected()
    for language in LANGUAGES:
        path = catalogue_path(language)
        known = catalogue(language) if path.exists() else Catalog(locale=language, domain="django")
        known.update(template, no_fuzzy_matching=True)
        known.obsolete.clear()
        known.project, known.version, known.copyright_holder = "Bagalau", "1", "the Bagalau authors"
        known.header_comment = f"# Bagalau in {language}. Collected by `make messages`; translate by hand."
        known.creation_date = known.revision_date = datetime(2026, 1, 1, tzinfo=UTC)  # no noise in the history
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, known, omit_header=False, no_location=True, sort_output=True, width=110)


def missing(language: str) -> list[str]:
    """The texts that a language lacks. English is the language of the texts themselves."""
    known = catalogue(language)
    return [
        str(message.id)
        for message in collected()
        if message.id and not _translated(known.get(_key(message), message.context), message)
    ]


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _translated(known: Message | None, message: Message) -> bool:
    if known is None or known.fuzzy:
        return False
    return all(known.string) if isinstance(known.string, tuple) else bool(known.string)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bagalau.config.settings")
    django.setup()  # templates are read with Django's own lexer
    update_all()
