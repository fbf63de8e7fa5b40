"""The rows by which evaluations that are on record already are rated."""

from django.db import migrations

KIND = "evaluation"


def keep(apps, schema_editor):
    Evaluation, Step = apps.get_model("evaluations", "Evaluation"), apps.get_model("evaluations", "EvaluationStep")
    Subject = apps.get_model("quality", "Subject")
    using = schema_editor.connection.alias
    named = {}
    for row in Subject.objects.using(using).filter(kind=KIND, key=None):
        named.setdefault((row.unit_id, row.match_key), []).append(row)
    known = set(Subject.objects.using(using).filter(kind=KIND).exclude(key=None).values_list("key", flat=True))
    since, last = {}, {}
    for step in Step.objects.using(using).order_by("at", "id").values("evaluation_id", "stage", "at").iterator():
        if last.get(step["evaluation_id"]) != step["stage"]:
            last[step["evaluation_id"]], since[step["evaluation_id"]] = step["stage"], step["at"].date()
    made = []
    for evaluation in Evaluation.objects.using(using).exclude(pk__in=known).order_by("pk").iterator():
        fits = named.get((evaluation.unit_id, evaluation.match_key), [])
        row = fits.pop() if len(fits) == 1 and evaluation.match_key else Subject(kind=KIND)
        row.key, row.unit_id, row.manager_id = evaluation.pk, evaluation.unit_id, evaluation.manager_id
        row.title, row.match_key = evaluation.title, evaluation.match_key
        row.visibility = evaluation.visibility
        row.ends = evaluation.completed_on or evaluation.planned_end_on
        row.closed_on = evaluation.completed_on if evaluation.stage == "completed" else None
        row.dropped_on = since.get(evaluation.pk) if evaluation.stage == "cancelled" else None
        if row.pk:
            row.save(using=using)
        else:
            made.append(row)
    Subject.objects.using(using).bulk_create(made, 500)


def let_go(apps, schema_editor):
    """What was assessed stays, as something that only its assessments name."""
    Subject, Assessment = apps.get_model("quality", "Subject"), apps.get_model("quality", "Assessment")
    using = schema_editor.connection.alias
    rows = Subject.objects.using(using).filter(kind=KIND).exclude(key=None)
    assessed = Assessment.objects.using(using).values("subject")
    rows.exclude(pk__in=assessed).delete()
    rows.filter(pk__in=assessed).update(key=None)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0007_project_document"), ("quality", "0001_initial")]
    operations = [migrations.RunPython(keep, let_go)]
