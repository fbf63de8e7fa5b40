"""Reads: what quality assurance looks at in a project beside its record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils import timezone

from bagalau.people.models import JournalEntry
from bagalau.projects.models import Project, ProjectVersion
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules.life import RevisionKind, VersionState
from bagalau.projects.rules.looked_at import looked_at
from bagalau.projects.rules.record import Risk
from bagalau.projects.rules.shape import build


def decisions(of: Project) -> list[ProjectVersion]:
    """The revisions on which the board decided, the latest first; without what they say."""
    rows = of.versions.filter(state=VersionState.SIGNED).exclude(kind=RevisionKind.ORIGINAL).exclude(decided_on=None)
    return list(rows.order_by("-number").defer("content"))


def days_looked_at(of: Project) -> Mapping[str, list[date]]:
    """On which days the record shows that something was looked at (PQ-02 to PQ-04); five queries."""
    told = record_of(of, {"risks", "monitoring_actions"})
    decided = [one.decided_on for one in decisions(of) if one.decided_on]
    return looked_at((*told.risks, *_kept_risks(of)), told.monitoring_actions, decided, _changed(of))


def _kept_risks(of: Project) -> Iterator[Risk]:
    """The logs of risks that versions kept."""
    for rows in of.versions.exclude(content={}).values_list("content__risks", flat=True):
        for row in rows or ():
            yield build(Risk, row)


def _changed(of: Project) -> list[date]:
    """The days on which somebody changed a line of the log of risks."""
    rows = JournalEntry.objects.filter(record_kind="project", record_id=of.pk, after__part="risk")
    return [timezone.localdate(at) for at in rows.order_by().values_list("at", flat=True)]
