"""The fields of a project document's record."""

from __future__ import annotations

from bagalau.documents.extract.project_document.plan_shape import INDICATOR, WORK_PLAN
from bagalau.documents.extract.shapes import Field, mark

_BUDGET = (
    Field("required", mark("Total resources required"), "money"),
    Field("allocated", mark("Total allocated resources"), "money"),
    Field("unfunded", mark("Unfunded"), "money"),
    Field("in_kind", mark("In-kind contributions"), "money"),
    Field("currency", mark("Currency")),
    Field("by_year", mark("By year"), "group", each="money"),
    Field("by_source", mark("By source"), "group", each="money"),
    Field("regular", mark("Regular resources"), "money"),
    Field("other_sources", mark("Sources listed under other resources"), "texts"),
    Field("listed_under", mark("Kind of resources under which each source is listed"), "group"),
    Field("note", mark("Note on the budget")),
)
_TEXT = Field("text", mark("Text"), "long")
_NUMBERED = (Field("number", mark("Number"), "number"), _TEXT)
_OUTPUT = (
    Field("number", mark("Number"), "number"),
    Field("title", mark("Title"), "long"),
    Field("gender_marker", mark("Gender marker"), "number"),
    Field("targets", mark("Targets"), "rows", fields=_NUMBERED),
    Field("indicators", mark("Indicators"), "rows", fields=INDICATOR),
)
_ACTIVITY_RESULT = (
    Field("number", mark("Number"), "number"),
    Field("title", mark("Title"), "long"),
    Field("output", mark("Number of the output"), "number"),
    Field("actions", mark("Actions"), "rows", fields=(Field("number", mark("Number")), _TEXT)),
    Field("responsible_parties", mark("Responsible parties")),
    Field("inputs", mark("Inputs")),
)
_CRITERION = (
    Field("criteria", mark("Quality criteria"), "long"),
    Field("method", mark("Method"), "long"),
    Field("assessed", mark("Date of assessment")),
)
_QUALITY = (
    Field("activity_result", mark("Activity result")),
    Field("title", mark("Title"), "long"),
    Field("output_number", mark("Number of the output"), "number"),
    Field("output", mark("Output as it is worded here"), "long"),
    Field("start", mark("Start")),
    Field("end", mark("End")),
    Field("purpose", mark("Purpose"), "long"),
    Field("description", mark("Description"), "long"),
    Field("criteria", mark("Criteria"), "rows", fields=_CRITERION),
)
_RISK = (
    Field("number", mark("Number"), "number"),
    Field("description", mark("Description"), "long", required=True),
    Field("category", mark("Category")),
    Field("impact", mark("Impact")),
    Field("probability", mark("Probability")),
    Field("countermeasures", mark("Countermeasures"), "long"),
    Field("owner", mark("Owner")),
    Field("identified", mark("Date identified")),
    Field("updated", mark("Last update")),
    Field("status", mark("Status")),
)
_MONITORING = (
    Field("action", mark("Action"), required=True),
    Field("stakeholders", mark("Stakeholders")),
    Field("due", mark("Due by")),
    Field("completed", mark("Completed on")),
    Field("status", mark("Status")),
)
_CONTACT = (
    Field("organisation", mark("Organisation")),
    Field("person", mark("Contact person")),
    Field("position", mark("Position")),
    Field("address", mark("Address")),
    Field("phone", mark("Telephone")),
    Field("email", mark("E-mail")),
    Field("website", mark("Website")),
)
_SIGNATURE = (
    Field("party", mark("Party")),
    Field("position", mark("Position")),
    Field("name", mark("Name")),
    Field("signed", mark("Signed"), "date"),
)
_GMS = (
    Field("rate", mark("Rate in per cent"), "number"),
    Field("each_activity_result", mark("In each activity result"), "flag"),
)
SHAPE: tuple[Field, ...] = (
    Field("title", mark("Project title"), required=True),
    Field("country", mark("Country")),
    Field("undaf_outcome", mark("UNDAF outcome"), "long"),
    Field("programme_outcome", mark("Expected country programme outcome"), "long"),
    Field("programme_output", mark("Expected output"), "long"),
    Field("implementing_partner", mark("Implementing partner")),
    Field("responsible_parties", mark("Responsible parties"), "texts"),
    Field("programme_period", mark("Programme period")),
    Field("key_result_area", mark("Key result area")),
    Field("award_id", mark("Award ID")),
    Field("project_number", mark("Project number")),
    Field("start", mark("Start date"), "date"),
    Field("end", mark("End date"), "date"),
    Field("appraisal_meeting", mark("Project appraisal meeting"), "date"),
    Field("modality", mark("Management arrangements")),
    Field("budget", mark("Budget"), "group", fields=_BUDGET),
    Field("description", mark("Brief description"), "long"),
    Field("signatures", mark("Signatures"), "rows", fields=_SIGNATURE),
    Field("framework_outcome", mark("Outcome as the framework states it"), "long"),
    Field("framework_key_result_area", mark("Key result area as the framework states it")),
    Field("strategic_plan", mark("Period of the strategic plan")),
    Field("partnership_strategy", mark("Partnership strategy"), "long"),
    Field("outcome_indicators", mark("Outcome indicators"), "rows", fields=INDICATOR),
    Field("outputs", mark("Outputs"), "rows", fields=_OUTPUT),
    Field("activity_results", mark("Activity results"), "rows", fields=_ACTIVITY_RESULT),
    Field("work_plans", mark("Work plans"), "rows", fields=WORK_PLAN),
    Field("gms", mark("Cost recovery (GMS)"), "group", fields=_GMS),
    Field(
        "board", mark("Project board"), "rows", fields=(Field("role", mark("Role")), Field("member", mark("Member")))
    ),
    Field("board_meetings_a_year", mark("Meetings of the board in a year"), "number"),
    Field("assurance", mark("Project assurance"), "long"),
    Field("project_manager", mark("Project manager"), "long"),
    Field(
        "tolerances",
        mark("Tolerances"),
        "group",
        fields=(Field("weeks", mark("Weeks"), "number"), Field("percent", mark("Per cent of the budget"), "number")),
    ),
    Field("contacts", mark("Contact persons"), "rows", fields=_CONTACT),
    Field("quality_criteria", mark("Quality criteria"), "rows", fields=_QUALITY),
    Field("risks", mark("Risks"), "rows", fields=_RISK),
    Field("narrative", mark("Sections"), "rows", fields=(Field("heading", mark("Heading")), _TEXT)),
    Field("terms_of_reference", mark("Terms of reference"), "rows", fields=(Field("title", mark("Title")), _TEXT)),
    Field("languages", mark("Languages of the document"), "texts"),
    Field("prevailing_language", mark("Language that prevails")),
    Field("monitoring_actions", mark("Monitoring actions"), "rows", fields=_MONITORING),
)
