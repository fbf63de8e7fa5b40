"""What the journal calls the things done with findings, conclusions, lessons, recommendations and their parts."""

from __future__ import annotations

from django.utils.translation import gettext_noop

VERBS = (
    gettext_noop("add finding"),
    gettext_noop("add conclusion"),
    gettext_noop("add lesson"),
    gettext_noop("add recommendation"),
    gettext_noop("change finding"),
    gettext_noop("change conclusion"),
    gettext_noop("change lesson"),
    gettext_noop("change recommendation"),
    gettext_noop("remove finding"),
    gettext_noop("remove conclusion"),
    gettext_noop("remove lesson"),
    gettext_noop("remove recommendation"),
    gettext_noop("renumber findings"),
    gettext_noop("renumber conclusions"),
    gettext_noop("renumber lessons"),
    gettext_noop("renumber recommendations"),
    gettext_noop("add part"),
    gettext_noop("change part"),
    gettext_noop("split part"),
    gettext_noop("merge parts"),
    gettext_noop("remove part"),
    gettext_noop("cut by numbering"),
    gettext_noop("tag"),
)
# What its lines tell beside the fields of a record
NOTED = (
    gettext_noop("number"),
    gettext_noop("numbers"),
    gettext_noop("text"),
    gettext_noop("label"),
    gettext_noop("terms"),
    gettext_noop("finding"),
    gettext_noop("findings"),
    gettext_noop("conclusion"),
    gettext_noop("conclusions"),
    gettext_noop("lesson"),
    gettext_noop("lessons"),
    gettext_noop("recommendation"),
    gettext_noop("priority"),
    gettext_noop("time frame"),
    gettext_noop("addressed to"),
    gettext_noop("addressed units"),
)
