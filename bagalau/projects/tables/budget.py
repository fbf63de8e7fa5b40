"""The columns of a budget as a sheet."""

from __future__ import annotations

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext_lazy as _

from bagalau.projects.rules.accounts import accounts
from bagalau.projects.rules.typed_lines import NUMBERS, QUARTERS

VERBS = (gettext_noop("change budget"),)
NAMES = {
    "account": _("Account"),
    "description": _("Description"),
    "source": _("Source of money"),
    "quantity": _("Quantity"),
    "unit": _("Unit of measure"),
    "unit_cost": _("Unit cost"),
    "amount": _("Amount"),
}
HEADINGS = [
    *((name, label, name in NUMBERS) for name, label in NAMES.items()),
    *((name, name.upper(), True) for name in QUARTERS),
]


def account_choices() -> list[tuple[str, str]]:
    """The accounts of budgets with what papers call them."""
    language = get_language() or "en"
    return [(one.code, one.label(language)) for one in accounts()]
