"""The columns of projects, by how they are assessed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from bagalau.lib.columns import Column
from bagalau.people.access import Viewer
from bagalau.quality.models import LIGHT_TONES, LIGHTS
from bagalau.quality.rules.due import Light, Standing
from bagalau.web.records import url_of


def project_columns(viewer: Viewer) -> list[Column[Any]]:
    """The columns of projects, by how they are assessed."""

    def light(row: Any) -> Light:
        return Standing(row.due, row.open, row.last, row.closed).light(viewer.today)

    return [
        Column("key", _("Key"), lambda row: row.pk, "number", on_page=False),
        Column(
            "title",
            _("Project"),
            lambda row: row.title,
            "long",
            url=lambda row: url_of("subject", row.pk),
            sort="title",
        ),
        Column("number", _("Number"), lambda row: row.number, "code"),
        Column("unit", _("Unit"), lambda row: row.unit.code, "code"),
        Column(
            "light", _("Light"), lambda row: str(LIGHTS[light(row)]), "status", tone=lambda row: LIGHT_TONES[light(row)]
        ),
        Column("last", _("Last approved"), lambda row: row.last, "date"),
        Column("due", _("Assessments that were due"), lambda row: row.due, "number"),
        Column("open", _("Open of them"), lambda row: row.open, "number"),
        Column("starts", _("Start"), lambda row: row.starts, "date", on_page=False),
        Column("ends", _("End"), lambda row: row.ends, "date", on_page=False),
        Column("closed", _("Operationally closed"), lambda row: row.closed_on, "date", on_page=False),
    ]
