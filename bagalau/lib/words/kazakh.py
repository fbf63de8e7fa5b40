"""The stem of a Kazakh word: case, possessive and plural endings are taken off, in this order. Pure.

An ending counts only where the sounds before it allow it: its vowel follows the last vowel of the stem (back or front),
its first letter the last letter of the stem. What the endings did to the stem is undone: a final ``б г ғ`` becomes
``п к қ`` again, and the vowel of ``халық`` comes back in ``халқы``. Persons of the verb, and ``-ым`` and ``-ің``, are
left alone: papers hardly use them, and too many words end so by themselves.
"""

from __future__ import annotations

BACK, FRONT = frozenset("аоұыяё"), frozenset("әеөүіэ")
VOWELS = BACK | FRONT | frozenset("иую")
VOICELESS = frozenset("пфктқсшщчцхбвгд")  # the last four stand at the end of borrowed words alone, and sound so
NASAL, SONOROUS = frozenset("мнң"), frozenset("рйу")
LETTERS = frozenset("әғқңөұүһі")  # no Russian word has them

# Cases: the ending, and the letters that may stand before it
AFTER_VOWEL = VOWELS
AFTER_VOICED = frozenset("лмнңрйузжью")
AFTER_POSSESSIVE = frozenset("ыі")
CASES: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("ндағы", "ндегі", AFTER_POSSESSIVE),
    ("дағы", "дегі", AFTER_VOWEL | AFTER_VOICED),
    ("тағы", "тегі", VOICELESS),
    ("ның", "нің", AFTER_VOWEL | NASAL),
    ("дың", "дің", AFTER_VOICED),
    ("тың", "тің", VOICELESS),
    ("нда", "нде", AFTER_POSSESSIVE),
    ("нан", "нен", AFTER_POSSESSIVE | NASAL),
    ("дан", "ден", AFTER_VOWEL | AFTER_VOICED),
    ("тан", "тен", VOICELESS),
    ("мен", "мен", AFTER_VOWEL | AFTER_VOICED),
    ("пен", "пен", VOICELESS),
    ("бен", "бен", frozenset("зж")),
    ("на", "не", AFTER_POSSESSIVE),
    ("ға", "ге", AFTER_VOWEL | AFTER_VOICED),
    ("қа", "ке", VOICELESS),
    ("да", "де", AFTER_VOWEL | AFTER_VOICED),
    ("та", "те", VOICELESS),
    ("ны", "ні", AFTER_VOWEL - frozenset("оэ")),
    ("ды", "ді", AFTER_VOICED),
    ("ты", "ті", VOICELESS),
    ("н", "н", AFTER_POSSESSIVE),
)
PLURALS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("лар", "лер", VOWELS | SONOROUS),
    ("дар", "дер", frozenset("лзжь") | NASAL),
    ("тар", "тер", VOICELESS),
)
OURS_AND_YOURS = ("ымыз", "іміз", "ыңыз", "іңіз", "мыз", "міз", "ңыз", "ңіз")

SHORT = frozenset("ай ат ел ер ет жо ой от су үй іс ұл ақ ес із өз".split())
"""Words of two letters that take endings; any other stem has at least three."""
ENDING_IN_S = frozenset("елес күрес кеңес көзқарас қатынас мирас негіс сәйкес теңдес үлес әріптес өнеркәсіптес".split())
"""Words in a vowel and ``с``, which their possessive makes look like one in a vowel: үлесі is no үле-сі."""
WHOLE = frozenset(
    "ағын айдын апта аудан бүгін вагон дәптер диірмен дүкен заман кейін кеден қайын қойын маман мекен мойын мүмкін "
    "орман орын пайда сайын тиын төмен экран".split()
)
"""Words whose own end looks like an ending."""
LOST_VOWEL = {
    "халқ": "халық",
    "орн": "орын",
    "қалп": "қалып",
    "мүлк": "мүлік",
    "ерк": "ерік",
    "көрк": "көрік",
    "құлқ": "құлық",
    "ерн": "ерін",
    "мойн": "мойын",
    "қойн": "қойын",
    "ауз": "ауыз",
    "мұрн": "мұрын",
    "жылғ": "жыл",
}
HARDENED = {"б": "п", "г": "к", "ғ": "қ"}


def stem(word: str) -> str:
    """The stem of a word in small letters; every form of a noun has the same one."""
    if word in WHOLE or len(word) < 3:
        return word
    if word[-1] in "ыі" and (word[:-1] in WHOLE or word[:-1] in SHORT):
        return word[:-1]
    if len(word) == 3:
        return word
    found = _without_possessive(_without(word, CASES))
    found = _without(found, PLURALS)
    if found[-1] in "ыі" and _may_end(found[:-1]):
        found = found[:-1]
    if found in LOST_VOWEL:
        return LOST_VOWEL[found]
    return found[:-1] + HARDENED.get(found[-1], found[-1]) if len(found) > 2 else found


def _without(word: str, endings: tuple[tuple[str, str, frozenset[str]], ...]) -> str:
    """A word without the first of these endings that the sounds before it allow."""
    if word in WHOLE:
        return word
    fits = [
        word[: -len(ending)]
        for back, front, before in endings
        for ending in {back, front}
        if word.endswith(ending) and _allows(word[: -len(ending)], ending, before)
    ]
    whole = next((one for one in fits if one in WHOLE), None)
    return whole or (min(fits, key=len) if fits else word)


def _allows(base: str, ending: str, before: frozenset[str]) -> bool:
    if not _may_end(base) or base[-1] not in before:
        return False
    return ending in {"мен", "пен", "бен", "н"} or _in_harmony(base, ending)


def _may_end(base: str) -> bool:
    """Whether this may be a stem: long enough, with a vowel."""
    return (len(base) > 2 or base in SHORT) and any(letter in VOWELS for letter in base)


def _in_harmony(base: str, ending: str) -> bool:
    """Whether the vowel of an ending follows the last vowel of the stem; ``и у ю`` go with both."""
    last = next(letter for letter in reversed(base) if letter in VOWELS)
    first = next(letter for letter in ending if letter in VOWELS)
    return not ((last in BACK and first in FRONT) or (last in FRONT and first in BACK))


def _without_possessive(word: str) -> str:
    if word in WHOLE:
        return word
    for ending in OURS_AND_YOURS:
        base = word[: -len(ending)]
        if word.endswith(ending) and _may_end(base) and _in_harmony(base, ending):
            return base
    if word.endswith(("сы", "сі")) and _may_end(word[:-2]):
        return _of_his(word)
    return word[:-1] if word[-1] in "ыі" and _may_end(word[:-1]) else word


def _of_his(word: str) -> str:
    """What belongs to somebody: бала-сы after a vowel, but жұмыс-ы, өндіріс-і and үлес-і."""
    base = word[:-2]
    if word[:-1] in ENDING_IN_S or base[-1] not in VOWELS:
        return word[:-1]
    made_of_a_verb = base[-1] in "ыі" and base[-2] not in "шджт"
    return word[:-1] if made_of_a_verb else base
