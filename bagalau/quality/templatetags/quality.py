"""What templates of quality assurance need: the words of questionnaires, and colours."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language, gettext_lazy

from bagalau.quality.rules.questionnaire import Join, Words
from bagalau.quality.rules.questionnaire import said as words_in
from bagalau.quality.rules.said import Said, Telling
from bagalau.quality.tables.assessments import TONES

register = template.Library()
JOINS = {
    Join.ALL: gettext_lazy("All of these must be true"),
    Join.BOTH: gettext_lazy("Both must be true"),
    Join.ANY: gettext_lazy("One of these must be true"),
}


@register.filter
def said(words: Words) -> str:
    """A text of a questionnaire or scheme in the language of the page (QN-04)."""
    return words_in(words or {}, get_language())


@register.filter
def join_words(join: Join | None) -> str:
    """How many of the statements of an option must be true (QN-03)."""
    return str(JOINS[join or Join.ALL])


@register.filter
def tone(name: str) -> str:
    """In which colour a label of a scheme is shown."""
    return TONES.get(name, "rest")


@register.simple_tag
def told(saying: Said, telling: Telling) -> str:
    """What a rule says, in the language of the page; ``telling`` comes from the view."""
    return telling.told(saying)
