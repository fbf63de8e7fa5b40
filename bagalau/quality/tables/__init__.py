"""How questionnaires and assessments are shown: words, columns, verbs."""

from django.utils.translation import gettext_noop

# What the journal calls the things done here: written in English, shown in the language of the page.
VERBS = (
    gettext_noop("begin assessment"),
    gettext_noop("answer"),
    gettext_noop("add evidence"),
    gettext_noop("remove evidence"),
    gettext_noop("add version"),
    gettext_noop("retire version"),
)
# What its lines tell beside the fields of a record
NOTED = (gettext_noop("question"), gettext_noop("document"))
