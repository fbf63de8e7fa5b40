"""What the values of the rules are called."""

from django.utils.translation import gettext_lazy as _

from bagalau.quality.rules.due import DueState, Light
from bagalau.quality.rules.life import State
from bagalau.quality.rules.questionnaire import Rates, Stage

STAGES = {
    Stage.DESIGN: _("Design"),
    Stage.IMPLEMENTATION: _("Implementation"),
    Stage.CLOSURE: _("Closure"),
    Stage.ONCE: _("At any time"),
}
RATES = {
    Rates.PROJECT: _("Project"),
    Rates.EVALUATION: _("Evaluation"),
    Rates.PARTNER: _("Partner"),
}
STATES = {
    State.DRAFT: _("Draft"),
    State.SUBMITTED: _("Submitted"),
    State.RETURNED: _("Returned"),
    State.APPROVED: _("Approved"),
    State.REPLACED: _("Replaced"),
}
STATE_TONES = {
    State.DRAFT: "rest",
    State.SUBMITTED: "work",
    State.RETURNED: "soon",
    State.APPROVED: "done",
    State.REPLACED: "rest",
}
DUE_STATES = {
    DueState.NOT_REQUIRED: _("Not required"),
    DueState.EXEMPTED: _("Exempted"),
    DueState.PENDING: _("Pending"),
    DueState.ONGOING: _("Ongoing"),
    DueState.COMPLETED: _("Completed"),
}
DUE_TONES = {
    DueState.NOT_REQUIRED: "rest",
    DueState.EXEMPTED: "rest",
    DueState.PENDING: "soon",
    DueState.ONGOING: "work",
    DueState.COMPLETED: "done",
}
LIGHTS = {
    Light.GREEN: _("Green"),
    Light.RED: _("Red"),
    Light.GREY: _("Grey"),
}
LIGHT_TONES = {Light.GREEN: "done", Light.RED: "late", Light.GREY: "rest"}
