"""Quality assurance papers for tests, in the notation of papers that were copied from a page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from bagalau.quality.rules import shipped
from bagalau.quality.rules.questionnaire import Questionnaire

TITLE = "Bridges over the upper river"
RATINGS = (
    "Satisfactory",
    "Satisfactory",
    "Satisfactory",
    "Highly Satisfactory",
    "Exemplary",
    "Exemplary",
    "Satisfactory",
)
ANSWERS = dict(enumerate("2 2 2 2 3 2 2 2 3 3 2 Yes 3 3 Yes 3 3 2 2 2".split(), 1))
"""Answers from which these ratings follow."""
ACTIONS = [
    "**Management Actions:**",
    "Mend the rail.\n\nCount the boats.",
    "**List of Uploaded Documents**",
    "No documents available.",
]
NO_ACTIONS = ["**Management Actions:**", "None", "**List of Uploaded Documents**", "No documents available."]
UPLOADED = [
    "**List of Uploaded Documents**",
    "1\tplan.pdf\tmarta@example.org\t3/25/2021 9:12:00 AM\n"
    "2\tboats.xlsx (https://files.example.org/boats)\tjon@example.org\t3/26/2021 9:12:00 AM",
]


def closure() -> Questionnaire:
    return shipped.questionnaires()["project-closure@2018"]


def paper_text(
    answers: Mapping[int, str] = ANSWERS,
    *,
    of: Questionnaire | None = None,
    open_ones: Collection[int] = (),
    ratings: Collection[str] = RATINGS,
    **said: Any,
) -> str:
    """A paper with words of its own: the questions say only what they are about."""
    asked, stage = of or closure(), said.get("stage", "Closure")
    lines = [
        f"# {stage} Stage Quality Assurance Report",
        f"**Form Status: {said.get('status', 'Approved')}**",
        f"**Overall Rating:** {said.get('rating', 'Satisfactory')}",
        f"**Decision:** {said.get('decision', '')}",
        f"**Portfolio/Project Number:** {said.get('number', '00055501')}",
        f"**Portfolio/Project Title:** {said.get('title', TITLE)}",
        f"**Portfolio/Project Date:** {said.get('dates', '2019-01-01 / 2022-06-30')}",
    ]
    for section, rating in zip(asked.sections, ratings, strict=True):
        lines += [f"**{section.name['en']}**", f"**Quality Rating: {rating}**"]
        for one in section.questions:
            lines.append(f"{one.number}. Was {one.code.replace('-', ' ')} looked after while the bridges were built?")
            chosen = None if one.number in open_ones else answers[one.number]
            options = [_option(option.value, option.value == chosen) for option in one.options]
            lines.append("\n".join(options))
            lines += [
                "**Evidence:**",
                said.get(f"evidence_{one.number}", f"File {one.number} of the bridge office tells."),
            ]
            lines += said.get(f"more_{one.number}", ["**List of Uploaded Documents**", "No documents available."])
    lines += [
        "**QA Summary/Final Project Board Comments**",
        said.get("comments", "The board closed the project in June."),
    ]
    return "\n\n".join(lines)


def _option(value: str, chosen: bool) -> str:
    text = value if not value.isdigit() else f"It was looked after to degree {value}."
    said = f"*{text}*" if chosen else text
    return f"- {value}: {said}" if value.isdigit() else f"- {said}"
