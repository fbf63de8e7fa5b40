"""The rows by which projects that are on record already are rated."""

from django.db import migrations

KIND = "project"
CLOSED = ("operationally_closed", "financially_closed")
DROPPED = ("rejected", "cancelled")


def keep(apps, schema_editor):
    Project, Step = apps.get_model("projects", "Project"), apps.get_model("projects", "ProjectStep")
    Subject = apps.get_model("quality", "Subject")
    using = schema_editor.connection.alias
    named = {}
    for row in Subject.objects.using(using).filter(kind=KIND, key=None):
        named.setdefault((row.unit_id, row.match_key), []).append(row)
    known = set(Subject.objects.using(using).filter(kind=KIND).exclude(key=None).values_list("key", flat=True))
    days = {}
    for step in Step.objects.using(using).order_by("at", "id").values("project_id", "status", "on", "at").iterator():
        days[step["project_id"], step["status"]] = step["on"] or step["at"].date()
    made = []
    for project in Project.objects.using(using).exclude(pk__in=known).order_by("pk").iterator():
        fits = named.get((project.unit_id, project.match_key), [])
        row = fits.pop() if len(fits) == 1 and project.match_key else Subject(kind=KIND)
        row.key, row.unit_id, row.manager_id = project.pk, project.unit_id, project.manager_id
        row.title, row.match_key = project.title, project.match_key
        row.number = project.award_id or project.number
        row.visibility = project.visibility
        row.starts = project.start.first_day if project.start else None
        row.ends = project.end.last_day if project.end else None
        row.signed_on = days.get((project.pk, "signed"))
        row.closed_on = days.get((project.pk, "operationally_closed")) if project.status in CLOSED else None
        row.dropped_on = days.get((project.pk, project.status)) if project.status in DROPPED else None
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
    dependencies = [("projects", "0001_initial"), ("quality", "0001_initial")]
    operations = [migrations.RunPython(keep, let_go)]
