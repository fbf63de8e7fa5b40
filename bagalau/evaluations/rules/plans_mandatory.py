"""Mandatory evaluations: what a project asks of the plan of its unit. Pure.

Source: domain reference, evaluation and quality, parts 2.1 and 5.3. The amounts and years are parameters; those here
are the defaults.

EP-03  A project with a budget or an expenditure above 5 million US dollars has a midterm and a final evaluation.
EP-04  A project with a budget or an expenditure from 3 to 5 million US dollars, both included, and neither above, has a
       midterm or a final evaluation.
EP-05  A project of more than 5 years has a midterm or a final evaluation; first and last day count.
EP-06  A project in its second or a later phase is evaluated.
EP-07  A project that is considered for scaling up is evaluated.
EP-08  A medium- or full-size project of the Global Environment Facility has a terminal evaluation, a full-size one also
       a midterm review.
EP-09  A project is evaluated if the agreement with a funder asks for it.
EP-10  What is not stated is said, not guessed, wherever it may ask for an evaluation that is neither asked for anyway
       nor there: a budget that is not known, or not in US dollars (EP-03, EP-04); the size of a project among whose
       funders is the Global Environment Facility (EP-08); what the agreement says with the Green Climate Fund or the
       Adaptation Fund (EP-09).
EP-11  What is asked of a project is covered by lines of plans that name it, unless a change deleted them, and by its
       evaluations, unless cancelled. The type tells midterm ("mid term") from final ("final", "terminal", "project").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from bagalau.evaluations.rules.plans import GefSize
from bagalau.lib.periods import months_after

DOLLARS = "USD"


class Need(StrEnum):
    """What kind of evaluation is asked for; ``EITHER`` is a midterm or a final one."""

    MIDTERM = "midterm"
    FINAL = "final"
    EITHER = "either"
    ANY = "any"


class Ground(StrEnum):
    """The rule that asks for an evaluation."""

    BOTH = "EP-03"
    EITHER = "EP-04"
    LONG = "EP-05"
    LATER_PHASE = "EP-06"
    SCALING_UP = "EP-07"
    GEF = "EP-08"
    FUNDER = "EP-09"


@dataclass(frozen=True)
class Limits:
    """The parameters of plans: from which amounts (in US dollars) and years on an evaluation is mandatory, and how many
    words the rationale may have."""

    either: Decimal = Decimal(3_000_000)
    both: Decimal = Decimal(5_000_000)
    years: int = 5
    words: int = 300


@dataclass(frozen=True)
class Facts:
    """What the rules ask of a project."""

    budget: Decimal | None = None
    expenditure: Decimal | None = None
    currency: str = DOLLARS
    starts: date | None = None
    ends: date | None = None
    gef_size: str = ""
    funder_asks: bool = False
    later_phase: bool = False
    scaling_up: bool = False
    funders: Sequence[str] = ()

    @property
    def dollars(self) -> Decimal | None:
        """The higher one of budget and expenditure, if it is known in US dollars."""
        known = [amount for amount in (self.budget, self.expenditure) if amount is not None]
        return max(known) if known and self.currency == DOLLARS else None


@dataclass(frozen=True)
class Demand:
    """An evaluation that a project asks for, and by which rules."""

    need: Need
    grounds: tuple[Ground, ...]


def demands(facts: Facts, limits: Limits) -> list[Demand]:
    """EP-03 to EP-09: what is asked, each kind of evaluation once with all its grounds."""
    found: dict[Need, list[Ground]] = {}
    for need, ground in _asked(facts, limits):
        found.setdefault(need, []).append(ground)
    return [Demand(need, tuple(found[need])) for need in Need if need in found]


def _asked(facts: Facts, limits: Limits) -> Iterable[tuple[Need, Ground]]:
    amount = facts.dollars
    if amount is not None and amount > limits.both:
        yield from ((Need.MIDTERM, Ground.BOTH), (Need.FINAL, Ground.BOTH))
    elif amount is not None and amount >= limits.either:
        yield Need.EITHER, Ground.EITHER
    if facts.gef_size in {GefSize.MEDIUM, GefSize.FULL}:
        yield Need.FINAL, Ground.GEF
    if facts.gef_size == GefSize.FULL:
        yield Need.MIDTERM, Ground.GEF
    if is_longer(facts.starts, facts.ends, limits.years):
        yield Need.EITHER, Ground.LONG
    flags = {
        Ground.LATER_PHASE: facts.later_phase,
        Ground.SCALING_UP: facts.scaling_up,
        Ground.FUNDER: facts.funder_asks,
    }
    yield from ((Need.ANY, ground) for ground, so in flags.items() if so)


def is_longer(starts: date | None, ends: date | None, years: int) -> bool:
    """EP-05: whether a project lasts longer than some years."""
    return starts is not None and ends is not None and ends >= months_after(starts, 12 * years)


def timing(type_words: str) -> Need:
    """EP-11: whether an evaluation of this type is a midterm or a final one; ``ANY`` if it is neither."""
    folded = re.sub(r"[\W_]+", "", type_words.casefold())
    if "midterm" in folded:
        return Need.MIDTERM
    return Need.FINAL if "final" in folded or "terminal" in folded or folded == "project" else Need.ANY


def is_met(need: Need, by: Collection[Need]) -> bool:
    """EP-11: whether evaluations of these kinds cover what is asked."""
    if need is Need.ANY:
        return bool(by)
    return bool({Need.MIDTERM, Need.FINAL} & set(by)) if need is Need.EITHER else need in by


def gaps(facts: Facts, limits: Limits, by: Collection[Need]) -> list[Demand]:
    """What no evaluation covers. Where a midterm or a final one is missing, it would cover the weaker demands too: its
    grounds then hold theirs."""
    missing = [demand for demand in demands(facts, limits) if not is_met(demand.need, by)]
    strong = [demand for demand in missing if demand.need in {Need.MIDTERM, Need.FINAL}] or missing[:1]
    weaker = tuple(ground for demand in missing if demand not in strong for ground in demand.grounds)
    if not strong:
        return []
    *first, last = strong
    return [*first, Demand(last.need, (*last.grounds, *weaker))]


class Untold(StrEnum):
    """EP-10: what is not stated of a project."""

    AMOUNT = "amount"
    GEF_SIZE = "gef size"
    AGREEMENT = "agreement"


# how funders are called, and what each unstated thing may ask for
GEF = r"\bgef\b|global environment facility|\bгэф\b|глобальн\w+ экологическ\w+ фонд|жаһандық экологиялық қор"
ASKING = (
    r"\bgcf\b|green climate fund|adaptation fund|\bзкф\b|зел[её]н\w+ климатическ\w+ фонд|адаптационн\w+ фонд|"
    r"жасыл климат қор|бейімделу қор"
)
MAY_ASK = {
    Untold.AMOUNT: (Need.MIDTERM, Need.FINAL),
    Untold.GEF_SIZE: (Need.MIDTERM, Need.FINAL),
    Untold.AGREEMENT: (Need.ANY,),
}


def untold(facts: Facts, limits: Limits, by: Collection[Need]) -> list[Untold]:
    """EP-10; ``by`` are the kinds of evaluations that are there."""
    holds = {
        Untold.AMOUNT: facts.budget is None or facts.currency != DOLLARS,
        Untold.GEF_SIZE: not facts.gef_size and _names(facts.funders, GEF),
        Untold.AGREEMENT: not facts.funder_asks and _names(facts.funders, ASKING),
    }
    settled = {*by, *(demand.need for demand in demands(facts, limits))}
    return [one for one, so in holds.items() if so and not all(is_met(need, settled) for need in MAY_ASK[one])]


def _names(funders: Iterable[str], pattern: str) -> bool:
    return any(re.search(pattern, funder, re.IGNORECASE) for funder in funders)


def proposed_end(need: Need, facts: Facts) -> date | None:
    """When a proposed evaluation would be completed: halfway through the project, or else at its end."""
    if need is Need.MIDTERM and facts.starts and facts.ends:
        return facts.starts + timedelta(days=(facts.ends - facts.starts).days // 2)
    return facts.ends if need is not Need.MIDTERM else None


def overlaps(starts: date | None, ends: date | None, first: date, last: date) -> bool:
    """Whether a project may run in a period; a day that is not stated shuts nothing out."""
    return (starts is None or starts <= last) and (ends is None or first <= ends)
