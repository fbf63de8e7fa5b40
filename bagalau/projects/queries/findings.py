"""Reads: what the checker finds in a project, and what of it was dismissed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from bagalau.people.access import Viewer, require
from bagalau.projects.access import VIEW_FINDINGS
from bagalau.projects.models import FindingDismissal, Project
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules import record
from bagalau.projects.rules.checks import check
from bagalau.projects.rules.findings import Finding
from bagalau.web.records import absent


@dataclass(frozen=True)
class Findings:
    """What is found in a record: what is open, the gravest first, and what was dismissed, with who said why."""

    told: record.Project
    open: tuple[Finding, ...]
    dismissed: tuple[tuple[Finding, FindingDismissal], ...]

    @property
    def by_place(self) -> dict[str, list[Finding]]:
        """What is open, by where it stands: for marks beside the rows of a page."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for one in self.open:
            found[one.at].append(one)
        return dict(found)


def findings(viewer: Viewer, of: Project, told: record.Project | None = None) -> Findings:
    """What the checker finds in a project; ``told``: its record, if it was read already."""
    require(viewer, VIEW_FINDINGS, of)
    return found_in(of, told)


def found_in(of: Project, told: record.Project | None = None) -> Findings:
    """The same for whoever has opened the door already."""
    told = told or record_of(of)
    known = {(row.rule, row.mark): row for row in FindingDismissal.objects.filter(project=of).select_related("by")}
    found = [(one, known.get((one.rule, one.mark))) for one in check(told)]
    return Findings(
        told,
        tuple(one for one, dismissal in found if dismissal is None),
        tuple((one, dismissal) for one, dismissal in found if dismissal is not None),
    )


def finding(among: Findings, rule: str, mark: str) -> tuple[Finding, FindingDismissal | None]:
    """The door to a finding: one that is not found any more looks like one that never was."""
    everything = [*((one, None) for one in among.open), *among.dismissed]
    for one, dismissal in everything:
        if one.rule == rule and one.mark == mark:
            return one, dismissal
    raise absent()
