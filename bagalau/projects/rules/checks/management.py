"""Risks, roles and tolerances: PD-60 to PD-65. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.projects.rules.checks.lines import NOTHING
from bagalau.projects.rules.checks.wording import folded
from bagalau.projects.rules.findings import Finding, Number
from bagalau.projects.rules.hact import is_expired
from bagalau.projects.rules.record import Project, Role

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
RISK_FIELDS = {
    "category": mark("category"),
    "countermeasures": mark("countermeasures"),
    "owner": mark("owner"),
    "identified": mark("date identified"),
    "updated": mark("last update"),
    "status": mark("status"),
}
MUST_DIFFER = {Role.EXECUTIVE, Role.SUPPLIER, Role.BENEFICIARY, Role.ASSURANCE, Role.MANAGER}
ASKED = {
    Role.EXECUTIVE: mark("who chairs it"),
    Role.SUPPLIER: mark("the supplier"),
    Role.BENEFICIARY: mark("the beneficiary"),
}
MOST_LETTERS = 80  # of a member that is a name, not a description
_MANAGER = re.compile(
    r"\bproject manager\b|\bменеджер\w* проекта|\bруководител\w+ проекта|\bжоба менеджер", re.IGNORECASE
)
_BY = re.compile(
    r"(?:assurance)[^.]{0,120}\b(?:assumed|carried out|held|performed|provided) by (?:the )?project manager",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\bto be \w+|\bt\.?b\.?[acdn]\b|\bvacan|\bвакан|\bбудет|\bбос орын|\bтағайындал", re.IGNORECASE)
_SUPERVISOR = re.compile(r"^(?:direct )?(?:supervisor|reports to|руководитель|жетекшісі)\s*:\s*(.{4,80})$", re.I | re.M)


def risk_fields(project: Project) -> Iterator[Finding]:
    """PD-60."""
    for at, risk in enumerate(project.risks, 1):
        lacking = tuple(label for name, label in RISK_FIELDS.items() if not getattr(risk, name).strip())
        if not (risk.impact or risk.impact_level):
            lacking += (mark("impact"),)
        if not (risk.probability or risk.likelihood_level):
            lacking += (mark("probability"),)
        if lacking:
            yield Finding(
                "PD-60",
                WARNING,
                risk.at,
                "category" if not risk.category else "status",
                mark("Risk %(number)s lacks: %(fields)s."),
                {"number": str(risk.number or at), "fields": lacking},
            )


def risk_levels(project: Project) -> Iterator[Finding]:
    """PD-61."""
    words = [one for one in project.risks if (one.impact and not one.impact_level)]
    words += [one for one in project.risks if one not in words and one.probability and not one.likelihood_level]
    if words:
        yield Finding(
            "PD-61",
            NOTE,
            words[0].at,
            "impact_level",
            mark("Risks whose impact or probability is told in words only: %(count)s. Choose the levels."),
            {"count": str(len(words))},
            also=tuple(one.at for one in words[1:]),
        )


def roles(project: Project) -> Iterator[Finding]:
    """PD-62."""
    held = {one.role for one in project.board if one.member.strip() or one.role_text.strip()}
    if not project.board:
        return
    lacking = tuple(label for role, label in ASKED.items() if role not in held)
    if lacking:
        yield Finding(
            "PD-62",
            WARNING,
            project.board[0].at,
            "role",
            mark("The board lacks: %(roles)s."),
            {"roles": lacking},
        )


def separated(project: Project) -> Iterator[Finding]:
    """PD-63."""
    held: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in project.board:
        if one.role in MUST_DIFFER and 0 < len(one.member) <= MOST_LETTERS and not _OPEN.search(one.member):
            held[folded(one.member)].append((one.role, one.at))
        if one.role == Role.ASSURANCE and (_is_manager(one.member) or _BY.search(one.member)):
            yield _by_manager(one.at)
    for name, found in held.items():
        several = {role for role, _at in found}
        if several >= {Role.ASSURANCE, Role.MANAGER}:
            yield _by_manager(found[-1][1])
        elif name and len(several - {Role.ASSURANCE}) > 1:  # assurance is the board's own: any of its members may do it
            member = next(one.member for one in project.board if folded(one.member) == name)
            yield Finding(
                "PD-63",
                WARNING,
                found[-1][1],
                "member",
                mark("%(member)s holds several roles that check each other."),
                {"member": member},
                also=tuple(at for _role, at in found[:-1]),
            )


def _is_manager(member: str) -> bool:
    return len(member) <= MOST_LETTERS and bool(_MANAGER.search(member))


def _by_manager(at: str) -> Finding:
    return Finding(
        "PD-63", ERROR, at, "member", mark("The project manager cannot assure the project: somebody else must.")
    )


def supervisor(project: Project) -> Iterator[Finding]:
    """PD-64."""
    for annex in project.annexes:
        said = _SUPERVISOR.search(annex.text[:4000])
        for one in project.board if said else ():
            assert said is not None
            if (
                one.role not in {Role.MANAGER, Role.ASSURANCE}
                and folded(said[1])
                and folded(said[1]) in folded(one.member)
            ):
                yield Finding(
                    "PD-64",
                    NOTE,
                    one.at,
                    "member",
                    mark("%(supervisor)s sits on the board and supervises the holder of “%(annex)s”."),
                    {"supervisor": said[1].strip(), "annex": annex.title},
                    also=(annex.at,),
                )


def tolerance(project: Project) -> Iterator[Finding]:
    """PD-65."""
    percent, asked = project.tolerance_percent, project.required
    if not percent or not asked or project.allocated is None:
        return
    needed = (asked * percent / 100).quantize(Decimal("0.01"))
    free = project.allocated - asked
    if free < needed:
        yield Finding(
            "PD-65",
            WARNING,
            project.at,
            "tolerance_percent",
            mark(
                "Costs may go %(percent)s %% beyond the budget, which is %(needed)s, but only %(free)s are allocated "
                "beyond it. By year: %(years)s."
            ),
            {"percent": Number(f"{percent.normalize():f}"), "needed": needed, "free": max(free, NOTHING)}
            | {
                "years": tuple(
                    (str(plan.year), (plan.total * percent / 100).quantize(Decimal("0.01")))
                    for plan in project.work_plans
                    if plan.total is not None
                )
            },
            max(free, NOTHING),
            needed,
        )


def old_assessments(project: Project) -> Iterator[Finding]:
    """PD-66."""
    for one in project.assessments:
        if one.assessed and project.start and is_expired(one.assessed.last_day, project.start.first_day):
            yield Finding(
                "PD-66",
                Severity.WARNING,
                one.at,
                "assessed",
                mark(
                    "The capacity of %(partner)s was assessed in %(day)s; that holds no longer when the project starts."
                ),
                {"partner": one.partner, "day": one.assessed.iso},
            )
