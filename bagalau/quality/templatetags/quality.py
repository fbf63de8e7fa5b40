"""What templates of quality assurance need: the words of questionnaires and of what rules say."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language

from bagalau.quality.rules.questionnaire import Words
from bagalau.quality.rules.questionnaire import said as words_in

register = template.Library()


@register.filter
def said(words: Words) -> str:
    """A text of a questionnaire or scheme in the language of the page (QN-04)."""
    return words_in(words or {}, get_language())


@register.simple_tag
def told(saying: Any, telling: Any) -> str:
    """What a rule says, in the language of the page; ``telling`` comes from the view."""
    return str(telling.told(saying))
