"""What comes with Bagalau is without mistake and stands in every language; QN-04, QF-04."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

import pytest

from bagalau.quality.rules import reading, shipped
from bagalau.quality.rules.dumping import dumped

KINDS = {"questionnaires": shipped.questionnaires, "schemes": shipped.schemes}
FILES = [(kind, path) for kind in KINDS for path in sorted((shipped.FOLDER / kind).glob("*.yaml"))]


def untranslated(value, place="") -> Iterator[str]:
    """The places of texts that lack a language."""
    if isinstance(value, Mapping):
        if "en" in value:
            yield from (f"{place}: {language}" for language in ("ru", "kk") if not value.get(language))
        else:
            for name, one in value.items():
                yield from untranslated(one, f"{place}.{name}")
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from untranslated(one, f"{place}.{getattr(one, 'code', getattr(one, 'value', number))}")
    elif hasattr(value, "__dataclass_fields__"):
        for one in fields(value):
            yield from untranslated(getattr(value, one.name), f"{place}.{one.name}")


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[path.stem for _, path in FILES])
def test_every_shipped_file_is_named_after_what_it_holds(kind, path):
    code, _, version = path.stem.rpartition("-")
    assert f"{code}@{version}" in KINDS[kind]()
    assert shipped.text(kind, f"{code}@{version}") == path.read_text("utf-8")


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[path.stem for _, path in FILES])
def test_every_shipped_text_stands_in_three_languages_qn_04(kind, path):
    code, _, version = path.stem.rpartition("-")
    assert list(untranslated(KINDS[kind]()[f"{code}@{version}"])) == []


@pytest.mark.parametrize("name", sorted(shipped.questionnaires()))
def test_a_shipped_questionnaire_reads_back_from_what_is_written_qf_04(name):
    one = shipped.questionnaires()[name]
    assert reading.questionnaire(dumped(one), shipped.schemes()) == one


@pytest.mark.parametrize("name", sorted(shipped.schemes()))
def test_a_shipped_scheme_reads_back_from_what_is_written_qf_04(name):
    one = shipped.schemes()[name]
    assert reading.scheme(dumped(one)) == one
