"""How questionnaires and assessments are shown: words, columns, verbs."""

from django.utils.translation import gettext_noop

# What the journal calls the things done here: written in English, shown in the language of the page.
VERBS = (
    gettext_noop("begin assessment"),
    gettext_noop("assign assessment"),
    gettext_noop("answer"),
    gettext_noop("add evidence"),
    gettext_noop("remove evidence"),
    gettext_noop("add version"),
    gettext_noop("retire version"),
    gettext_noop("add management action"),
    gettext_noop("change management action"),
    gettext_noop("remove management action"),
    gettext_noop("submit assessment"),
    gettext_noop("return assessment"),
    gettext_noop("give rating"),
    gettext_noop("approve assessment"),
    gettext_noop("reopen assessment"),
    gettext_noop("rate anew"),
    gettext_noop("exempt from assessment"),
    gettext_noop("end exemption"),
)
# What its lines tell beside the fields of a record
NOTED = (
    gettext_noop("question"),
    gettext_noop("document"),
    gettext_noop("section"),
    gettext_noop("given"),
    gettext_noop("until"),
    gettext_noop("from"),
)
# What the place of a promise in an assessment is called
PLACES = (gettext_noop("Question %(number)s"),)
