"""Evaluations of a synthetic portfolio with their lives: steps, money, documents, teams, agencies, projects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bagalau.documents.rules import Visibility
from bagalau.evaluations.demo.draw import Subject
from bagalau.evaluations.demo.offices import FIRST, LAST
from bagalau.evaluations.demo.rows import Desk, Office
from bagalau.evaluations.models import (
    Agency,
    CoveredProject,
    Declaration,
    Evaluation,
    EvaluationStep,
    ListedDocument,
    ReferenceMember,
    TeamMember,
)
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.life import ORDER, AgencyRole, QualityRating
from bagalau.evaluations.rules.roster import TeamRole
from bagalau.lib.periods import months_after
from bagalau.lib.titles import match_key

TYPES = {"Project": 55, "Outcome": 15, "Thematic": 12, "Portfolio Evaluation": 10, "Impact": 8}
UNFINISHED = {Stage.PLANNED: 55, Stage.TOR_INITIATED: 15, Stage.TEAM_ONBOARD: 15, Stage.CANCELLED: 15}
RATINGS = {
    QualityRating.HS: 8,
    QualityRating.S: 30,
    QualityRating.MS: 36,
    QualityRating.MU: 16,
    QualityRating.U: 7,
    QualityRating.HU: 3,
}
PERFORMANCE = {5: 20, 4: 45, 3: 25, 2: 8, 1: 2}
PARTNERS = ("Fund for the Rivers", "Agency of Mountain Roads", "Bank of Seeds", "Council of Northern Towns")


@dataclass(frozen=True)
class Lives:
    """Makes evaluations, each with what belongs to its stage; what hangs on a completed one is made by others."""

    desk: Desk

    def add(self, number: int, office: Office, about: Subject, *, completed: bool) -> Evaluation:
        """One evaluation; ``number`` makes its title different from all others."""
        made = self._evaluation(number, office, about, completed=completed)
        self.desk.rows.evaluations.append(made)
        self._steps(made, about)
        self._documents(made)
        self._team(made, office)
        self._projects(made, office, number)
        self._partners(made, office)
        return made

    def _evaluation(self, number: int, office: Office, about: Subject, *, completed: bool) -> Evaluation:
        draw, today = self.desk.draw, self.desk.today
        end = today - (draw.days(30, 12 * 365) if completed else draw.days(-4 * 365, 300))
        title = draw.say(about, about.words.titles, end, number)
        budget = Decimal(draw.source.randrange(15, 120) * 1000) if draw.chance(0.9) else None
        stage = Stage.COMPLETED if completed else draw.weighted(UNFINISHED)
        first = end.year - end.year % 5
        made = Evaluation(
            title=title,
            match_key=match_key(title),
            system="demo",
            unit=office.unit,
            visibility=Visibility.PUBLIC if completed and draw.chance(0.4) else Visibility.INTERNAL,
            type=draw.weighted(TYPES),
            stage=stage,
            plan_period=f"{first}-{first + 4}",
            plan_unit=office.unit.name_en,
            management_response=completed or None,
            budget=budget,
            expenditure=budget * draw.source.randrange(70, 108) / 100 if budget and completed else None,
            currency="USD" if budget else "",
            countries=[office.unit.name_en.removeprefix("Country Office ")],
            description=draw.say(about, about.words.found, end),
            justification=draw.say(about, about.words.reasons, today) if stage is Stage.CANCELLED else "",
            manager=office.people[0] if office.people and stage is not Stage.PLANNED else None,
            mandatory=draw.chance(0.4) if draw.chance(0.7) else None,
        )
        made.planned_end = draw.when(end)
        made.completed = draw.when(min(end + draw.days(-20, 90), today)) if completed else None
        made.tor_completed_on = end - draw.days(150, 260) if stage in ORDER[2:] and draw.chance(0.7) else None
        if self._takes_explaining(made):
            made.variance_note = draw.say(about, about.words.comments, end)
        return made

    @staticmethod
    def _takes_explaining(of: Evaluation) -> bool:
        late = of.completed_on is not None and of.planned_end_on is not None and of.completed_on > of.planned_end_on
        return late or bool(of.budget and of.expenditure and of.expenditure > of.budget)

    def _steps(self, of: Evaluation, about: Subject) -> None:
        """How it came to be so: one step a stage, sometimes a planned end that was moved, and the rating."""
        draw, stage = self.desk.draw, Stage(of.stage)
        end = of.completed_on or min(of.planned_end_on or self.desk.today, self.desk.today)
        days = [end - timedelta(days=gap) for gap in (700, 250, 150)] + [end + draw.days(0, 20)]
        passed = ORDER[: ORDER.index(stage) + 1] if stage is not Stage.CANCELLED else ORDER[:1]
        moved = draw.chance(0.15)
        for at, day in zip(passed, days, strict=False):
            was = of.planned_end_on
            if moved and was and at is Stage.PLANNED:
                was = months_after(was, -draw.source.choice((3, 6, 12)))
            self._step(of, at, day, planned=was)
        if moved and len(passed) == 1 and stage is not Stage.CANCELLED:
            self._step(of, Stage.PLANNED, days[1], planned=of.planned_end_on, reason=about.words.comments[-1])
        if stage is Stage.CANCELLED:
            self._step(of, stage, end - draw.days(0, 400), planned=of.planned_end_on, reason=of.justification)
        if stage is Stage.COMPLETED and draw.chance(0.7):
            rated = days[3] + draw.days(20, 150)
            if rated <= self.desk.today:
                of.quality_rating = draw.weighted(RATINGS)
                self._step(of, stage, rated, planned=of.planned_end_on)

    def _step(self, of: Evaluation, stage: Stage, day: date, *, planned: date | None, reason: str = "") -> None:
        done = stage is Stage.COMPLETED
        self.desk.rows.steps.append(
            EvaluationStep(
                evaluation=of,
                at=self.desk.moment(day),
                by=of.manager or self.desk.by,
                stage=stage,
                planned_end_on=planned,
                completed_on=of.completed_on if done else None,
                quality_rating=of.quality_rating if done else "",
                reason=reason,
                from_source=done,
            )
        )

    def _documents(self, of: Evaluation) -> None:
        kinds = {Stage.COMPLETED: ["tor", "report"], Stage.TEAM_ONBOARD: ["tor"]}.get(Stage(of.stage), [])
        if len(kinds) == 2 and self.desk.draw.chance(0.5):
            kinds.append("annex")
        for kind in kinds:
            size = Decimal(self.desk.draw.source.randint(90, 9000))
            count = self.desk.draw.source.randint(0, 400)
            self.desk.rows.documents.append(
                ListedDocument(
                    evaluation=of, title=kind.upper(), type=kind, language="English", size_kb=size, downloads=count
                )
            )

    def _team(self, of: Evaluation, office: Office) -> None:
        if of.stage not in ORDER[2:]:
            return
        draw = self.desk.draw
        count = draw.source.randint(0, min(2, len(office.evaluators)))
        for place, evaluator in enumerate(draw.source.sample(office.evaluators, count)):
            rated = of.stage == Stage.COMPLETED and draw.chance(0.8)
            self.desk.rows.members.append(
                TeamMember(
                    evaluation=of,
                    name=evaluator.name,
                    nationality=evaluator.nationality,
                    role=TeamRole.NATIONAL if place else TeamRole.LEADER,
                    evaluator=evaluator,
                    performance=draw.weighted(PERFORMANCE) if rated else None,
                )
            )
            if draw.chance(0.9):
                day = (of.planned_end_on or self.desk.today) - timedelta(days=160)
                self.desk.rows.declarations.append(
                    Declaration(evaluator=evaluator, evaluation=of, declared_on=day, has_conflict=False, pledge=True)
                )
        if not count or draw.chance(0.3):
            name = f"{draw.source.choice(FIRST)} {draw.source.choice(LAST)}"
            self.desk.rows.members.append(TeamMember(evaluation=of, name=name, role=TeamRole.EXPERT))

    def _projects(self, of: Evaluation, office: Office, number: int) -> None:
        draw = self.desk.draw
        if of.type not in {"Project", "Outcome"} or not draw.chance(0.7):
            return
        if not office.projects or draw.chance(0.6):
            ends = of.planned_end_on or self.desk.today
            made = CoveredProject(
                number=f"{office.unit.code}-{number:05}",
                title=of.title,
                unit=office.unit,
                budget=Decimal(draw.source.randrange(2, 90) * 100_000),
                starts=months_after(ends, -12 * draw.source.randint(2, 7)),
                ends=ends,
                funders=[draw.source.choice(PARTNERS)],
                manager=office.people[-1] if len(office.people) > 1 else None,
            )
            office.projects.append(made)
            self.desk.rows.projects.append(made)
        project = draw.source.choice(office.projects[-3:])
        self.desk.rows.covered.append(Evaluation.projects.through(evaluation=of, coveredproject=project))

    def _partners(self, of: Evaluation, office: Office) -> None:
        draw = self.desk.draw
        of.joint_evaluation = draw.chance(0.08)
        if of.joint_evaluation:
            other = draw.source.choice([one for one in self.desk.offices if one.unit != office.unit])
            rows = [Agency(evaluation=of, name=other.unit.name_en, unit=other.unit, role=AgencyRole.PARTNER)]
            rows.append(Agency(evaluation=of, name=draw.source.choice(PARTNERS), role=AgencyRole.LEAD))
            self.desk.rows.agencies += rows
        for _place in range(draw.source.choice((0, 0, 0, 2, 3)) if of.stage in ORDER[1:] else 0):
            name = f"{draw.source.choice(FIRST)} {draw.source.choice(LAST)}"
            adviser = ReferenceMember(evaluation=of, name=name, organisation=draw.source.choice(PARTNERS))
            self.desk.rows.advisers.append(adviser)
