"""The cover: what the project is, its brief description, the budget by year and source, and who agreed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from bagalau.formats.report import BLANK, Block, Col, Form, Heading, Paragraph, Table, Value
from bagalau.projects.reports.parts.words import Words, shown
from bagalau.projects.rules.record import Project, SourceType, WorkPlan

Pair = tuple[str, Value]
# Languages as papers name them; a paper that names another is quoted.
NAMES = {"English": _("English"), "Russian": _("Russian"), "Kazakh": _("Kazakh")}


def cover(project: Project, say: Words, *, signed: int | None = None) -> Iterator[Block]:
    """The first pages; ``signed`` is the version that the signatures are of, where they are not of this one."""
    yield Form([[pair] for pair in _about(project, say)])
    if project.description:
        yield Heading(say(_("Brief Description")))
        yield Paragraph(project.description)
    yield Form([list(line) for line in zip(*_level(_when(project, say), _money(project, say)), strict=True)])
    if project.budget_note:
        yield Paragraph(f"* {project.budget_note}")
    yield from _signatures(project, say, signed)


def _about(project: Project, say: Words) -> Iterator[Pair]:
    yield say(_("Project Title")), project.title
    if project.country:
        yield say(_("Country")), project.country
    yield say(_("UNDAF Outcome(s)")), shown(project.undaf_outcome)
    yield say(_("Expected CP Outcome(s)")), shown(project.programme_outcome)
    yield say(_("Expected Output(s)")), shown(project.programme_output)
    yield say(_("Implementing Partner")), shown(project.implementing_partner)
    yield say(_("Responsible Parties")), shown(", ".join(project.responsible_parties))
    if project.languages:
        yield say(_("Languages")), languages(project, say)


def languages(project: Project, say: Words) -> str:
    """In which languages the document is made, and which prevails."""
    lines = []
    for language in say.languages:
        alone = Words(language)
        named = [_name(name, alone) for name in project.languages]
        last = alone(_("%(first)s and %(last)s"), first=", ".join(named[:-1]), last=named[-1])
        said = [alone(_("This document is made in the %(languages)s languages."), languages=last)]
        if len(named) < 2:
            said = [alone(_("This document is made in the %(language)s language."), language=named[0])]
        if project.prevailing_language:
            name = _name(project.prevailing_language, alone)
            said.append(alone(_("Where the versions differ, the %(language)s version shall prevail."), language=name))
        lines.append(" ".join(said))
    return "\n".join(lines)


def _name(language: str, say: Words) -> str:
    """A language in a sentence; other languages than English write it small."""
    name = say(NAMES.get(language, language))
    return name if say.language == "en" else name.lower()


def _when(project: Project, say: Words) -> list[Pair]:
    return [
        (say(_("Programme Period")), shown(project.programme_period)),
        (say(_("Key Result Area (Strategic Plan)")), shown(project.key_result_area)),
        (say(_("Atlas Award ID")), shown(project.award_id)),
        (say(_("Project Number")), shown(project.number)),
        (say(_("Start Date")), say.when(project.start)),
        (say(_("End Date")), say.when(project.end)),
        (say(_("PAC Meeting Date")), say.when(project.appraisal_meeting)),
        (say(_("Management Arrangements")), shown(project.modality)),
    ]


def _money(project: Project, say: Words) -> list[Pair]:
    """The budget by year, what is required and allocated, and the sources under the kind of their resources."""

    def money(amount: Decimal | None) -> Value:
        return say.money(amount, project.currency)

    found = [
        (say(_("%(year)s AWP budget"), year=plan.year), money(yearly(plan))) for plan in project.work_plans if plan.year
    ]
    found.append((say(_("Total resources required")), money(project.required)))
    found.append((say(_("Total allocated resources")), money(project.allocated)))
    for kind, label in (("regular", _("Regular resources")), ("other", _("Other resources"))):
        rows = [one for one in project.contributions if (one.listed_under or "other") == kind]
        found.append((say(label), money(project.regular) if kind == "regular" else BLANK))
        for one in rows:
            star = "*" if project.budget_note and one.source_type != SourceType.CORE else ""
            found.append((f"• {one.name}", f"{money(one.amount)}{star}" if one.amount is not None else BLANK))
    for label, amount in ((_("Unfunded budget"), project.unfunded), (_("In-kind contributions"), project.in_kind)):
        if amount is not None:
            found.append((say(label), money(amount)))
    return found


def yearly(plan: WorkPlan) -> Decimal | None:
    """What a year costs: as the cover says, else its total, else what its lines add up to."""
    if plan.cover_total is not None or plan.total is not None:
        return plan.cover_total if plan.cover_total is not None else plan.total
    lines = [line.amount for planned in plan.activity_results for line in planned.lines if line.amount is not None]
    return sum(lines, Decimal(0)) if lines else None


def _level(left: list[Pair], right: list[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Two columns of pairs, of the same length."""
    longest = max(len(left), len(right))
    return tuple(column + [("", BLANK)] * (longest - len(column)) for column in (left, right))  # type: ignore[return-value]


def _signatures(project: Project, say: Words, signed: int | None) -> Iterator[Block]:
    if not project.signatures:
        return
    columns = [
        Col(say(_("Agreed by")), "text", 3),
        Col(say(_("Position")), "text", 3),
        Col(say(_("Name")), "text", 3),
        Col(say(_("Signature")), "text", 3),
        Col(say(_("Date")), "date", 2),
    ]
    rows = [
        [shown(one.party), shown(one.position), shown(one.name), BLANK, say.when(one.signed)]
        for one in project.signatures
    ]
    title = say(_("Signatures"))
    if signed is not None:
        title = say(_("Signatures of version %(number)s; this revision is not signed"), number=signed)
    yield Table(title, columns, rows, room=True)
