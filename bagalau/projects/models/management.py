"""Board, contacts, quality, risks, monitoring, assessments, and the parts in prose."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bagalau.projects.models.base import ProjectRow, level, listed, short, text
from bagalau.projects.models.words import ANNEX_KINDS, BOARD_ROLES
from bagalau.projects.rules.record import AnnexKind, Role
from bagalau.web.modelfields import WhenField


class Signature(ProjectRow):
    """Who agrees to the document."""

    NEEDED = ("party",)

    party = short(_("party"))
    position = short(_("position"))
    name = short(_("name"))
    signed = WhenField(_("signed on"))

    class Meta(ProjectRow.Meta):
        verbose_name = _("signature")

    def __str__(self) -> str:
        return f"{self.party} {self.name}".strip()


class Section(ProjectRow):
    """A part in prose."""

    NEEDED = ("heading",)

    heading = short(_("heading"))
    text = text(_("text"))

    class Meta(ProjectRow.Meta):
        verbose_name = _("section")

    def __str__(self) -> str:
        return str(self.heading)


class BoardMember(ProjectRow):
    """A member of the board, or who assures or manages the project."""

    NEEDED = ("member",)

    role = models.CharField(_("role"), max_length=20, choices=list(BOARD_ROLES.items()), default=Role.MEMBER)
    role_text = short(_("role as printed"), 100)
    member = text(_("who"))
    alternate = text(_("alternate"))

    class Meta(ProjectRow.Meta):
        verbose_name = _("member of the board")

    def __str__(self) -> str:
        return str(self.member)


class Contact(ProjectRow):
    """Whom to ask at a partner."""

    organisation = short(_("organisation"))
    person = short(_("contact person"))
    position = short(_("position"))
    address = text(_("address"))
    phone = short(_("telephone"))
    email = short(_("mail address"))
    website = short(_("website"))

    class Meta(ProjectRow.Meta):
        verbose_name = _("contact person")

    def __str__(self) -> str:
        return f"{self.organisation} {self.person}".strip()


class QualityPlan(ProjectRow):
    """How the quality of an activity result is judged."""

    output = text(_("output"))
    activity_result = short(_("number of the activity result"), 20)
    title = text(_("activity result"))
    start = short(_("start"), 100)
    end = short(_("end"), 100)
    purpose = text(_("purpose"))
    description = text(_("description"))

    class Meta(ProjectRow.Meta):
        verbose_name = _("quality management of an activity result")

    def __str__(self) -> str:
        return f"{self.activity_result} {self.title}".strip()


class Criterion(ProjectRow):
    """Criteria with the method and date of assessment."""

    NEEDED = ("criteria",)

    parent = models.ForeignKey(QualityPlan, on_delete=models.CASCADE, related_name="criteria_rows")
    criteria = text(_("quality criteria"))
    method = text(_("quality method"))
    assessed = short(_("date of assessment"))

    class Meta(ProjectRow.Meta):
        verbose_name = _("quality criterion")

    def __str__(self) -> str:
        return str(self.criteria)


class Risk(ProjectRow):
    """A line of the risk log."""

    NEEDED = ("description",)

    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    description = text(_("description"))
    cause = text(_("cause"))
    consequence = text(_("impact on the project"))
    category = short(_("category"), 100)
    impact = short(_("impact as printed"), 100)
    probability = short(_("probability as printed"), 100)
    impact_level = level(_("impact, 1 to 5"))
    likelihood_level = level(_("likelihood, 1 to 5"))
    countermeasures = text(_("countermeasures"))
    owner = short(_("owner"))
    identified = short(_("date identified"), 100)
    updated = short(_("last update"), 100)
    status = short(_("status"), 100)

    class Meta(ProjectRow.Meta):
        verbose_name = _("risk")

    def __str__(self) -> str:
        return str(self.description)


class MonitoringAction(ProjectRow):
    """A line of the communication and monitoring plan."""

    NEEDED = ("action",)

    action = text(_("type of action"))
    stakeholders = text(_("stakeholders"))
    due = short(_("due by"))
    completed = short(_("completed on"), 100)
    status = short(_("status"), 100)

    class Meta(ProjectRow.Meta):
        verbose_name = _("monitoring action")

    def __str__(self) -> str:
        return str(self.action)


class CapacityAssessment(ProjectRow):
    """The assessment of a partner's capacity (HACT)."""

    partner = models.CharField(_("partner"), max_length=300)
    profile = short(_("questionnaire"), 20)
    assessed = WhenField(_("assessed on"))
    rating = short(_("rating"), 20)
    adjusted_rating = short(_("adjusted rating"), 20)
    modality = short(_("cash modality"), 100)
    answers = listed(_("answers"))
    note = text(_("note"))

    class Meta(ProjectRow.Meta):
        verbose_name = _("assessment of a partner's capacity")

    def __str__(self) -> str:
        return str(self.partner)


class ScreeningRisk(ProjectRow):
    """A social or environmental risk."""

    principle = short(_("principle or standard"), 100)
    description = models.TextField(_("risk"))
    impact_level = level(_("impact, 1 to 5"))
    likelihood_level = level(_("likelihood, 1 to 5"))
    measures = text(_("how it is managed"))

    class Meta(ProjectRow.Meta):
        verbose_name = _("social or environmental risk")

    def __str__(self) -> str:
        return str(self.description)


class Annex(ProjectRow):
    """Terms of reference, or another annex."""

    NEEDED = ("title",)

    kind = models.CharField(_("kind"), max_length=10, choices=list(ANNEX_KINDS.items()), default=AnnexKind.OTHER)
    title = short(_("title"), 500)
    text = text(_("text"))

    class Meta(ProjectRow.Meta):
        verbose_name = _("annex")

    def __str__(self) -> str:
        return str(self.title)
