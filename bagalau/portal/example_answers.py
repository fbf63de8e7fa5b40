"""What the people of the example office answered in their assessments, in our own words."""

from __future__ import annotations

from collections.abc import Mapping

Answers = Mapping[str, tuple[str, str]]
"""By the code of a question: the answer, and what it rests on."""

DESIGN: Answers = {
    "theory-of-change": ("3", "The drawing leads from 24 associations to warmer homes; four assumptions are stated."),
    "strategic-plan": (
        "2",
        "Repairs that save energy are part of the plan of the office; one indicator is shared.",
    ),
    "programme-link": ("Yes", "The output is word for word the one of the country programme on energy in towns."),
    "target-groups": ("2", "Homeowners of houses built before 1980 are named; tenants without papers are not counted."),
    "lessons": ("2", "The school heating project taught that loans come late; banks are asked in the first quarter."),
    "comparative-advantage": ("3", "The office has advised the ministry on housing since the law on associations."),
    "human-rights": ("2", "Everybody in a house votes; nobody can be made to leave because of a debt for repairs."),
    "gender": ("2", "Women keep the accounts of most houses: half of the heads of associations are to be women."),
    "resilience": ("2", "Roofs and windows are made for winters of minus forty; the material can be bought nearby."),
    "social-environmental": ("Yes", "The screening of November names dust, old asbestos and work at height."),
    "results-framework": ("2", "Each target has a baseline; the loss of heat is measured, not asked."),
    "governance": ("3", "The board has five members with alternates and meets twice a year."),
    "risks": ("2", "Three risks have an owner and an answer; the price of glass has none yet."),
    "cost-efficiency": ("Yes", "Windows are bought for all houses together, which saves a tenth of the price."),
    "budget": ("2", "Prices are those of the last tender of the ministry; one line adds up differently."),
    "cost-recovery": ("3", "Eight per cent are charged to both sources, on the direct cost."),
    "target-group-engagement": ("3", "Owners of nine houses chose what is repaired first, in two evenings each."),
    "course-correction": (
        "Yes",
        "Each half-year the board looks at the bills for heat and may change the order of houses.",
    ),
    "gender-marker": ("Yes", "The one output has GEN2: equality is a main aim beside the warm home."),
    "national-partners": ("3", "The ministry wrote the first draft and pays five eighths of the budget."),
    "capacities": ("2", "The energy agency was assessed as a partner of medium risk; a plan for its staff follows."),
    "national-systems": ("Yes", "The ministry buys by its own law and reports in its own budget."),
    "transition": ("Yes", "Associations own what is repaired; the agency keeps advising them after the end."),
}
IMPLEMENTATION: Answers = {
    "external-changes": ("2", "Prices of heat rose by a third in spring; the board took note in May."),
    "strategic-plan": ("2", "The shared indicator is reported each year; its value is not yet known."),
    "target-groups": ("2", "Eleven houses joined; in two of them tenants asked to be heard and were invited."),
    "lessons": ("2", "A note on the first loans was written and read by both banks."),
    "scale": ("2", "Three towns beyond the six asked for the model papers of the associations."),
    "gender": ("2", "Nine of eleven heads of associations are women; evening meetings were moved to Saturday."),
    "social-environmental": ("2", "Asbestos was found in one attic and taken away by a licensed firm."),
    "grievance": ("2", "Each house has a notice with the telephone of the agency; four complaints were answered."),
    "monitoring-plan": ("2", "Meters stand in all houses, and the first heating season was read."),
    "governance": ("2", "The board met in May with all members; the meeting of November is called."),
    "risks": ("1", "The log was not opened since the project began, though the price of glass rose twice."),
    "resources": ("Yes", "Both sources paid what the year asks for, the second with two months of delay."),
    "procurement": ("2", "The plan for buying was looked at once; windows came three weeks late."),
    "cost-efficiency": ("2", "One tender for all windows saved a tenth, as the design had promised."),
    "outputs": ("Yes", "Eleven of twelve associations of this year are founded, and eight houses are repaired."),
    "course-correction": ("2", "The work plan was changed in May: two houses changed places for the winter."),
    "target-group-engagement": ("2", "Owners chose the firm in every house; minutes hang in the staircase."),
    "national-partners": ("3", "The ministry chairs the board and signs each payment."),
    "capacities": ("2", "Two people of the agency learned to read the meters; the second check comes in spring."),
    "transition": ("2", "The agency began to answer questions of houses that are done."),
}
CLOSURE: Answers = {
    "external-changes": ("2", "When schools closed, courses for small towns moved to evenings and to the radio."),
    "lessons": ("3", "The final evaluation was discussed with four towns, and two changed their plans."),
    "gender": ("2", "Six of ten who finished a course are women; fewer of them found paid work."),
    "risks": ("3", "Risks were looked at each quarter, as the minutes of the board say."),
}
EVALUATED: Mapping[str, tuple[str, str]] = {
    "design": ("5", "Terms of reference, part %(number)s: said plainly, with names and days."),
    "report-and-methods": ("5", "Report, chapter 2 and annex %(number)s: sources are named and compared."),
    "cross-cutting": ("4", "Report, section 3.%(number)s: told for women and men, less for people with disabilities."),
    "findings-and-recommendations": ("5", "Report, chapter 4, paragraph %(number)s: each claim leads to its source."),
}
"""By section: the answer to its questions, and what it rests on."""
