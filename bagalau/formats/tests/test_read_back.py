"""What was written as a report is read back as it was."""

from datetime import date

import pytest

from bagalau.formats.read import read
from bagalau.formats.report import Block, Col, Facts, Report, Table
from bagalau.formats.write.paper import write


def lines(block: Block, form: str) -> list[str]:
    report = Report("T", "en", date(2026, 1, 15), (block,), wide=True)
    return read(write(report, form), f"paper.{form}").text.split("\n")


def test_words_that_a_narrow_column_divides_are_whole_again():
    words = "comprehensive implementation including representatives internationalisation"
    table = Table("", [Col(str(number)) for number in range(12)], [[words, *["x"] * 11]] * 3)
    assert [line.split("\t")[0] for line in lines(table, "pdf") if line.endswith("\tx")] == [words] * 3


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_labels_and_their_values_are_rows(form):
    facts = (("Name", "Short"), ("A label that is longer than all others", "Its value"))
    assert {"\t".join(fact) for fact in facts} <= set(lines(Facts(facts), form))
