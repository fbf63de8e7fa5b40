"""Budget lines as they are typed in a sheet: texts of cells, and back. Pure.

PY-01  A cell holds a text. What is typed in each is read by itself, and what cannot be read is refused with a sentence
       for that cell; the others are not lost.
PY-02  Who pays is the name of a source, or several with their amounts: "UNDP: 30,000; Government: 40,000". Sources are
       known by their names, in whatever case.
PY-03  Two states of a line are the same if all its cells are, with the shares and the row that it lies in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from bagalau.lib.problems import Problem
from bagalau.projects.rules.money import MISSING, amount
from bagalau.projects.rules.record import BudgetLine

QUARTERS = ("q1", "q2", "q3", "q4")
MONEY = ("unit_cost", "amount", *QUARTERS)
NUMBERS = frozenset({"quantity", *MONEY})
COLUMNS = ("account", "description", "source", "quantity", "unit", "unit_cost", "amount", *QUARTERS)
LONGEST = {"account": 10, "description": 500, "unit": 50}
MOST_QUANTITY = Decimal(10) ** 11


@dataclass
class Typed:
    """PY-01: a line as it was typed: the values of its columns, its shares, and what is wrong in which cell."""

    values: dict[str, Any] = field(default_factory=dict)
    source: str = ""
    shares: list[tuple[str, Decimal]] = field(default_factory=list)
    wrong: dict[str, Problem] = field(default_factory=dict)


def texts(line: BudgetLine) -> dict[str, str]:
    """PY-01: the cells of a line."""
    quarters = (*line.quarters, None, None, None, None)
    return {
        "account": line.account,
        "description": line.description,
        "source": "; ".join(f"{one.source}: {_plain(one.amount).removesuffix('.00')}" for one in line.split)
        or line.source,
        "quantity": _plain(line.quantity),
        "unit": line.unit,
        "unit_cost": _plain(line.unit_cost),
        "amount": _plain(line.amount),
    } | {name: _plain(one) for name, one in zip(QUARTERS, quarters, strict=False)}


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def seen(line: BudgetLine, parent: int | None) -> str:
    """PY-03: what tells one state of a line from the next."""
    said = [parent, *texts(line).values(), line.printed_source, line.printed_label]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:20]


def typed(cells: Mapping[str, str], sources: Mapping[str, str], currency: str) -> Typed:
    """PY-01, PY-02: a line from its cells; ``sources``: the names of the sources by their names in lower case."""
    found = Typed()
    for name in ("account", "description", "unit"):
        found.values[name] = cells.get(name, "").strip()
        if len(found.values[name]) > LONGEST[name]:
            found.wrong[name] = Problem("too-long", "This is too long for the cell: shorten it.", status=422)
    for name in MONEY:
        try:
            found.values[name] = amount(cells.get(name, ""), currency_expected=currency or None)
        except Problem as problem:
            found.wrong[name] = problem
    try:
        found.values["quantity"] = _quantity(cells.get("quantity", ""))
    except Problem as problem:
        found.wrong["quantity"] = problem
    if found.values.get("amount", True) is None:
        found.wrong["amount"] = Problem("no-line-amount", "A budget line needs an amount.", status=422)
    try:
        _source(found, cells.get("source", "").strip(), sources, currency)
    except Problem as problem:
        found.wrong["source"] = problem
    amounts = [found.values.pop(name, None) for name in QUARTERS]
    found.values["quarters"] = [_plain(one) or None for one in amounts] if any(amounts) else []
    return found


def _quantity(text: str) -> Decimal | None:
    words = "".join(text.split()).replace(",", ".")
    if words in MISSING:
        return None
    try:
        number = Decimal(words)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not 0 <= number < MOST_QUANTITY or number != round(number, 3):
        raise Problem("no-quantity", "A quantity is a number from zero, with at most three digits after the point.")
    return number


def _source(found: Typed, text: str, sources: Mapping[str, str], currency: str) -> None:
    """PY-02."""
    if not text or text.casefold() in sources:
        found.source = sources.get(text.casefold(), "")
        return
    for part in filter(None, (one.strip() for one in text.split(";"))):
        name, colon, money = part.rpartition(":")
        if not colon or name.strip().casefold() not in sources:
            raise Problem(
                "no-source",
                "“%(name)s” is no source of money of this project. Choose one, or write several as UNDP: 30,000; …",
                status=422,
                values={"name": (name.strip() or part)[:60]},
            )
        share = amount(money, currency_expected=currency or None)
        known = sources[name.strip().casefold()]
        if share is None or known in dict(found.shares):
            raise Problem("bad-share", "Each source that pays a part needs one amount.", status=422)
        found.shares.append((known, share))
    whole = found.values.get("amount")
    if whole is not None and sum(share for _name, share in found.shares) != whole:
        raise Problem("bad-split", "The parts of the sources do not add up to the amount of the line.", status=422)
