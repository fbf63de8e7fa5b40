"""Which papers a project has, for its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from bagalau.projects.reports import REPORTS, work_plan

FORMS = (("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel"), ("html", "HTML"))


@dataclass(frozen=True)
class Paper:
    """A paper with the question that its address asks; ``forms`` are its files."""

    name: str
    label: str
    query: str

    @property
    def forms(self) -> list[tuple[str, str]]:
        """Each file by its name, with what is asked for it."""
        return [(label, f"{self.query}&format={form}") for form, label in FORMS]


def papers(project: int, years: Sequence[int | None], version: int | None = None) -> Iterator[Paper]:
    """The papers of a project, or of a signed version: one for each report, and a work plan for each of its years."""
    asked = {"project": project} | ({"version": version} if version is not None else {})
    for report in REPORTS:
        if report is not work_plan:
            yield Paper(report.NAME, str(report.LABEL), urlencode(asked))
            continue
        for year in years:
            label = _("%(paper)s %(year)s") % {"paper": report.LABEL, "year": year}
            yield Paper(report.NAME, label, urlencode(asked | {"year": year}))
