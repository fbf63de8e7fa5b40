"""Tables with their words: which words stand in which cell, and how a table goes on over pages."""

from __future__ import annotations

from dataclasses import dataclass

from bagalau.formats.read.notation import Run, plain, row
from bagalau.formats.read.pdf.grid import SNAP, Grid, grids
from bagalau.formats.read.pdf.open_grid import open_grids
from bagalau.formats.read.pdf.page import HYPHEN, Page, Word

_SLIVER = 8.0
_LEAST_FILLED = 0.04
"""Of a grid's places; a grid with fewer words is a drawing."""
_ENDS = (".", ":", ";", "!", "?")

Cell = list[Run]


@dataclass
class Table:
    """Rows of cells, the columns' places by which a table is known again on the next page, and its first row."""

    rows: list[list[Cell]]
    xs: list[float]
    head: list[str]

    def written(self) -> str:
        return "".join(row(cells) + "\n" for cells in self.rows if any(map(plain, cells)))

    def goes_on_in(self, other: Table) -> bool:
        """Whether a table at the start of the next page has the same columns."""
        return len(self.xs) == len(other.xs) and all(
            abs(mine - its) <= SNAP for mine, its in zip(self.xs, other.xs, strict=True)
        )

    def take_from(self, other: Table) -> None:
        """Leave out of the next page's part a repeated head, and take over the rest of a row that was cut."""
        if other.head == self.head and any(self.head):
            del other.rows[0]
        other.head = self.head
        if self.rows and other.rows and _is_rest(self.rows[-1], other.rows[0]):
            for cell, rest in zip(self.rows[-1], other.rows.pop(0), strict=True):
                cell[:] = [*_open_ended(cell), *rest] if cell and plain(rest) else cell or rest


def _open_ended(cell: Cell) -> Cell:
    """A cell that more follows: with a blank, or with a hyphen that divides a word."""
    last = cell[-1]
    if last.text.endswith(HYPHEN):
        return cell
    if len(last.text) > 1 and last.text[-1] == "-" and last.text[-2].isalpha():
        return [*cell[:-1], last._replace(text=last.text[:-1] + HYPHEN)]
    return [*cell, Run(" ")]


def _is_rest(before: list[Cell], rest: list[Cell]) -> bool:
    """A row that the page's end cut goes on with nothing in its first column, and in the middle of a sentence."""
    if len(before) != len(rest) or plain(rest[0]):
        return False
    pairs = [(plain(cell), plain(more)) for cell, more in zip(before, rest, strict=True) if plain(more)]
    cut = [bool(cell) and not cell.endswith(_ENDS) and more[0].islower() for cell, more in pairs]
    return bool(cut) and all(cell for cell, _ in pairs) and any(cut)


def runs(words: list[Word]) -> Cell:
    """Words with blanks between them. A word divided at the end of a line becomes one again."""
    made: Cell = []
    before: Word | None = None
    for word in words:
        if before is not None and not divided(before, word):
            made.append(Run(" ", before.bold and word.bold, before.italic and word.italic))
        made.append(Run(word.text, word.bold, word.italic))
        before = word
    return made


def divided(before: Word, word: Word) -> bool:
    """Whether two words are the parts of one that a line's end divides (``self-`` and ``assessment``)."""
    if before.line == word.line:
        return False
    return before.text.endswith((HYPHEN, "\xad")) or (
        len(before.text) > 1 and before.text[-1] == "-" and before.text[-2].isalnum() and word.text[0].isalnum()
    )


def tables(page: Page) -> tuple[list[Table], dict[int, int]]:
    """The tables of a page, and for each word (by its number) that stands in one, in which."""
    ruled = grids(page.segments)
    ruled += open_grids(page.segments.across, ruled, page.words, page.right)
    if not ruled:
        return [], {}
    inside: dict[int, int] = {}
    for number, word in enumerate(page.words):
        x, y = word.left + 1, word.middle
        at = next((at for at, grid in enumerate(ruled) if grid.holds(x, y)), None)
        if at is not None:
            inside[number] = at
    made: list[Table] = []
    of_grid: dict[int, int] = {}
    for at, grid in enumerate(ruled):
        table = _filled(grid, [page.words[number] for number, its in inside.items() if its == at], page)
        if table:
            of_grid[at] = len(made)
            made.append(table)
    return made, {number: of_grid[at] for number, at in inside.items() if at in of_grid}


def _filled(grid: Grid, words: list[Word], page: Page) -> Table | None:
    """The grid's rows with their words; None when it is no table but a frame or a drawing."""
    cells: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        cells.setdefault(grid.place(word.left + 1, word.middle), []).append(word)
    if len(cells) < 2 or len(cells) < _LEAST_FILLED * len(set(grid.home.values())):
        return None
    columns = [
        column
        for column in range(grid.columns)
        if grid.xs[column + 1] - grid.xs[column] > _SLIVER or any(place[1] == column for place in cells)
    ]
    rows = [[runs(cells.get((number, column), [])) for column in columns] for number in range(grid.rows)]
    return Table(rows, [grid.xs[column] for column in columns], [plain(cell) for cell in rows[0]])
