"""What the pages of a project, and of a version of it, show of a record."""

from __future__ import annotations

from datetime import date
from typing import Any

from bagalau.projects.charts import of_record
from bagalau.projects.queries import shown
from bagalau.projects.queries.theory import links, theory
from bagalau.projects.rules import record
from bagalau.projects.rules.risks import screening_category
from bagalau.projects.rules.totals import totals


def document(told: record.Project, today: date) -> dict[str, Any]:
    """The context of ``projects/document.html``: everything that the document says, and what follows from it."""
    sums = totals(told)
    risks = [shown.risk_shown(one) for one in told.risks]
    screening = [shown.risk_shown_in(one) for one in told.screening]
    return {
        "told": told,
        "totals": sums,
        "money": shown.money(told, sums),
        "charts": [{"chart": one, "lines": [(line, "") for line in one.lines]} for one in of_record(told)],
        "plans": shown.plans(told),
        "theory": theory(told),
        "links": links(told),
        "risks": risks,
        "matrix": shown.risk_matrix(risks) if any(one.level for one in risks) else [],
        "screening": screening,
        "screening_category": screening_category([one.level for one in screening], screened=bool(screening)),
        "monitoring": [(one, one.next(today)) for one in shown.monitoring(told)],
    }
