"""What machines read of a public page: schema.org, citation tags, and how to cite it. Nothing that the page hides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from bagalau.evaluations.models import Evaluation
from bagalau.lib.periods import When

ABSTRACT = 2000
SHORT = 300
UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
VOCABULARY = "https://schema.org"


def script(data: Any) -> str:
    """JSON that cannot end the element it stands in, nor begin another."""
    return json.dumps(data).translate(UNSAFE)


def report(
    of: Evaluation,
    url: str,
    *,
    team: Sequence[str],
    terms: Sequence[str],
    documents: Iterable[tuple[str, str]],
) -> dict[str, Any]:
    """An evaluation in the vocabulary of schema.org; ``documents`` are titles and full addresses."""
    found = {
        "@context": VOCABULARY,
        "@type": "Report",
        "@id": url,
        "url": url,
        "name": of.title,
        "abstract": of.description[:ABSTRACT],
        "genre": of.type,
        "datePublished": of.completed.iso if of.completed else "",
        "dateModified": of.updated_at.isoformat(timespec="seconds"),
        "author": [{"@type": "Person", "name": name} for name in team],
        "publisher": {"@type": "Organization", "name": of.unit.name},
        "keywords": list(terms),
        "spatialCoverage": [{"@type": "Place", "name": name} for name in of.countries],
        "associatedMedia": [{"@type": "MediaObject", "name": title, "url": address} for title, address in documents],
        "isAccessibleForFree": True,
        "creditText": citation(of, url, team),
    }
    return {name: value for name, value in found.items() if value not in ("", [])}


def dataset(url: str, name: str, about: str, day: str, files: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The public figures in the vocabulary of schema.org; ``files`` are media types and full addresses."""
    return {
        "@context": VOCABULARY,
        "@type": "Dataset",
        "@id": url,
        "url": url,
        "name": name,
        "description": about,
        "dateModified": day,
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media, "contentUrl": address} for media, address in files
        ],
    }


def tags(of: Evaluation, url: str, team: Sequence[str]) -> list[tuple[str, str]]:
    """The tags that catalogues of literature (Highwire, Dublin Core) read: names and contents."""
    day = of.completed
    found = [
        ("description", of.description[:SHORT]),
        ("citation_title", of.title),
        *(("citation_author", name) for name in team),
        ("citation_publication_date", slashed(day) if day else ""),
        ("citation_technical_report_institution", of.unit.name),
        ("citation_public_url", url),
        ("DC.title", of.title),
        *(("DC.creator", name) for name in team),
        ("DC.publisher", of.unit.name),
        ("DC.date", day.iso if day else ""),
        ("DC.type", "Text"),
        ("DC.identifier", url),
    ]
    return [(name, content) for name, content in found if content]


def slashed(day: When) -> str:
    """A date as Highwire writes it: year, month, day, as far as it is known."""
    last = day.last_day
    return {"day": f"{last:%Y/%m/%d}", "month": f"{last:%Y/%m}"}.get(day.precision, f"{last.year}")


def citation(of: Evaluation, url: str, team: Sequence[str]) -> str:
    """How to cite an evaluation: who, when, what, where."""
    who = ", ".join(team) or of.unit.name
    year = f" ({of.completed.last_day.year})" if of.completed else ""
    place = f" {of.unit.name}." if team else ""
    return f"{who}{year}. {of.title.rstrip('.')}.{place} {url}"
