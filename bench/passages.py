"""Made-up paragraphs for the bench of the search: words of three languages, a few everywhere, most of them rare."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bagalau.lib.passages import Passage

EVALUATIONS = 7_000
TEXTS = 20_000
VOCABULARY = 12_000
SOUNDS = {
    "en": ("b c d f g l m n p r s t v st tr pl".split(), "a e i o u ea ou".split()),
    "ru": ("б в г д з к л м н п р с т х ст пр".split(), "а е и о у я ы".split()),
    "kk": ("б г д ж з к қ л м н ң п р с т ш".split(), "а ә е о ө ұ ү ы і".split()),
}
ENDINGS = {"en": ("", "s", "ing", "ed"), "ru": ("", "а", "ов", "ами"), "kk": ("", "лар", "ға", "ның")}
MIX = ("en", "en", "ru", "kk")
KINDS = ("finding", "lesson", "recommendation", "response", "action", "report", "report", "report")


@cache
def vocabulary() -> dict[str, list[str]]:
    """Words by language, the most frequent first."""
    source, made = random.Random(5), {}
    for language, (consonants, vowels) in SOUNDS.items():
        words = dict.fromkeys(
            "".join(source.choice(consonants) + source.choice(vowels) for _ in range(source.randint(2, 4)))
            for _ in range(VOCABULARY * 2)
        )
        made[language] = list(words)[:VOCABULARY]
    return made


def _weights() -> list[float]:
    """How frequent words are, added up: the first stands in a third of the paragraphs of its language."""
    return list(accumulate(1 / (rank + 20) for rank in range(VOCABULARY)))


def texts() -> list[tuple[str, str]]:
    """Paragraphs with their language."""
    source, found = random.Random(6), []
    weights = _weights()
    for number in range(TEXTS):
        language = MIX[number % 4]
        words = source.choices(vocabulary()[language], cum_weights=weights, k=source.randint(15, 90))
        found.append((" ".join(word + source.choice(ENDINGS[language]) for word in words), language))
    return found


def passages(count: int) -> Iterator[Passage]:
    """So many passages of the evaluations that are served now."""
    from bagalau.evaluations.access import VIEW_EVALUATIONS  # noqa: PLC0415
    from bagalau.evaluations.models import Evaluation  # noqa: PLC0415
    from bagalau.lib.passages import Passage  # noqa: PLC0415

    source, made = random.Random(7), texts()
    listed = Evaluation.objects.order_by("pk").values_list("pk", "title", "unit_id", "visibility", "stage")
    evaluations = list(listed[:EVALUATIONS])
    for number in range(count):
        pk, title, unit, visibility, stage = evaluations[number * len(evaluations) // count]
        text, language = made[source.randrange(TEXTS)]
        yield Passage(
            ("evaluation", pk),
            f"part-{number}",
            source.choice(KINDS),
            text,
            title,
            unit,
            VIEW_EVALUATIONS.name,
            public=visibility == "public",
            records=(("evaluation", pk),),
            place=f"Page {number % 90}",
            day=date(2008 + pk % 17, 1 + pk % 12, 15),
            language=language,
            facets={
                "type": (f"type {pk % 9}",),
                "criterion": (f"criterion {source.randrange(8)}", f"criterion {source.randrange(8)}"),
                "tag": (f"tag {source.randrange(200)}",),
                "sdg": (str(1 + pk % 17),),
                "status": (stage,),
            },
        )


SHAPES = ("{0}", "{0} {1}", "{0} {1} {2}", "{0} OR {1}", '"{0} {1}"')


def questions(count: int) -> list[str]:
    """Words of one language in what people write; frequent words are asked for as often as texts use them."""
    source, weights = random.Random(8), _weights()
    return [
        SHAPES[number // len(MIX) % len(SHAPES)].format(
            *source.choices(vocabulary()[MIX[number % len(MIX)]], cum_weights=weights, k=3)
        )
        for number in range(count)
    ]
