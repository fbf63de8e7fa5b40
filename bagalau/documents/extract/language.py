"""In which language a text is written, by its commonest small words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from bagalau.documents.extract.draft import DraftBuilder

STOP_WORDS = {
    "en": "the and of to in is for that with are on as by be this from has have was which were not should will",
    "fr": "le la les des et du en un une est pour dans que qui par sur au aux avec pas ce cette ont sont être leur",
    "es": "el la los las de y del en un una es para que por con se su sus como al más lo fue son está han entre",
    "pt": "o a os as de e do da dos das em um uma é para que por com se na no nas nos ao à foi são mais pelo pela",
    "ru": "и в на с по для не что из к от а как это при их его также был были или все за о",
    "kk": "және мен үшін бойынша бұл бір да де бар деп болып осы туралы арқылы дейін кейін сондай ақ",
}
BY_WORD: dict[str, list[str]] = {}
for _language, _words in STOP_WORDS.items():
    for _word in _words.split():
        BY_WORD.setdefault(_word, []).append(_language)
ENOUGH_WORDS = 3
SAMPLE = 20_000


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None where too few words tell, or two languages tie."""
    counts: Counter[str] = Counter()
    for word in re.findall(r"[^\W\d_]+", text[:SAMPLE].casefold()):
        for language in BY_WORD.get(word, ()):
            # A word of one language tells more than one that several share ("de", "que", "la").
            counts[language] += 4 // len(BY_WORD[word])
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 4 * ENOUGH_WORDS:
        return None
    return None if len(ranked) > 1 and ranked[0][1] == ranked[1][1] else ranked[0][0]


def texts_in(value: Any) -> Iterable[str]:
    """Every text of a record under the keys that hold prose."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in PROSE and isinstance(item, str):
                yield item
            else:
                yield from texts_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)


PROSE = frozenset({"title", "text", "description", "comments", "justification", "comment"})


def put_language(builder: DraftBuilder) -> None:
    """Store the language in which the prose of a record is written."""
    builder.put("language", language_of("\n".join(texts_in(builder.record))))
