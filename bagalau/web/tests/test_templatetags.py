"""What templates make of texts."""

from __future__ import annotations

import pytest

from bagalau.lib.tests.growth import grows_linearly
from bagalau.web.templatetags.bagalau import tidy


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One.\n\n\n \n  Two.", "One.\n\nTwo."),
        ("\n\n One. \n Two.\n\n", "One.\nTwo."),
        ("One.\r\n\r\n\r\nTwo.", "One.\n\nTwo."),
        (" \n\t\n", ""),
        ("", ""),
    ],
)
def test_a_text_is_shown_with_at_most_one_blank_line_between_paragraphs(text, shown):
    assert tidy(text) == shown


@pytest.mark.parametrize("blanks", [" ", "\n", " \n", "\t"])
def test_a_text_of_blanks_costs_no_more_than_its_length(blanks):
    assert grows_linearly(lambda size: tidy(f"One{blanks * size}two"), 25_000)
