"""Reads: which evaluations cover a project.

Hundreds of projects stand behind a list of plans, so the database joins the types: no row is loaded for each.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.db.models.sql.compiler import SQLCompiler

from bagalau.evaluations.models import CoveredProject, Evaluation, PlanLine
from bagalau.evaluations.rules import Stage

MARK = "·"
"""Stands before each type, for an evaluation without a type counts too."""


class Joined(Aggregate):
    """The texts of a group, one a line, in any order."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, '\n')"
    output_field = TextField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)


def with_coverage(rows: QuerySet[CoveredProject]) -> QuerySet[CoveredProject]:
    """Projects with the types of the lines of plans and of the evaluations that cover them (EP-11)."""
    lines = PlanLine.projects.through.objects.filter(coveredproject=OuterRef("pk"), planline__deleted=False)
    planned = lines.exclude(planline__evaluation__stage=Stage.CANCELLED)
    done = Evaluation.projects.through.objects.filter(coveredproject=OuterRef("pk"))
    evaluated = done.exclude(evaluation__stage=Stage.CANCELLED)
    types = _joined(planned, "planline__type"), Value("\n"), _joined(evaluated, "evaluation__type")
    return rows.annotate(covered_by=Concat(*types, output_field=TextField()))


def types_of(project: CoveredProject) -> list[str]:
    """The types that cover a project, which was loaded ``with_coverage``."""
    words: str = project.covered_by  # type: ignore[attr-defined]
    return [line.removeprefix(MARK) for line in words.split("\n") if line]


def _joined(rows: QuerySet[Any], field: str) -> Coalesce:
    """The texts that a field has in the rows of one project."""
    words = Joined(Concat(Value(MARK), F(field), output_field=TextField()))
    found = rows.order_by().values("coveredproject").annotate(words=words).values("words")
    return Coalesce(Subquery(found), Value(""), output_field=TextField())
