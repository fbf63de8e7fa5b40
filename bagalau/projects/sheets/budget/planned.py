"""The activity results that budget lines may stand under, by what a cell may call them."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from django.utils.translation import gettext as _

from bagalau.projects.rules.record import Level, PlannedResult, Project, Result
from bagalau.projects.rules.shape import walk
from bagalau.projects.sheets.cells import MOST_SHOWN, Cell, refusal, said, text

LONGEST = 100  # letters of a title in a list


def called(planned: PlannedResult | Result) -> str:
    """An activity result in a list: its number, and as much of its title as helps to choose."""
    return f"{planned.number} {shorten(planned.title, LONGEST, placeholder=' …')}".strip()


class Planned:
    """The activity results of each year's plan; one of the framework or of another year is planned when asked for."""

    def __init__(self, project: Project) -> None:
        self.added: dict[int, list[PlannedResult]] = {}
        self._by_year: dict[tuple[int, str], PlannedResult] = {}
        self._anywhere: dict[str, PlannedResult | Result] = {}
        for result in self._framework(project):
            self._name(result)
        for plan in project.work_plans:
            for planned in plan.activity_results:
                self._name(planned)
                for name in _names(planned):
                    self._by_year.setdefault((plan.year, name), planned)

    @staticmethod
    def _framework(project: Project) -> Iterator[Result]:
        for top in project.results:
            for row in walk(top):
                if isinstance(row, Result) and row.level == Level.ACTIVITY_RESULT:
                    yield row

    def _name(self, one: PlannedResult | Result) -> None:
        for name in _names(one):
            self._anywhere.setdefault(name, one)

    def labels(self) -> list[str]:
        """All that may be chosen."""
        return list(dict.fromkeys(called(one) for one in self._anywhere.values()))

    def find(self, year: int, cell: Cell) -> PlannedResult:
        """What a cell means in a year."""
        words = text(cell)
        if not words:
            raise refusal(_("Choose the activity result that this is for."))
        for name in (words.casefold(), words.split()[0].casefold()):
            if found := self._by_year.get((year, name)):
                return found
            if known := self._anywhere.get(name):
                return self._plan(year, known)
        raise refusal(
            _("There is no activity result “%(name)s” here: choose one of the list, or add it to the framework first."),
            name=words[:MOST_SHOWN],
        )

    def _plan(self, year: int, known: PlannedResult | Result) -> PlannedResult:
        added = self.added.setdefault(year, [])
        made = PlannedResult(
            at=f"planned-{year}-{len(added)}",
            number=known.number,
            title=known.title,
            responsible_parties=known.responsible_parties,
        )
        added.append(made)
        for name in _names(made):
            self._by_year.setdefault((year, name), made)
        return made


def _names(one: PlannedResult | Result) -> list[str]:
    return [name.casefold() for name in (called(one), said(one.number), one.title.strip()) if name]
