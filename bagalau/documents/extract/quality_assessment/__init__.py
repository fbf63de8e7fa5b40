"""UNDP project quality assurance reports: ratings, questions with options, the chosen one, evidence, documents."""

from __future__ import annotations

from bagalau.documents.extract.draft import Draft, DraftBuilder
from bagalau.documents.extract.markup import bounded, masked
from bagalau.documents.extract.quality_assessment.answers import Gatherer
from bagalau.documents.extract.quality_assessment.lines import RATINGS, classify
from bagalau.documents.extract.quality_assessment.reader import ReportWriter
from bagalau.documents.extract.shapes import Field, mark
from bagalau.formats.reading import Reading

KIND = "quality-assessment"
SYSTEM = "undp-pqa"
LABEL = mark("Project quality assurance report (UNDP)")

_DOCUMENT = (
    Field("number", mark("Number"), "number"),
    Field("title", mark("File name"), required=True),
    Field("address", mark("Address")),
    Field("modified_by", mark("Modified by")),
    Field("modified_on", mark("Modified on"), "date"),
)
_QUESTION = (
    Field("number", mark("Number"), "number", required=True),
    Field("text", mark("Question"), "long", required=True),
    Field(
        "options",
        mark("Options"),
        "rows",
        fields=(Field("value", mark("Value")), Field("text", mark("Text"), "long")),
    ),
    Field("selected", mark("Selected option")),
    Field("evidence", mark("Evidence"), "long"),
    Field("management_actions", mark("Management actions"), "long"),
    Field("documents", mark("Uploaded documents"), "rows", fields=_DOCUMENT),
)
SHAPE: tuple[Field, ...] = (
    Field("stage", mark("Stage"), required=True),
    Field("status", mark("Form status")),
    Field("rating", mark("Overall rating"), "choice", choices=RATINGS),
    Field("decision", mark("Decision")),
    Field("project_number", mark("Project number")),
    Field("project_title", mark("Project title")),
    Field("start", mark("Start"), "date"),
    Field("end", mark("End"), "date"),
    Field("final_comments", mark("Final comments"), "long"),
    Field(
        "sections",
        mark("Sections"),
        "rows",
        fields=(
            Field("name", mark("Section name"), required=True),
            Field("rating", mark("Rating"), "choice", choices=RATINGS),
            Field("questions", mark("Questions"), "rows", fields=_QUESTION),
        ),
    ),
)

_SIGNS = (
    ("stage quality assurance report", 0.6),
    ("list of uploaded documents", 0.3),
    ("quality rating:", 0.2),
    ("form status:", 0.2),
    ("portfolio/project number", 0.2),
)


def recognises(reading: Reading) -> float:
    """How surely this is a quality assurance report, by its title and labels."""
    text = reading.text.lower()
    return min(1.0, sum(weight for sign, weight in _SIGNS if sign in text))


def extract(reading: Reading) -> Draft:
    """The draft of a report at any stage."""
    draft = DraftBuilder(reading, KIND, SYSTEM)
    report = Gatherer().gather(classify(masked(bounded(draft)).blocks))
    return ReportWriter(draft).write(report)
