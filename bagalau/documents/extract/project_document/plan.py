"""What a work plan holds, as places in the text: results with actions and budget lines, targets, sums."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from bagalau.documents.extract.values import money
from bagalau.formats.reading import Passage


@dataclass
class BudgetLine:
    """One line of a budget. A label or a source that cannot be told to belong to the amount is not taken: what is
    printed beside the amount is kept by itself."""

    amount: Passage | None
    account: Passage | None = None
    description: Passage | None = None
    source: Passage | None = None
    source_name: str | None = None
    printed_label: Passage | None = None
    printed_source: Passage | None = None

    @property
    def label(self) -> Passage | None:
        """Account and description in one stretch."""
        if self.account and self.description:
            return self.account.to(self.description)
        return self.account or self.description


@dataclass
class BudgetRow:
    """The lines of one table row with what may be their source: before the account, or in the cell to the left.

    ``marked``: that cell follows quarter marks, so it may be the responsible party as well; ``sure``: a cell for the
    party stands between, so it is the source.
    """

    lines: list[BudgetLine]
    prefix: Passage | None
    candidate: Passage | None
    column: int
    marked: bool
    counts: tuple[int, int]  # labels and amounts that shared the row
    sure: bool = False


@dataclass
class Timing:
    """The quarters of a row: how many marks stand there, and which quarters they are where their places tell."""

    marks: int
    places: list[Passage]
    quarters: list[bool] | None


@dataclass
class Action:
    """An action; its text may go on after a page break."""

    number: Passage
    text: list[Passage]
    timing: Timing | None = None


@dataclass(eq=False)
class Result:
    """The block of one activity result; ``number`` is None where none was named."""

    number: Passage | None
    title: list[Passage] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    parties: list[Passage] = field(default_factory=list)
    timing: Timing | None = None
    rows: list[BudgetRow] = field(default_factory=list)
    subtotal: Passage | None = None
    after: tuple[Result, int] | None = None  # the block, and its line, after which the subtotal is printed
    accounts: set[str] = field(default_factory=set)
    count: int = 0  # of lines

    def add(self, row: BudgetRow) -> None:
        self.rows.append(row)
        self.count += len(row.lines)
        self.accounts.update(line.account.text for line in row.lines if line.account)

    @property
    def lines(self) -> list[BudgetLine]:
        return [line for row in self.rows for line in row.lines]

    def adds_up_to(self, subtotal: Decimal | None) -> bool:
        """Whether the lines so far make this sum; a block without lines makes none."""
        amounts = [money(line.amount.text) for line in self.lines if line.amount]
        return bool(amounts) and sum((amount for amount in amounts if amount is not None), Decimal(0)) == subtotal


@dataclass
class Target:
    """A target of the first column, with baseline and indicators; ``number`` and ``output`` where they are said."""

    output: Passage | None
    number: Passage | None = None
    text: list[Passage] = field(default_factory=list)
    baseline: list[Passage] = field(default_factory=list)
    indicators: list[list[Passage]] = field(default_factory=list)


@dataclass
class Layout:
    """The columns that the head of a plan names, by their places."""

    width: int = 0
    outputs: int | None = None
    activities: int | None = None
    quarters: dict[int, int] = field(default_factory=dict)  # column by quarter
    party: int | None = None
    source: int | None = None
    currency: Passage | None = None  # "Amount, USD"
    plain: bool = False  # the column of activities holds results alone: their name may be a number


@dataclass
class Plan:
    """A year's work plan."""

    year: Passage | None
    layout: Layout = field(default_factory=Layout)
    results: list[Result] = field(default_factory=list)
    total: Passage | None = None
    targets: list[Target] = field(default_factory=list)
    waiting: list[Result] = field(default_factory=list)  # named at the end of a merged cell: next to begin
    unclosed: list[Result] = field(default_factory=list)  # those without a subtotal, in order
    named: Result | None = None  # the one named last, to which actions belong
    output: Passage | None = None  # the number of the output named last
    open: list[Passage] | None = None  # the text of the first column that may go on
    seen: set[str] = field(default_factory=set)  # the cells of the first column, each read once

    def begin(self, result: Result) -> None:
        self.results.append(result)
        self.unclosed.append(result)

    @property
    def current(self) -> Result:
        """The block that lines belong to."""
        if not self.results:
            self.begin(Result(None))
        return self.results[-1]
