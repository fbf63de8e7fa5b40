"""Which contribution a budget line means. Pure.

PF-01  A line's source is a contribution if it bears its name or one of its other names, in whatever case; any other
       words are kept as printed, and the line has no source.
PF-02  If lines use one name that no contribution bears, and one contribution is left that no line names, they are taken
       for the same; the checker says so. A name that holds several names ("A B") is never taken for one.
PF-03  Whose money a contribution is, is told by the words of its name where they tell it: government, bank, regular or
       UNDP's own; otherwise it is "other" until somebody says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bagalau.projects.rules.record import BudgetLine, Contribution, Project, SourceType

WORDS = (
    (
        SourceType.GOVERNMENT,
        ("government", "ministry", "akimat", "правительств", "министерств", "үкімет", "министрліг"),
    ),
    (SourceType.IFI, ("world bank", "development bank", "investment bank", "ibrd", "ebrd", "adb")),
    (SourceType.CORE, ("undp", "trac", "regular", "core")),
    (SourceType.DONOR, ("european union", "gef", "usaid", "fund", "embassy")),
)


def source_type(name: str) -> SourceType:
    """PF-03."""
    said = name.casefold()
    return next((kind for kind, words in WORDS if any(word in said for word in words)), SourceType.OTHER)


def lines_of(project: Project) -> Iterator[BudgetLine]:
    """All budget lines, year by year."""
    for plan in project.work_plans:
        for planned in plan.activity_results:
            yield from planned.lines


def called(project: Project) -> dict[str, Contribution]:
    """The contributions by all their names, in lower case (PF-01). What one is named, no other is called."""
    others = {name.casefold(): one for one in project.contributions for name in one.also_called}
    return others | {one.name.casefold(): one for one in project.contributions}


def named_alike(project: Project) -> Project:
    """PF-02: the record with the other name noted on the contribution it is taken for."""
    known = called(project)
    used = list(dict.fromkeys(line.source for line in lines_of(project) if line.source))
    strange = [name for name in used if name.casefold() not in known and not _is_several(name, used, known)]
    named = {known[name.casefold()].name for name in used if name.casefold() in known}
    left = [one for one in project.contributions if one.name not in named]
    if len(strange) != 1 or len(left) != 1:
        return project
    same = replace(left[0], also_called=(*left[0].also_called, strange[0]))
    return replace(project, contributions=tuple(same if one is left[0] else one for one in project.contributions))


def sources_named(project: Project) -> Project:
    """PF-01: the record with each line's source under the name of its contribution, or else as printed."""
    known = called(project)

    def named(line: BudgetLine) -> BudgetLine:
        one = known.get(line.source.casefold())
        if one is not None:
            return line if one.name == line.source else replace(line, source=one.name)
        return replace(line, source="", printed_source=line.printed_source or line.source) if line.source else line

    return replace(
        project,
        work_plans=tuple(
            replace(
                plan,
                activity_results=tuple(
                    replace(planned, lines=tuple(map(named, planned.lines))) for planned in plan.activity_results
                ),
            )
            for plan in project.work_plans
        ),
    )


def _is_several(name: str, used: list[str], known: dict[str, Contribution]) -> bool:
    """Whether a name is made of two that stand alone elsewhere."""
    alone = {other.casefold() for other in (*used, *known) if other.casefold() != name.casefold()}
    words = name.casefold().split()
    return any(" ".join(words[:cut]) in alone and " ".join(words[cut:]) in alone for cut in range(1, len(words)))
