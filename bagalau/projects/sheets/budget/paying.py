"""Who pays a budget line, as a cell says it: one source, or several with what each pays ("UNDP: 30,000; …")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from bagalau.projects.rules import money
from bagalau.projects.rules.record import BudgetLine, Project, Share
from bagalau.projects.rules.sources import called
from bagalau.projects.sheets.cells import MOST_SHOWN, Cell, refusal, said

_END = r"\s*(?:[:=]\s*(?P<amount>[^;\n]*))?(?:[;\n]|$)"


@dataclass(frozen=True)
class Paying:
    """A source, or shares of several."""

    source: str = ""
    split: tuple[Share, ...] = ()


def words(line: BudgetLine) -> str:
    """Who pays a line, for its cell."""
    if not line.split:
        return line.source
    return "; ".join(share.source + ("" if share.amount is None else f": {share.amount:,.2f}") for share in line.split)


class Payers:
    """The sources of a project, by all their names."""

    def __init__(self, project: Project) -> None:
        self._known: Mapping[str, str] = {name: one.name for name, one in called(project).items() if name}
        self._names = [one.name for one in project.contributions if one.name]
        self._currency = project.currency
        alike = "|".join(re.escape(name) for name in sorted(self._known, key=len, reverse=True))
        self._part = re.compile(rf"\s*(?P<name>{alike or '(?!)'}){_END}", re.IGNORECASE)

    def paying(self, cell: Cell) -> Paying:
        """What a cell says."""
        text = said(cell)
        if not text or text.casefold() in self._known:
            return Paying(self._known.get(text.casefold(), ""))
        split = tuple(self._shares(text))
        if len(split) == 1:
            return Paying(split[0].source)
        if any(share.amount is None for share in split):
            raise refusal(
                _("Say how much each source pays, as “%(example)s”."),
                example="; ".join(f"{share.source}: {place}0,000" for place, share in enumerate(split, 1)),
            )
        if len({share.source for share in split}) < len(split):
            raise refusal(_("Each source has one share of a line: add up what it pays."))
        return Paying(split=split)

    def _shares(self, text: str) -> Iterator[Share]:
        at = 0
        while at < len(text):
            part = self._part.match(text, at)
            if part is None:
                raise self._unknown(re.split(r"[:;\n]", text[at:].strip(" ;\n"))[0].strip())
            amount = part["amount"]
            yield Share(
                source=self._known[part["name"].casefold()],
                amount=money.amount(amount, currency_expected=self._currency) if amount else None,
            )
            at = part.end()

    def _unknown(self, name: str) -> Exception:
        if not self._names:
            return refusal(_("This project has no sources of money yet: add them on its page first."))
        return refusal(
            _("There is no source of money “%(name)s” in this project. Choose one of: %(known)s."),
            name=name[:MOST_SHOWN],
            known="; ".join(self._names),
        )


def misses(paying: Paying, amount: Decimal | None) -> Decimal | None:
    """By how much shares miss the amount of their line; None if they fit, or there is nothing to compare."""
    if not paying.split or amount is None:
        return None
    total = sum((share.amount or Decimal(0) for share in paying.split), Decimal(0))
    return total - amount if total != amount else None
