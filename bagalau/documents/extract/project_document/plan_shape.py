"""The fields of an indicator, and of a year's work plan."""

from __future__ import annotations

from bagalau.documents.extract.shapes import Field, mark

_TEXT = Field("text", mark("Text"), "long")
_VALUE = (
    Field("is_baseline", mark("Baseline"), "flag"),
    Field("period", mark("Period"), "date"),
    Field("value", mark("Value"), "number"),
    _TEXT,
)
INDICATOR = (
    Field("number", mark("Number")),
    Field("name", mark("Indicator"), "long"),
    Field("baseline", mark("Baseline")),
    Field("target", mark("Target")),
    Field("unit", mark("Unit of measure")),
    Field("definition", mark("Definition"), "long"),
    Field("verification", mark("Means of verification"), "long"),
    Field("data_source", mark("Source of data")),
    Field("method", mark("Method of collection"), "long"),
    Field("frequency", mark("Frequency")),
    Field("responsible", mark("Responsible")),
    Field("disaggregation", mark("Disaggregation"), "texts"),
    Field("values", mark("Values"), "rows", fields=_VALUE),
)
_TIMING = (
    Field("quarters", mark("Quarters"), "flags"),
    Field("quarter_marks", mark("Marks in the quarters"), "number"),
)
_TARGET = (
    Field("output", mark("Number of the output"), "number"),
    Field("number", mark("Number"), "number"),
    _TEXT,
    Field("baseline", mark("Baseline"), "long"),
    Field("indicators", mark("Indicators"), "texts"),
)
_LINE = (
    Field("account", mark("Account")),
    Field("description", mark("Description")),
    Field("amount", mark("Amount"), "money"),
    Field("source", mark("Source of money")),
    Field("printed_source", mark("Source as it is printed")),
    Field("printed_label", mark("Label as it is printed")),
)
_AFTER = (
    Field("activity_result", mark("Activity result"), "number"),
    Field("line", mark("Budget line"), "number"),
)
_RESULT = (
    Field("number", mark("Number"), "number"),
    Field("title", mark("Title"), "long"),
    Field("responsible_parties", mark("Responsible parties")),
    *_TIMING,
    Field("actions", mark("Actions"), "rows", fields=(Field("number", mark("Number")), _TEXT, *_TIMING)),
    Field("subtotal", mark("Subtotal"), "money"),
    Field("subtotal_after", mark("The subtotal is printed after"), "group", fields=_AFTER),
    Field("labels", mark("Labels in one row"), "number"),
    Field("amounts", mark("Amounts in one row"), "number"),
    Field("lines", mark("Budget lines"), "rows", fields=_LINE),
)
WORK_PLAN = (
    Field("year", mark("Year"), "number"),
    Field("total", mark("Total"), "money"),
    Field("targets", mark("Targets"), "rows", fields=_TARGET),
    Field("activity_results", mark("Activity results"), "rows", fields=_RESULT),
)
