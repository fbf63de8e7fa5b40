"""The fields of an evaluation's record."""

from __future__ import annotations

from bagalau.documents.extract.erc.forms import STATUSES, TYPES
from bagalau.documents.extract.erc.shapes import FILE, RECOMMENDATIONS
from bagalau.documents.extract.shapes import Field, mark

ITEM = (
    Field("number", mark("Number"), "number"),
    Field("text", mark("Text"), "long", required=True),
    Field("tags", mark("Tags"), "texts"),
)
GEF = (
    Field("is_gef", mark("GEF evaluation"), "flag"),
    Field("project_title", mark("GEF project title")),
    Field("evaluation_type", mark("GEF evaluation type")),
    Field("focal_area", mark("GEF focal area")),
    Field("project_type", mark("GEF project type")),
    Field("phase", mark("GEF phase")),
    Field("project_id", mark("GEF project ID")),
    Field("pims", mark("PIMS number")),
)
SHAPE = (
    Field("title", mark("Title"), required=True),
    Field("language", mark("Language")),
    Field(
        "plan",
        mark("Evaluation plan"),
        "group",
        fields=(Field("period", mark("Period")), Field("unit", mark("Unit"))),
    ),
    Field("commissioning_unit", mark("Commissioning unit")),
    Field("type", mark("Evaluation type"), "choice", choices=TYPES),
    Field("status", mark("Status"), "choice", choices=STATUSES),
    Field("planned_end", mark("Planned end date"), "date"),
    Field("completed", mark("Completion date"), "date"),
    Field("management_response", mark("Management response"), "flag"),
    Field("description", mark("Description"), "long"),
    Field("justification", mark("Justification of the cancellation"), "long"),
    Field("project_numbers", mark("Project numbers"), "texts"),
    Field("strategic_plan", mark("Strategic plan")),
    Field("corporate_results", mark("Corporate outcomes and outputs"), "texts"),
    Field("focus_areas", mark("Focus areas"), "texts"),
    Field("signature_solutions", mark("Signature solutions"), "texts"),
    Field("sdg_goals", mark("Sustainable development goals"), "texts"),
    Field("sdg_targets", mark("SDG targets"), "texts"),
    Field("budget", mark("Evaluation budget"), "money"),
    Field("expenditure", mark("Evaluation expenditure"), "money"),
    Field("currency", mark("Currency")),
    Field("funding_source", mark("Source of funding")),
    Field("joint_programme", mark("Joint programme"), "flag"),
    Field("joint_evaluation", mark("Joint evaluation"), "flag"),
    Field("joint_with", mark("Joint with"), "texts"),
    Field("mandatory", mark("Mandatory evaluation"), "flag"),
    Field("quality_assessment", mark("Quality assessment")),
    Field(
        "team",
        mark("Evaluation team"),
        "rows",
        fields=(
            Field("name", mark("Name")),
            Field("title", mark("Position")),
            Field("nationality", mark("Nationality")),
        ),
    ),
    Field("gef", mark("Global Environment Facility"), "group", fields=GEF),
    Field("stakeholders", mark("Key stakeholders"), "long"),
    Field("location", mark("Location of the evaluation")),
    Field("countries", mark("Countries"), "texts"),
    Field("comments", mark("Comments"), "long"),
    Field("documents", mark("Documents"), "rows", fields=FILE),
    Field("lessons", mark("Lessons"), "rows", fields=ITEM),
    Field("findings", mark("Findings"), "rows", fields=ITEM),
    RECOMMENDATIONS,
)
