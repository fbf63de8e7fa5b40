"""QF-04: what is written out as YAML reads back the same, whatever it says."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bagalau.quality.rules import reading
from bagalau.quality.rules.dumping import dumped
from bagalau.quality.rules.questionnaire import (
    Clause,
    Join,
    Often,
    Option,
    Question,
    Questionnaire,
    Rates,
    Section,
    Source,
    Stage,
)

signs = st.characters(exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from("\n\t\r\x85 :#-'\"{[&*!|>%@`")
texts = st.text(signs, max_size=37).map(lambda text: f"a{text}z")
words = st.fixed_dictionaries({"en": texts}, optional={"ru": texts, "kk": texts})
codes = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True)
numbers = st.decimals(min_value="0.01", max_value="9999.99", places=2)
days = st.none() | st.dates()
clauses = st.lists(st.builds(Clause, codes, words), min_size=1, max_size=3, unique_by=lambda one: one.code).map(tuple)


@st.composite
def options(draw):
    told = draw(st.none() | clauses)
    joins = [Join.ALL, Join.ANY, *([Join.BOTH] if told and len(told) == 2 else [])]
    return Option(
        value=draw(texts),
        score=draw(st.none() | numbers),
        text=draw(words if not told else words | st.just({})),
        join=draw(st.sampled_from(joins)) if told else None,
        clauses=told or (),
        claims=draw(st.dictionaries(st.sampled_from(["risks", "board", "work_plan"]), st.sampled_from(Often))),
        needs_document=draw(st.booleans()),
        needs_action=draw(st.booleans()),
    )


@st.composite
def questions(draw):
    return Question(
        code=draw(codes),
        number=0,
        text=draw(words),
        options=tuple(draw(st.lists(options(), min_size=2, max_size=4, unique_by=lambda one: one.value))),
        guidance=draw(st.just({}) | words),
        weight=draw(numbers),
        key=draw(st.booleans()),
        needs_evidence=draw(st.booleans()),
        hints=tuple(draw(st.lists(st.sampled_from(["board", "gender", "lessons"]), max_size=2))),
    )


@st.composite
def questionnaires(draw):
    found = draw(st.lists(questions(), min_size=1, max_size=3, unique_by=lambda one: one.code))
    numbered = tuple(Question(**vars(one) | {"number": number}) for number, one in enumerate(found, 1))
    first, last = sorted([draw(st.dates()), draw(st.dates())])
    return Questionnaire(
        code=draw(codes),
        version=draw(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,10}", fullmatch=True)),
        name=draw(words),
        rates=draw(st.sampled_from(Rates)),
        stage=draw(st.sampled_from(Stage)),
        scheme="some@1",
        source=Source(draw(texts), draw(st.booleans()), draw(st.just("") | texts)),
        sections=(Section(draw(codes), draw(words), numbered, draw(numbers), draw(st.booleans())),),
        valid_from=draw(st.sampled_from([None, first])),
        valid_until=draw(st.sampled_from([None, last])),
        decisions=draw(st.dictionaries(codes, words, max_size=2)),
    )


@settings(max_examples=40)
@given(questionnaires())
def test_a_questionnaire_reads_back_as_it_was_written_qf_04(one):
    assert reading.questionnaire(dumped(one), None) == one


def test_numbers_and_usual_values_are_written_as_people_write_them():
    option = Option("Yes", Decimal("3.00"), {"en": "It is."})
    text = dumped(
        Questionnaire(
            "a",
            "1",
            {"en": "A"},
            Rates.PROJECT,
            Stage.ONCE,
            "some@1",
            Source("We"),
            (Section("s", {"en": "S"}, (Question("q", 1, {"en": "Q?"}, (option, option)),), Decimal("2.50")),),
        )
    )
    assert "score: 3\n" in text
    assert "weight: 2.5\n" in text
    assert "value: 'Yes'" in text
    assert "guidance" not in text
    assert "key:" not in text
