"""The annexes: risk log, communication and monitoring plan, terms of reference, assessments and screening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from bagalau.formats.report import BLANK, Block, Col, Heading, PageBreak, Table, Value
from bagalau.projects.reports.parts.monitoring import monitoring_plan
from bagalau.projects.reports.parts.prose import prose
from bagalau.projects.reports.parts.words import Words, shown
from bagalau.projects.rules.record import Annex, AnnexKind, Project, Risk
from bagalau.projects.rules.risks import matrix


def annexes(project: Project, say: Words) -> Iterator[Block]:
    """Part VIII without its heading; annexes are counted as they come."""
    for place, (title, blocks) in enumerate(_parts(project, say), 1):
        if place > 1:
            yield PageBreak()
        annex = say(_("ANNEX %(place)s"), place=place)
        yield Heading(f"{annex}: {title}", 2)
        yield from blocks


def _parts(project: Project, say: Words) -> Iterator[tuple[str, Sequence[Block]]]:
    if project.risks:
        yield say(_("Risk log")), [risk_log(project.risks, say)]
    if project.monitoring_actions:
        title = say(_("Communication and Monitoring Plan"))
        yield title, [monitoring_plan(project.monitoring_actions, say)]
    for annex in sorted(project.annexes, key=lambda one: one.kind != AnnexKind.TOR):
        yield _title(annex, say), list(prose(annex.text))
    if project.assessments:
        yield say(_("Capacity of partners (HACT)")), [_assessments(project, say)]
    if project.screening:
        yield say(_("Social and environmental screening")), [_screening(project, say)]


def _title(annex: Annex, say: Words) -> str:
    """The title of an annex; terms of reference say that they are."""
    terms = say(_("Terms of Reference"))
    if annex.kind != AnnexKind.TOR or "terms of reference" in annex.title.lower():
        return annex.title or terms
    return f"{terms}: {annex.title}" if annex.title else terms


def risk_log(risks: Sequence[Risk], say: Words, title: str = "") -> Table:
    """The risk log; the level only where a risk has one."""
    levels = [_level(one.impact_level, one.likelihood_level, say) for one in risks]
    levelled = any(levels)
    columns = [
        Col("#", "number", 0.7),
        Col(say(_("Description")), "long", 4),
        Col(say(_("Category")), "text", 1.8),
        Col(say(_("Impact")), "text", 1.4),
        Col(say(_("Probability")), "text", 1.6),
        *([Col(say(_("Level")), "text", 1.4)] if levelled else []),
        Col(say(_("Countermeasures / management response")), "long", 4.4),
        Col(say(_("Owner")), "text", 1.8),
        Col(say(_("Date identified")), "text", 1.6),
        Col(say(_("Last update")), "text", 1.5),
        Col(say(_("Status")), "text", 1.4),
    ]
    rows: list[list[Value]] = [
        [
            one.number if one.number is not None else BLANK,
            _statement(one),
            shown(one.category),
            shown(one.impact or one.impact_level),
            shown(one.probability or one.likelihood_level),
            *([shown(level)] if levelled else []),
            shown(one.countermeasures),
            shown(one.owner),
            shown(one.identified),
            shown(one.updated),
            shown(one.status),
        ]
        for one, level in zip(risks, levels, strict=True)
    ]
    return Table(title, columns, rows, empty=say.lines(_("No risk is on record.")))


def _statement(risk: Risk) -> str:
    """Cause, event and impact, as far as they are told apart."""
    return "\n".join(filter(None, (risk.cause, risk.description, risk.consequence)))


def _level(impact: int | None, likelihood: int | None, say: Words) -> str:
    """The level of a risk by the matrix (PK-01)."""
    if impact is None or likelihood is None:
        return ""
    known = matrix()
    names = known.levels[known.cells[impact, likelihood]]
    return " / ".join(dict.fromkeys(names.get(one, names["en"]) for one in say.languages))


def _assessments(project: Project, say: Words) -> Table:
    columns = [
        Col(say(_("Partner")), "text", 3),
        Col(say(_("Assessed")), "date", 1.6),
        Col(say(_("Rating")), "text", 1.6),
        Col(say(_("Adjusted rating")), "text", 1.6),
        Col(say(_("Modality of cash")), "text", 2),
        Col(say(_("Note")), "long", 3),
    ]
    rows: list[list[Value]] = [
        [
            one.partner,
            say.when(one.assessed),
            shown(one.rating),
            shown(one.adjusted_rating),
            shown(one.modality),
            shown(one.note),
        ]
        for one in project.assessments
    ]
    return Table("", columns, rows)


def _screening(project: Project, say: Words) -> Table:
    columns = [
        Col(say(_("Principle or standard")), "text", 2.4),
        Col(say(_("Description of the risk")), "long", 4),
        Col(say(_("Impact")), "number", 1.1),
        Col(say(_("Likelihood")), "number", 1.4),
        Col(say(_("Level")), "text", 1.4),
        Col(say(_("Measures")), "long", 4),
    ]
    rows: list[list[Value]] = [
        [
            one.principle,
            one.description,
            one.impact_level if one.impact_level is not None else BLANK,
            one.likelihood_level if one.likelihood_level is not None else BLANK,
            shown(_level(one.impact_level, one.likelihood_level, say)),
            shown(one.measures),
        ]
        for one in project.screening
    ]
    return Table("", columns, rows)
