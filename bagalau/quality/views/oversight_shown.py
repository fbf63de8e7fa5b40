"""What the page of oversight shows: tiles, heat maps and questions, each figure with the address of its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from bagalau.people.middleware import Request
from bagalau.people.models import Unit
from bagalau.quality.access import OVERSEE_QUALITY
from bagalau.quality.models import DUE_STATES, STAGES
from bagalau.quality.queries.completion import Projects, window
from bagalau.quality.queries.oversight import Asked, Figures
from bagalau.quality.rules.due import Light
from bagalau.quality.rules.life import State
from bagalau.quality.rules.oversight import Counted, counts_below, with_below
from bagalau.quality.rules.questionnaire import Questionnaire, said
from bagalau.quality.rules.schemes import Scheme
from bagalau.quality.tables.heat import Cell, Heat, Line, Shade, number, percent
from bagalau.web.tables import link

STEPS = 5
"""Of the colour that tells how large a share is."""


@dataclass(frozen=True)
class Tile:
    """A figure, its words, its tone, and the address of its rows."""

    number: str
    label: str
    url: str
    tone: str = ""


class Shown:
    """Oversight in words, in the language of the page."""

    def __init__(
        self,
        request: Request,
        asked: Asked,
        found: Figures,
        projects: Projects,
        texts: Sequence[Questionnaire],
        scheme: Scheme | None,
    ) -> None:
        self.request, self.asked, self.found, self.projects = request, asked, found, projects
        self.texts, self.scheme, self.language = texts, scheme, get_language()

    @cached_property
    def same(self) -> dict[str, str]:
        """What the lists behind the figures are asked for."""
        asked: dict[str, Any] = {
            "unit": self.asked.unit and self.asked.unit.pk,
            "year": self.asked.year,
            "stage": self.asked.stage,
            "questionnaire": self.asked.questionnaire,
            "status": State.APPROVED,
            "scale": self.scheme and self.scheme.code,
            "reach": "" if self.request.viewer.scope(OVERSEE_QUALITY).everywhere else "roles",
        }
        return {name: str(value) for name, value in asked.items() if value}

    def behind(self, name: str, **more: Any) -> str:
        """The list of answers or ratings behind a figure."""
        return f"{reverse(name)}?{urlencode(self.same | more)}"

    def of_projects(self, **more: Any) -> str:
        """The list of projects behind a figure."""
        asked = {"unit": self.asked.unit and self.asked.unit.pk, "stage": self.asked.stage}
        return f"{reverse('quality_projects')}?{urlencode({name: one for name, one in asked.items() if one} | more)}"

    @cached_property
    def whole(self) -> Counted:
        return self.found.overview.whole

    def tiles(self) -> list[Tile]:
        """Projects first, then what was approved, then evidence."""
        lights, done, whole = self.projects.lights, self.projects.completion, self.whole
        return [
            Tile(
                number(done.complete),
                ngettext("project that is complete", "projects that are complete", done.complete),
                self.of_projects(complete="yes"),
            ),
            Tile(
                number(done.incomplete),
                ngettext("project that is not", "projects that are not", done.incomplete),
                self.of_projects(complete="no"),
                "soon",
            ),
            Tile(number(lights[Light.RED]), _("with a red light"), self.of_projects(light=Light.RED), "late"),
            Tile(number(lights[Light.GREEN]), _("with a green light"), self.of_projects(light=Light.GREEN)),
            Tile(number(lights[Light.GREY]), _("of which nothing was due"), self.of_projects(light=Light.GREY)),
            Tile(
                number(self.found.overview.assessments),
                ngettext("approved assessment", "approved assessments", self.found.overview.assessments),
                self.behind("assessmentratings", section="overall"),
            ),
            Tile(
                number(without := whole.answered - whole.evidenced),
                ngettext("answer without evidence", "answers without evidence", without),
                self.behind("answers", evidence="no"),
                "late",
            ),
            Tile(
                number(whole.bare),
                ngettext("claim without a document", "claims without a document", whole.bare),
                self.behind("answers", claim="yes", document="no"),
                "soon",
            ),
        ]

    @property
    def rate(self) -> str:
        """QD-05."""
        done = self.projects.completion
        return percent(done.complete, done.complete + done.incomplete)

    @cached_property
    def months(self) -> int:
        """How long an approval counts."""
        return window(self.request.viewer)

    @property
    def evidence(self) -> list[tuple[str, str, int, int, str]]:
        """QO-05: what is told, its share, part and whole, and where the rest is."""
        whole = self.whole
        proven = whole.claims - whole.bare
        return [
            (name, percent(part, of), part, of, url)
            for name, part, of, url in (
                (_("Answers with evidence in words"), whole.evidenced, whole.answered, self._without(evidence="no")),
                (_("Answers with a document"), whole.documented, whole.answered, self._without(document="no")),
                (_("Claims with a document"), proven, whole.claims, self._without(claim="yes", document="no")),
            )
        ]

    def _without(self, **more: str) -> str:
        return self.behind("answers", **more)

    @cached_property
    def sections(self) -> dict[str, str]:
        """The sections that were rated, with their names, in the order of the best wording."""
        there = {code for _unit, code in self.found.overview.unit_sections}
        names: dict[str, str] = {}
        for text in reversed(self.texts):
            for one in text.sections:
                names.setdefault(one.code, said(one.name, self.language))
        return {code: name for code, name in names.items() if code in there}

    @cached_property
    def shade(self) -> Shade:
        assert self.scheme is not None
        return Shade(self.scheme)

    def stages(self, found: Mapping[tuple[str, str], int]) -> Heat:
        """How it stands with the assessments of each stage."""
        states: dict[str, str] = {
            "overdue": _("Overdue"),
            **{str(state): str(words) for state, words in DUE_STATES.items()},
        }
        unit = {"unit": self.asked.unit.pk} if self.asked.unit else {}
        lines = [
            Line(
                str(words),
                [
                    Cell(
                        number(found.get((stage, state), 0)),
                        "late" if state == "overdue" and found.get((stage, state)) else "",
                        url=f"{reverse('dues')}?{urlencode({'stage': stage, 'state': state, **unit})}",
                    )
                    for state in states
                ],
            )
            for stage, words in STAGES.items()
            if any(stage == at for at, _state in found)
        ]
        return Heat(_("Stage"), list(states.values()), lines)

    def units(self, units: Sequence[Unit]) -> Heat:
        """Units with all units under them: how many are complete, and how their sections do."""
        paths = {unit.pk: unit.path for unit in units}
        means = with_below(self.found.overview.unit_sections, paths)
        ratings = counts_below(self.found.overview.unit_ratings, paths)
        projects = counts_below(self.projects.units, paths)
        at = {name: self.behind(name) for name in ("answers", "assessmentratings")}
        own = self.of_projects()
        own += "&" if "?" in own else "?"
        lines = [
            Line(
                unit.name,
                [
                    Cell(
                        number(ratings[unit.pk].total()),
                        url=f"{at['assessmentratings']}&section=overall&unit={unit.pk}",
                    )
                    if unit.pk in ratings
                    else Cell(),
                    *_completion(projects.get(unit.pk, Counter()), f"{own}unit={unit.pk}"),
                    *(
                        self.shade.cell(means.get((unit.pk, code)), f"{at['answers']}&section={code}&unit={unit.pk}")
                        for code in self.sections
                    ),
                ],
                link(self.request.GET, unit=str(unit.pk)),
            )
            for unit in units
            if unit.pk in ratings or unit.pk in projects
        ]
        headings = [_("Approved"), _("Complete"), _("Red light"), *self.sections.values()]
        return Heat(_("Unit"), headings, lines)

    def years(self) -> Heat:
        """Years: how the sections did."""
        means, at = self.found.overview.year_sections, self.behind("answers")
        lines = [
            Line(
                str(year),
                [
                    Cell(number(counts.total()), url=self.behind("assessmentratings", section="overall", year=year)),
                    *(
                        self.shade.cell(means.get((year, code)), f"{at}&section={code}&year={year}")
                        for code in self.sections
                    ),
                ],
                link(self.request.GET, year=str(year)),
            )
            for year, counts in sorted(self.found.overview.year_ratings.items(), reverse=True)
        ]
        return Heat(_("Year"), [_("Approved"), *self.sections.values()], lines)

    def questions(self) -> Heat:
        """QO-04: the questions, the weakest first, with the shares of their scores and of evidence."""
        assert self.scheme is not None
        told = self._told_questions()
        found = {code: one for code, one in self.found.overview.questions.items() if one.scored and code in told}
        scores = sorted({score for one in found.values() for score in one.scores if score is not None}, reverse=True)
        rising = self.scheme.labels[0].value < self.scheme.labels[-1].value
        ordered = sorted(found, key=lambda code: found[code].mean.value or 0, reverse=rising)
        at = self.behind("answers")
        lines = [
            Line(
                told[code][1],
                [
                    self.shade.cell(found[code].mean, f"{at}&question={code}"),
                    *(_share(found[code], score, f"{at}&question={code}&score={number_in(score)}") for score in scores),
                    _part(found[code].scores[None], found[code].answered, f"{at}&question={code}&score=none"),
                    _part(found[code].evidenced, found[code].answered, f"{at}&question={code}&evidence=yes"),
                    _part(found[code].documented, found[code].answered, f"{at}&question={code}&document=yes"),
                ],
                more=told[code][0],
            )
            for code in ordered
        ]
        headings = [_("Mean"), *(_("Score %(score)s") % {"score": number(one)} for one in scores)]
        return Heat(_("Question"), [*headings, _("Does not apply"), _("Evidence"), _("Document")], lines)

    def _told_questions(self) -> dict[str, tuple[str, str]]:
        """By the code of a question: its section and its words, as the best wording has them."""
        return {
            question.code: (said(section.name, self.language), said(question.text, self.language))
            for text in self.texts
            for section in text.sections
            for question in section.questions
        }


def _completion(counts: Mapping[str, int], url: str) -> Iterable[Cell]:
    """QD-05, QD-06: how many of the projects of a unit are complete, and how many are red."""
    whole = counts.get("complete", 0) + counts.get("incomplete", 0)
    yield _part(counts.get("complete", 0), whole, f"{url}&complete=yes")
    red = counts.get("light_red", 0)
    yield Cell(number(red), "late" if red else "", url=f"{url}&light=red") if whole else Cell()


def _share(counted: Counted, score: Decimal, url: str) -> Cell:
    """A share of the answers with a score, the darker the larger."""
    part, whole = counted.scores[score], counted.scored
    step = min(STEPS, part * STEPS // whole + 1) if part else 0
    return Cell(percent(part, whole), f"share-{step}" if step else "", f"{part} / {whole}", url)


def _part(part: int, whole: int, url: str) -> Cell:
    return Cell(percent(part, whole), "", f"{part} / {whole}", url)


def number_in(score: Decimal) -> str:
    """A score as an address has it."""
    return f"{score.normalize():f}"
