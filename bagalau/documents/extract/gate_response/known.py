"""The value lists of GATE, and how a list of them is cut: a value may itself hold commas and brackets."""

from __future__ import annotations

import re

from bagalau.formats.reading import Passage

UNIT_TYPES = ("CO", "MCO", "RO", "HQ", "EO", "PP")
APPROVAL = ("Approved", "Draft")
CATEGORIES = ("Accepted", "Partially Accepted", "Not Accepted", "Rejected")
STATUSES = ("Not Initiated", "Initiated", "Ongoing", "Completed", "No Longer Applicable", "Overdue")
BEFORE_2018 = " (SPs before 2018)"

_EARLIER_THEMES = (
    "Women economic empowerment",
    "Global norms and standards",
    "Governance and planning",
    "Leadership and political participation",
    "Ending violence against women",
    "Ending violence against women and girls",
    "Peace and security",
    "Peace, security and humanitarian action",
    "National planning and budgeting",
)
CLASSIFICATIONS: dict[str, tuple[str, ...]] = {
    "thematic_area": (
        "Not applicable",
        *_EARLIER_THEMES,
        *(theme + BEFORE_2018 for theme in _EARLIER_THEMES),
        "Governance and participation in public life",
        "Women's economic empowerment",
        "Women, peace and security, humanitarian action and disaster risk reduction",
        "Women, peace and security",
        "Humanitarian action",
        "Normative frameworks",
    ),
    "operating_principles": (
        "Not applicable",
        "Advocacy",
        "Alignment with strategy",
        "Capacity development",
        "Evidence, Data and statistics",
        "Innovation and technology",
        "Knowledge management",
        "National ownership",
        "Oversight/governance",
        "Partnership",
        "Promoting inclusiveness/Leaving no one behind",
        "Resource mobilization",
        "South-South cooperation",
    ),
    "organizational_priorities": (
        "Not applicable",
        "Culture of results/RBM",
        "Engaging men and boys",
        "Knowledge hub",
        "Normative Support",
        "Operational activities",
        "Organizational efficiency",
        "Partnership",
        "Resource mobilization",
        "UN Coordination",
    ),
    "uneg_criteria": (
        "Not applicable",
        "Relevance",
        "Coherence",
        "Effectiveness",
        "Efficiency",
        "Impact",
        "Sustainability",
        "Gender equality",
        "Human Rights",
    ),
}


def split_values(place: Passage, known: tuple[str, ...]) -> list[tuple[Passage, bool]]:
    """Cut a list at its commas, but never inside a known value, in brackets, or before a small letter.

    Gives each value with whether it is known.
    """
    found: list[tuple[Passage, bool]] = []
    lower = {value.lower() for value in known}
    pieces = _pieces(place)
    at = 0
    while at < len(pieces):
        reach = next((n for n in range(min(len(pieces), at + 4), at, -1) if _is_known(pieces[at:n], lower)), None)
        value = pieces[at].to(pieces[(reach or at + 1) - 1]).strip()
        if value:
            found.append((value, reach is not None))
        at = reach or at + 1
    return found


def _is_known(pieces: list[Passage], lower: set[str]) -> bool:
    return " ".join(pieces[0].to(pieces[-1]).text.split()).replace("’", "'").lower() in lower


def _pieces(place: Passage) -> list[Passage]:
    """The parts between commas outside brackets, where a capital follows."""
    text = place.text
    cuts, depth = [0], 0
    for match in re.finditer(r"[()]|,\s*", text):
        if match[0][0] == ",":
            following = text[match.end() : match.end() + 1]
            if depth == 0 and not following.islower():
                cuts.append(match.end())
        else:
            depth = max(0, depth + (1 if match[0] == "(" else -1))
    return [place.cut(start, end).strip(", \t\n") for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]
