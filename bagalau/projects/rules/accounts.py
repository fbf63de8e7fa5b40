"""The chart of accounts, as far as budgets use it: what a code is, and what a line is for. Pure.

Source: domain reference, project cycle, part 1.3. Corporate names were not seen in a source.

PA-01  An account is known by its five digits and holds from its first to its last day.
PA-02  The first digit tells the class; a budget has accounts of expense only.
PA-03  The code of a detail (71205) belongs to the account of the budget with the same first three digits (71200).
PA-04  Cost recovery, audit, training and grants are known by the account; audit, evaluation and training also by the
       words of the line, because papers often book them under consultants or contracts.
PA-05  A label names every account one of whose names or labels is equal to it, whatever case, dashes and blanks; if
       none is, what stands in brackets is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from bagalau.projects.rules.lists import data_file, day, holding, latest, names

FILE = "accounts"
COST_RECOVERY = "75100"
_EVALUATION = re.compile(
    r"\bevaluat(?!\w*\s+of\s+(?:bids|offers|tenders|proposals|applications))"
    r"|\bоцен\w+\s+проекта|\b(?:внешн|итогов|финальн|промежуточн|независим)\w+\s+оцен"
    r"|\bжобаны\s+бағала|\b(?:сыртқы|қорытынды|аралық|тәуелсіз)\s+бағала",
    re.IGNORECASE,
)
_AUDIT = re.compile(r"\baudit(?!ori)|\bаудит(?!ори[яиюей])", re.IGNORECASE)
_WORKSHOP = re.compile(
    r"\b(?:workshop|seminar|training|conference|round\s?table|study\s(?:tour|visit))"
    r"|\b(?:семинар|тренинг|конференц|кругл\w+\sстол|обучени|дөңгелек\sүстел|оқыту)",
    re.IGNORECASE,
)


class AccountClass(StrEnum):
    """PA-02."""

    ASSETS = "assets"
    LIABILITIES = "liabilities"
    REVENUE = "revenue"
    EXPENSE = "expense"


class Kind(StrEnum):
    """What an account is for, where rules ask."""

    COST_RECOVERY = "cost-recovery"
    PROFESSIONAL = "professional-services"
    TRAINING = "training"
    GRANTS = "grants"


@dataclass(frozen=True)
class Account:
    """PA-01: an account of the budget. ``verified``: its code was seen; ``name_verified``: its corporate name too."""

    code: str
    account_class: AccountClass
    kind: str
    names: Mapping[str, str] = field(hash=False)
    labels: tuple[Mapping[str, str], ...] = field(hash=False)
    since: date | None
    until: date | None
    verified: bool
    name_verified: bool

    def name(self, language: str) -> str:
        """The corporate name in a language, or else in English."""
        return self.names.get(language[:2]) or self.names["en"]

    def label(self, language: str) -> str:
        """The name that papers print, where one was seen, or else the corporate one."""
        return (self.labels[0].get(language[:2]) or self.labels[0]["en"]) if self.labels else self.name(language)


@lru_cache(8)
def accounts(own: Path | None = None) -> tuple[Account, ...]:
    """All accounts; ``own``: the folder of the organisation's own files."""
    return data_file(FILE, own).rows("accounts", _row)


def _row(row: Mapping[str, Any]) -> Account:
    return Account(
        _code(row["code"]),
        AccountClass(row["class"]),
        str(row["kind"]),
        names(row["names"]),
        tuple(names(label) for label in row["labels"]),
        day(row["valid_from"]),
        day(row["valid_to"]),
        bool(row["verified"]),
        bool(row["name_verified"]),
    )


def _code(text: str) -> str:
    if not re.fullmatch(r"[0-9]{5}", text):
        raise ValueError(f"{text!r} is not five digits")
    return text


@lru_cache(8)
def _by_code(own: Path | None) -> dict[str, list[Account]]:
    found: dict[str, list[Account]] = {}
    for one in accounts(own):
        found.setdefault(one.code, []).append(one)
    return found


def budget_code(code: str) -> str | None:
    """PA-03: the account of the budget to which a code belongs; None if it is no code."""
    digits = code.strip()
    return f"{digits[:3]}00" if len(digits) == 5 and digits.isascii() and digits.isdigit() else None


def account(code: str, on: date | None = None, own: Path | None = None) -> Account | None:
    """PA-01, PA-03: the account that a code belongs to (on a day)."""
    found = _by_code(own).get(budget_code(code) or "", [])
    return latest(holding(found, on) if on else found)


def account_class(code: str, own: Path | None = None) -> AccountClass | None:
    """PA-02: the class that the first digit tells, also of an account that is not in the list."""
    return _classes(own).get(code.strip()[0]) if budget_code(code) else None


@lru_cache(8)
def _classes(own: Path | None) -> dict[str, AccountClass]:
    return dict(data_file(FILE, own).rows("classes", lambda row: (str(row["first"]), AccountClass(row["code"]))))


def is_expense(code: str) -> bool:
    """PA-02: whether a budget may have this account."""
    return account_class(code) is AccountClass.EXPENSE


def is_cost_recovery(code: str) -> bool:
    """PA-04."""
    return budget_code(code) == COST_RECOVERY


def is_grants(code: str) -> bool:
    """PA-04."""
    return _kind(code) == Kind.GRANTS


def is_audit(code: str, label: str = "") -> bool:
    """PA-04: also by the words of the line."""
    return _kind(code) == Kind.PROFESSIONAL or bool(_AUDIT.search(label))


def is_evaluation(label: str) -> bool:
    """PA-04: by the words of the line; no account is for evaluations alone."""
    return bool(_EVALUATION.search(label))


def is_workshop(code: str, label: str = "") -> bool:
    """PA-04: also by the words of the line."""
    return _kind(code) == Kind.TRAINING or bool(_WORKSHOP.search(label))


@lru_cache(1024)
def _kind(code: str) -> str:
    found = account(code)
    return found.kind if found else ""


def folded(label: str) -> str:
    """PA-05: a label as it is compared."""
    words = re.sub(r"[‐-―−]", "-", label).replace("&", " and ").casefold()
    return " ".join(re.sub(r"[\s,.;:()/-]+", " ", words).split())


def named(label: str, own: Path | None = None) -> tuple[Account, ...]:
    """PA-05: the accounts that a label may mean."""
    known = _by_label(own)
    return known.get(folded(label)) or known.get(folded(re.sub(r"\([^()]*\)", " ", label)), ())


@lru_cache(8)
def _by_label(own: Path | None) -> dict[str, tuple[Account, ...]]:
    found: dict[str, tuple[Account, ...]] = {}
    for one in accounts(own):
        for name in dict.fromkeys(folded(text) for texts in (one.names, *one.labels) for text in texts.values()):
            found[name] = (*found.get(name, ()), one)
    return found
