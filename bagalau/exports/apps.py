from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    name = "bagalau.exports"
    verbose_name = _("Reports and data")
