"""What templates need beyond Django: icons, dates with their precision, links to records."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from bagalau.lib.periods import When
from bagalau.web.records import url_of
from bagalau.web.tables import date_words

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the vendored set; it is decoration, the words beside it say what it means."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("vendor/icons.svg"), name
    )


@register.filter
def when(value: Any) -> str:
    """A date with the precision it has, in words; a dash where there is none."""
    return date_words(value) if value else "–"


@register.filter
def month(day: date) -> str:
    """The month of a day, of which no more may be known, in words."""
    return date_words(When(day, "month"))


@register.simple_tag
def record_url(kind: str, pk: int | None) -> str:
    """The address of a record's page, or nothing."""
    return url_of(kind, pk) or ""


@register.simple_tag
def source(sources: Any, kind: str, pk: int, field: str) -> Any:
    """Where a field of a record was read, from the mapping that the view gave; None where nobody read it."""
    return (sources or {}).get(kind, {}).get((pk, field))


@register.filter
def iso_words(text: str) -> str:
    """An ISO date with the precision it has, in words; the text itself if it is none."""
    try:
        return date_words(When.parse(text))
    except ValueError:
        return text


@register.filter
def plain_value(value: Any) -> str:
    """A value of a record in words: numbers grouped, lists joined, yes and no."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, int | float):
        return str(number_format(value, force_grouping=True))
    if isinstance(value, list):
        return "; ".join(plain_value(item) for item in value)
    return str(value)


@register.filter
def tidy(text: str) -> str:
    """A text with at most one blank line between paragraphs, as pages show it; the record keeps it as it was read."""
    kept: list[str] = []
    for line in (line.strip() for line in text.splitlines()):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()
