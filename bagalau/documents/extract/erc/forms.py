"""How the value of each label of an ERC head must look, and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bagalau.documents.extract.erc.lines import folded
from bagalau.documents.extract.values import flag, iso_date, money, period

TYPES = (
    "Outcome",
    "Mid Term Outcome",
    "Final Outcome",
    "Project",
    "Mid Term Project",
    "Final Project",
    "UNDAF",
    "UNSDCF",
    "Mid Term UNDAF",
    "Country Programme Evaluation",
    "Decentralized Country Programme Evaluation",
    "Independent Country Programme Evaluation",
    "ICPE/ADR",
    "ICPE",
    "ADR",
    "Global Programme",
    "Regional Programme",
    "Thematic",
    "Impact",
    "Portfolio Evaluation",
    "Portfolio",
    "Programme",
    "Joint",
    "Synthesis and Lessons",
    "Others",
    "Other",
)
STATUSES = ("Completed", "Planned", "Overdue", "Cancelled", "Initiated ToR", "Team Onboard", "Initiated", "Deleted")
PLAN = re.compile(
    r"(?P<period>\d{4}\s*(?:[-–—/?]|to)\s*\d{4}|\d{4})(?:\s*[,;|\t]+\s*(?P<unit>\S.*))?", re.IGNORECASE | re.DOTALL
)
NUMBERS = re.compile(r"\d{4,10}(?:[\s,;/&|]+\d{4,10})*[\s,;]*")
DASHES = re.compile(r"\$?[-–—\s]*|N\s*/\s*A", re.IGNORECASE)
EMPHASISED = re.compile(r"^([*_]{1,3})(?P<text>[^*_]+)\1$")
WORD = re.compile(r"[^\W\d_]{4}")


def one_of(names: Iterable[str]) -> str:
    """A pattern for any of some names, the longest first, with blanks of any width."""
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True)).replace(r"\ ", r"\s+")


def is_type(text: str) -> bool:
    return folded(text) in {name.casefold() for name in TYPES}


def is_status(text: str) -> bool:
    return folded(text) in {name.casefold() for name in STATUSES}


def is_short(text: str) -> bool:
    """Whether a line below a label may be its value where any words may be: it is no sentence."""
    return len(text) <= 80 and not text.rstrip().endswith((".", "!", ";"))


def is_plan(text: str) -> bool:
    return PLAN.fullmatch(text.strip()) is not None


def amount(text: str) -> Decimal | None:
    """An amount of money; None for a sentence that holds a number."""
    return None if WORD.search(text) else money(text)


def is_amount(text: str) -> bool:
    return amount(text) is not None or (bool(text) and DASHES.fullmatch(text) is not None)


def is_number_list(text: str) -> bool:
    return NUMBERS.fullmatch(text.strip()) is not None


def read_period(text: str) -> str:
    """A plan's years as ``2016-2020``, or as they are printed where they are no such span."""
    return period(text.replace("?", "-")) or re.sub(r"\s+", "", text)


@dataclass(frozen=True, slots=True)
class Single:
    """A field with one value: what a line below the label must look like, and how the text becomes the value."""

    fits: Callable[[str], bool]
    value: Callable[[str], Any]


def words(text: str) -> str | None:
    """A line of text with its white space folded, without emphasis around it; None for nothing and for dashes."""
    text = EMPHASISED.sub(r"\g<text>", re.sub(r"\s+", " ", text).strip())
    return None if DASHES.fullmatch(text) and "/" not in text else text


def yes_or_words(text: str) -> bool | str | None:
    """Yes or no as a flag; a rating or anything else as its words."""
    said = flag(text)
    return words(text) if said is None else said


SINGLES = {
    "type": Single(is_type, words),
    "planned_end": Single(lambda text: iso_date(text) is not None, iso_date),
    "completed": Single(lambda text: iso_date(text) is not None, iso_date),
    "status": Single(is_status, words),
    "management_response": Single(lambda text: flag(text) is not None, flag),
    "budget": Single(is_amount, amount),
    "expenditure": Single(is_amount, amount),
    "joint_programme": Single(lambda text: flag(text) is not None, flag),
    "joint_evaluation": Single(lambda text: flag(text) is not None, flag),
    "mandatory": Single(lambda text: flag(text) is not None, flag),
    "gef.is_gef": Single(lambda text: flag(text) is not None, flag),
    "quality_assessment": Single(lambda text: flag(text) is not None, yes_or_words),
    "location": Single(is_short, words),
    "commissioning_unit": Single(is_short, words),
    "responsible_unit": Single(is_short, words),
}


def is_sentence(key: str, text: str) -> bool:
    """Whether what follows the word of a label is a sentence and no value: a text may open with such a word too."""
    single = SINGLES.get(key)
    return single is not None and single.fits is not is_short and not single.fits(text) and not is_short(text)


def fits_beside(key: str, text: str) -> bool:
    """Whether a text may be the value beside a label that has no colon: only where values have a form of their own."""
    if key in {"budget", "expenditure"}:
        return text.startswith(("$", "US", "--")) and is_amount(text)
    single = SINGLES.get(key)
    return is_plan(text) if key == "plan" else single is not None and single.fits is not is_short and single.fits(text)
