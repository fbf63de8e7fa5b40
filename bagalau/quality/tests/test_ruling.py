"""QR-13: the rule of a scheme in words."""

import pytest

from bagalau.quality.rules import ruling, shipped
from bagalau.quality.rules.said import Telling


def told(name):
    scheme = shipped.schemes()[name]
    tell = Telling().told
    sections = ruling.of_sections(scheme)
    return [*([tell(sections)] if sections else []), tell(ruling.of_all(scheme)), *map(tell, ruling.cases(scheme))]


def test_counts_are_told_case_by_case_qr_13():
    assert told("project-qa@1") == [
        "The mean of the scores of a section gives its rating: exemplary from 3 on; highly-satisfactory from 2.5 on;"
        " satisfactory from 2 on; needs-improvement from 1.5 on; inadequate below that.",
        "Of 7 rated sections the first of these that holds gives the overall rating:",
        "inadequate – one of: sections inadequate: at least 1; sections needs-improvement: at least 5",
        "exemplary – all of: sections exemplary: at least 4; sections highly-satisfactory or better: all",
        "highly-satisfactory – all of: sections satisfactory or better: all;"
        " sections highly-satisfactory or better: at least 4",
        "satisfactory – all of: sections satisfactory or better: at least 6; sections needs-improvement: at most 1;"
        " critical sections satisfactory or better: all",
        "needs-improvement – all of: sections satisfactory or better: at least 3;"
        " sections needs-improvement: at most 4",
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("geraas@1", "The mean of the sections, each with its weight, gives the overall rating: very-good from 3.5 on"),
        ("screening@1", "The worst answer gives the overall rating."),
        ("hact-points@1", "those of a key question count 2 times unless the score is the lowest."),
        ("hact-points@2", "the bands end at 15 %; 30 %; 50 % of the way"),
    ],
)
def test_the_other_rules_are_told_in_a_sentence_qr_13(name, words):
    assert words in " ".join(told(name))


def test_every_shipped_scheme_can_tell_its_rule():
    for name in shipped.schemes():
        assert all(sentence.endswith((".", ":")) or " – " in sentence for sentence in told(name))
