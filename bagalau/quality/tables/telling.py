"""What rules say about ratings and answers, in the language of the reader."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

from bagalau.quality.rules.questionnaire import Questionnaire
from bagalau.quality.rules.said import Telling, names_in
from bagalau.quality.rules.schemes import Scheme


def telling(questionnaire: Questionnaire, scheme: Scheme) -> Telling:
    """How sayings about answers to a questionnaire are told: ``telling(…).told(saying)``."""
    return Telling(gettext, names_in(questionnaire, scheme, get_language()), _number)


def _number(value: Decimal) -> str:
    return str(number_format(value))
