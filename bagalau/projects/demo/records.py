"""Synthetic project documents: each adds up, unless it was spoiled on purpose. Pure; the source of lots is seeded."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from decimal import Decimal

from bagalau.lib.periods import When
from bagalau.projects.demo.words import DONORS, Words
from bagalau.projects.rules import record as r
from bagalau.projects.rules.cost_recovery import of_direct

YEARS = 4
LINES = (("71300", 8), ("71600", 3), ("72100", 30))  # of an activity result, beside cost recovery
MANAGEMENT = (("72500", 1), ("74100", 4))
LABELS = {
    "71300": "Local consultants",
    "71400": "Project manager",
    "71600": "Travel",
    "72100": "Contractual services – companies",
    "72500": "Supplies",
    "74100": "Professional services: evaluation, audit",
    "75100": "GMS",
}
RATES = {"donor": 8, "government": 3, "ifi": 5}
CURRENCIES = {"USD": 1, "EUR": 1, "KZT": 450}
ALL_YEAR = (True,) * 4
SPOILED = 0.2
"""The share of projects of whose lines one says another amount."""


@dataclass(frozen=True)
class Maker:
    """Makes one project document a call; ``indicators`` is how many each of its two outputs has."""

    source: random.Random
    indicators: int = 3

    def record(self, number: int, words: Words, start: int) -> r.Project:
        """A project over four years from some year on."""
        choice = self.source.choice
        said = {"theme": choice(words.themes), "place": choice(words.places), "number": number}
        kind = self.source.choices(list(DONORS), [5, 4, 2])[0]
        givers = self.source.sample(DONORS[kind], 2)
        scale = (
            choice((250, 500, 1000, 2500))
            * CURRENCIES[currency := self.source.choices(list(CURRENCIES), [17, 2, 1])[0]]
        )
        rate = Decimal(RATES[kind])
        plans = tuple(self._plan(words, year, givers, scale, rate) for year in range(start, start + YEARS))
        paid = _paid(plans)
        whole = sum(paid.values(), Decimal())
        record = r.Project(
            title=choice(words.titles).format(**said),
            number=f"{number:08}",
            award_id=f"{90_000_000 + number}",
            programme_outcome=words.outcome.format(**said),
            framework_outcome=words.outcome.format(**said),
            implementing_partner=(partner := choice(words.partners)),
            responsible_parties=(partner,),
            programme_period=f"{start - start % 5}-{start - start % 5 + 9}",
            start=When.parse(f"{start}-01"),
            end=When.parse(f"{start + YEARS - 1}-12"),
            appraisal_meeting=When.parse(f"{start - 1}-10"),
            modality="NIM",
            description=words.description.format(**said),
            currency=currency,
            required=whole,
            allocated=whole,
            regular=paid["UNDP"],
            gms_rate=rate,
            gms_base=r.Base.NET,
            board_meetings_a_year=2,
            tolerance_weeks=4,
            languages=(words.language,),
            sdg_targets=tuple(sorted(self.source.sample(("1.4", "5.5", "6.1", "8.3", "13.1", "16.6"), 2))),
            contributions=tuple(
                r.Contribution(
                    name=name,
                    source_type=kind if name in givers else r.SourceType.CORE,
                    listed_under="other" if name in givers else "regular",
                    amount=amount,
                    agreed=When.parse(f"{start - 1}-11-15") if name in givers else None,
                )
                for name, amount in paid.items()
            ),
            signatures=(r.Signature(party="UNDP", name="A. Hale", signed=When.parse(f"{start - 1}-12-10")),),
            sections=(r.Section(heading="II. STRATEGY", text=words.strategy.format(**said)),),
            results=(self._outcome(words, said, partner),),
            assumptions=(r.Assumption(text=words.assumption),),
            work_plans=plans,
            board=_board(words),
            risks=tuple(self._risk(words, place, start) for place in range(len(words.risks))),
            monitoring_actions=tuple(
                r.MonitoringAction(action=action, due=due.format(number=start + YEARS - 1))
                for action, due in words.monitoring
            ),
        )
        return self._spoiled(record) if self.source.random() < SPOILED else record

    def _plan(self, words: Words, year: int, givers: list[str], scale: int, rate: Decimal) -> r.WorkPlan:
        planned = [
            self._planned(str(place), title, action, self._lines(givers[place % 2], LINES, scale, rate))
            for place, (title, action) in enumerate(words.work, 1)
        ]
        manager = r.BudgetLine(
            account="71400",
            description=LABELS["71400"],
            source="UNDP",
            amount=Decimal(scale * self.source.randint(4, 8)),
        )
        lines = (manager, *self._lines(givers[0], MANAGEMENT, scale, rate))
        planned.append(self._planned(str(len(planned) + 1), *words.management, lines))
        total = sum((one.subtotal or Decimal() for one in planned), Decimal())
        return r.WorkPlan(year=year, total=total, cover_total=total, activity_results=tuple(planned))

    def _planned(self, number: str, title: str, action: str, lines: tuple[r.BudgetLine, ...]) -> r.PlannedResult:
        return r.PlannedResult(
            number=number,
            title=title,
            quarters=ALL_YEAR,
            quarter_marks=4,
            subtotal=sum((line.amount or Decimal() for line in lines), Decimal()),
            actions=(r.PlannedAction(number="1", text=action, quarters=ALL_YEAR),),
            lines=lines,
        )

    def _lines(
        self, giver: str, accounts: tuple[tuple[str, int], ...], scale: int, rate: Decimal
    ) -> tuple[r.BudgetLine, ...]:
        direct = [
            r.BudgetLine(
                account=account,
                description=LABELS[account],
                source=giver,
                amount=Decimal(scale * self.source.randint(weight, 2 * weight)),
            )
            for account, weight in accounts
        ]
        base = sum((line.amount or Decimal() for line in direct), Decimal())
        recovered = r.BudgetLine(
            account="75100", description=LABELS["75100"], source=giver, amount=of_direct(base, rate, r.Base.NET)
        )
        return (*direct, recovered)

    def _outcome(self, words: Words, said: dict[str, object], partner: str) -> r.Result:
        work = [
            r.Result(
                level=r.Level.ACTIVITY_RESULT,
                number=str(place),
                title=title,
                responsible_parties=partner,
                children=(r.Result(level=r.Level.ACTION, number="1", title=action),),
            )
            for place, (title, action) in enumerate((*words.work, words.management), 1)
        ]
        outputs = tuple(
            r.Result(
                level=r.Level.OUTPUT,
                number=str(place + 1),
                title=title.format(**said),
                gender_marker=self.source.randint(1, 3),
                indicators=tuple(self._indicator(words) for _ in range(self.indicators)),
                children=tuple(work[:2] if place == 0 else work[2:]),
            )
            for place, title in enumerate(words.outputs)
        )
        return r.Result(
            level=r.Level.OUTCOME,
            title=words.outcome.format(**said),
            indicators=(self._indicator(words),),
            children=outputs,
        )

    def _indicator(self, words: Words) -> r.Indicator:
        known, apart = self.source.random() < 0.95, self.source.random() < 0.7
        baseline = self.source.randint(5, 50)
        return r.Indicator(
            name=self.source.choice(words.indicators),
            baseline=str(baseline) if known else "",
            target=str(baseline + self.source.randint(5, 50)),
            measure=r.Measure.UNIT,
            disaggregation=(words.by_sex,) if apart else (),
            verification=words.verification,
            data_source=words.survey,
            frequency=words.yearly,
        )

    def _risk(self, words: Words, place: int, start: int) -> r.Risk:
        category, description, answer = words.risks[place]
        return r.Risk(
            number=place + 1,
            description=description,
            category=category,
            impact="high",
            probability="low",
            impact_level=self.source.randint(2, 5),
            likelihood_level=self.source.randint(1, 4),
            countermeasures=answer,
            owner=words.board[3],
            identified=f"{start - 1}-10",
            updated=f"{start - 1}-11",
            status="open",
        )

    def _spoiled(self, record: r.Project) -> r.Project:
        """The record with a slip of the pen in one line of its first year."""
        first, *plans = record.work_plans
        planned, *others = first.activity_results
        line, *lines = planned.lines
        slipped = replace(line, amount=(line.amount or Decimal()) + self.source.choice((900, 2700, 10_000)))
        planned = replace(planned, lines=(slipped, *lines))
        return replace(record, work_plans=(replace(first, activity_results=(planned, *others)), *plans))


def _paid(plans: tuple[r.WorkPlan, ...]) -> dict[str, Decimal]:
    """What each source pays."""
    paid: dict[str, Decimal] = {}
    for plan in plans:
        for planned in plan.activity_results:
            for line in planned.lines:
                paid[line.source] = paid.get(line.source, Decimal()) + (line.amount or Decimal())
    return paid


def _board(words: Words) -> tuple[r.BoardMember, ...]:
    roles = (r.Role.EXECUTIVE, r.Role.SUPPLIER, r.Role.BENEFICIARY, r.Role.ASSURANCE, r.Role.MANAGER)
    return tuple(
        r.BoardMember(role=role, role_text=role.value, member=member)
        for role, member in zip(roles, words.board, strict=True)
    )
