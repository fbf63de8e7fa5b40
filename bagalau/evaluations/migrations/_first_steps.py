"""What was there before steps were kept gets its first one: how it stands, since it was added."""

from itertools import islice
from typing import Any

BATCH = 2000


def first_steps(apps: Any, schema_editor: Any) -> None:
    """One step for each evaluation that has none (EL-01)."""
    evaluations = apps.get_model("evaluations", "Evaluation").objects.using(schema_editor.connection.alias)
    steps = apps.get_model("evaluations", "EvaluationStep")
    rows = evaluations.filter(steps=None).values_list(
        "pk", "created_at", "stage", "planned_end_on", "completed_on", "system"
    )
    made = (
        steps(
            evaluation_id=pk,
            at=at,
            stage=stage,
            planned_end_on=planned,
            completed_on=completed,
            from_source=system != "",
        )
        for pk, at, stage, planned, completed, system in rows.order_by("pk").iterator(BATCH)
    )
    while batch := list(islice(made, BATCH)):
        steps.objects.using(schema_editor.connection.alias).bulk_create(batch)
