"""Files of questionnaires and rating schemes, and each kind of mistake in them.

QF-01, QF-02, QF-03, QF-04; and QN-01, QN-02, QN-03, QN-04, QR-01, which the files must keep.
"""

from datetime import date
from decimal import Decimal

import pytest

from bagalau.quality.rules import reading
from bagalau.quality.rules.questionnaire import Join, Often, Rates, Stage

SCHEME = """\
code: garden
version: "1"
name: {en: Gardens}
source: {text: Ourselves}
labels:
  - {code: green, value: 3, tone: good, name: {en: Green}}
  - {code: yellow, value: 2, tone: fair, name: {en: Yellow}}
  - {code: brown, value: 1, tone: bad, name: {en: Brown}}
bands:
  - {label: green, least: 2.5}
  - {label: yellow, least: 1.5}
  - {label: brown}
overall: counts
sections: 1
cases:
  - {label: green, conditions: [{best: green, worst: green, every: true}]}
  - {label: brown, conditions: [{best: green, worst: brown, least: 0}]}
"""
KNOWN = {"garden@1": reading.scheme(SCHEME)}
FILE = """\
code: garden-check
version: "2024"
name: {en: Check of a garden, ru: Проверка сада}
rates: project
stage: closure
scheme: garden@1
source: {text: Ourselves}
valid_from: 2024-01-01
valid_until: 2024-12-31
decisions:
  dig: {en: Dig on}
scales:
  yes-no:
    - {value: Yes, score: 3, text: {en: Yes}}
    - {value: No, score: 1, text: {en: No}, needs_action: true}
sections:
  - code: soil
    name: {en: Soil}
    weight: 2.5
    critical: true
    questions:
      - code: water
        number: 1
        text: {en: Is it watered?}
        hints: [board, risks]
        not_applicable: true
        options: yes-no
      - code: weeds
        number: 2
        text: {en: Is it weeded?}
        options:
          - value: "3"
            score: 3
            join: both
            clauses:
              - {code: a, text: {en: Weeds are pulled.}}
              - {code: b, text: {en: Weeds are burnt.}}
            claims: {risks: quarter}
            needs_document: true
          - {value: "1", score: 1, text: {en: It is not.}}
"""


def mistakes(text, read=lambda text: reading.questionnaire(text, KNOWN)):
    with pytest.raises(reading.Refused) as refused:
        read(text)
    return [(one.line, one.said()) for one in refused.value.mistakes]


def test_a_questionnaire_is_read():
    found = reading.questionnaire(FILE, KNOWN)
    assert (found.code, found.version, found.rates, found.stage) == (
        "garden-check",
        "2024",
        Rates.PROJECT,
        Stage.CLOSURE,
    )
    assert (found.valid_from, found.valid_until) == (date(2024, 1, 1), date(2024, 12, 31))
    assert found.decisions == {"dig": {"en": "Dig on"}}
    assert (found.sections[0].weight, found.sections[0].critical) == (Decimal("2.5"), True)
    water, weeds = found.questions
    assert water.hints == ("board", "risks")
    assert weeds.options[0].join is Join.BOTH
    assert [one.code for one in weeds.options[0].clauses] == ["a", "b"]
    assert (weeds.options[0].claims, weeds.options[0].needs_document) == ({"risks": Often.QUARTER}, True)
    assert weeds.needs_evidence
    assert not weeds.key


def test_yes_is_a_text_and_not_true_qf_02():
    water = next(reading.questionnaire(FILE, KNOWN).questions)
    assert [one.value for one in water.options] == ["Yes", "No", "Not Applicable"]
    assert [one.score for one in water.options] == [Decimal(3), Decimal(1), None]


def test_a_questionnaire_is_read_without_its_schemes_once_it_was_checked():
    assert reading.questionnaire(FILE, None) == reading.questionnaire(FILE, KNOWN)


MISTAKES = [
    # (what is written, what is written instead, the line, the sentence)
    ("code: garden-check", "code: a: b", 1, "This is not YAML: mapping values are not allowed"),
    ("  dig:", "\tdig:", 11, "The line is indented with a tab. YAML wants spaces."),
    ("code: garden-check", "code: {code: 1}", 1, "A single value was expected in “code”."),
    ("code: garden-check", "code: Garden Check", 1, "“Garden Check” is no code. A code has small Latin letters"),
    ("code: garden-check", "code: " + "a" * 61, 1, "is no code"),
    ("code: garden-check\n", "", 1, "“code” is missing."),
    ("code: garden-check", "code:", 1, "“code” is missing."),
    ("code: garden-check", "code: ''", 1, "“code” is empty."),
    ("code: garden-check", "code: &a garden-check", 1, "Anchors and references (& and *) are not read."),
    ("code: garden-check", "code: *a", 1, "Anchors and references (& and *) are not read."),
    ("code: garden-check", "code: !!python/name:os.system x", 1, "Tags (“tag:yaml.org,2002:python/name:os.system”)"),
    ("code: garden-check", "? [a, b]\n: c\ncode: garden-check", 1, "A name was expected here."),
    ("code: garden-check", "code: \x07", 1, "The line has a control character (U+0007). Delete it."),
    ('version: "2024"', "version: a b", 2, "“a b” is no version."),
    ("name: {en: Check of a garden, ru: Проверка сада}", "name: Check", 3, "Names with values were expected in “name”"),
    ("{en: Check of a garden, ru", "{fr: Jardin, ru", 3, "The language “fr” is not known. Known are: en, ru, kk."),
    ("{en: Check of a garden, ru", "{ru", 3, "“name” has no English text (en)."),
    ("{en: Check of a garden, ru", "{en: '', ru", 3, "“name: en” is empty."),
    ("{en: Check of a garden, ru", "{en: " + "a" * 301 + ", ru", 3, "“name: en” is longer than 300 signs."),
    (
        "rates: project",
        "rates: garden",
        4,
        "“garden” is not known in “rates”. Known are: project, eval",
    ),
    ("stage: closure", "stage: closure\nstage: design", 6, "“stage” stands here for the second time; first in line 5."),
    ("stage: closure", "stage: closure\nstages: design", 6, "“stages” is not known here. Is “stage” meant?"),
    (
        "stage: closure",
        "stage: closure\nzzz: 1",
        6,
        "“zzz” is not known here. Known are: scheme, ",
    ),
    ("scheme: garden@1", "scheme: garden@2", 6, "There is no rating scheme “garden@2”. Known are: garden@1."),
    ("source: {text: Ourselves}", "source: {verified: true}", 7, "“text” is missing."),
    ("source: {text: Ourselves}", "source: {text: We, verified: Yes}", 7, "“Yes” is neither true nor false."),
    ("valid_from: 2024-01-01", "valid_from: 01.01.2024", 8, "“01.01.2024” is not a day. Write it as 2024-12-31."),
    ("valid_from: 2024-01-01", "valid_from: 2024-02-30", 8, "“2024-02-30” is not a day."),
    ("valid_until: 2024-12-31", "valid_until: 2023-12-31", 9, "“valid_until” lies before “valid_from”."),
    ("  dig:", "  Dig:", 11, "“Dig” is no code."),
    (
        "value: No, score: 1",
        "value: Yes, score: 1",
        15,
        "The value “Yes” is used for the second time; first in",
    ),
    ("value: No, score: 1", "value: Not Applicable, score: 1", 26, "The options have “Not Applicable” already."),
    ("value: No, score: 1", "value: No, score: some", 15, "“some” is not a number"),
    ("value: No, score: 1", "value: No, score: .nan", 15, "“.nan” is not a number"),
    ("value: No, score: 1", "value: No, score: -.inf", 15, "“-.inf” is not a number"),
    ("value: No, score: 1", "value: No, score: 1e9", 15, "“1e9” is not a number"),
    ("value: No, score: 1", "value: No, score: 1.125", 15, "“1.125” is not a number below 10000 with at most 2 dec"),
    ("value: No, score: 1", "value: No, score: 4", 15, "The score 4 lies outside the rating scheme garden@1: 1 to 3."),
    ("value: No, score: 1", "value: No", 15, "“score” is missing."),
    ("value: No, score: 1", "value: " + "n" * 41 + ", score: 1", 15, "“value” is longer than 40 signs."),
    ("  yes-no:", "  some: 1\n  yes-no:", 13, "A list was expected in “some”"),
    ("weight: 2.5", "weight: 0", 19, "“weight” must be more than zero."),
    ("weight: 2.5", "weight: -1", 19, "“weight” must be more than zero."),
    ("code: weeds", "code: water", 28, "The code “water” is used for the second time; first in line 22."),
    ("number: 2", "number: 1", 29, "The number 1 is used for the second time; first in line 23."),
    ("number: 2", "number: 0", 29, "The number 0 stands after 1. Numbers rise from question to question."),
    ("number: 2", "number: 2.5", 29, "“2.5” is not a whole number"),
    ("number: 2", "number: {}", 29, "A single value was expected in “number”."),
    ("hints: [board, risks]", "hints: [bord]", 25, "The hint “bord” is not known. Known are: board, risks"),
    ("hints: [board, risks]", "hints: board", 25, "A list was expected in “hints”"),
    ("options: yes-no", "options: no-yes", 27, "There is no scale “no-yes”. Known are: yes-no."),
    ('          - {value: "1", score: 1, text: {en: It is not.}}\n', "", 32, "A question has at least two options."),
    ("join: both", "join: each", 34, "“each” is not known in “join”. Known are: all, both, any."),
    ("            join: both\n", "", 35, "There are clauses, but “join” does not say how many of them must be true."),
    ("{en: It is not.}}", "{en: It is not.}, join: any}", 40, "“join” says how clauses are joined, but there are none"),
    ("              - {code: b, text: {en: Weeds are burnt.}}\n", "", 34, "“both” joins two clauses, and here are 1."),
    ("{code: b, text: {en: Weeds are burnt.}}", "{code: a, text: {en: B}}", 37, "The code “a” is used for the second"),
    ("{code: b, text: {en: Weeds are burnt.}}", "{code: b}", 37, "“text” is missing."),
    ("{risks: quarter}", "{rain: quarter}", 38, "“rain” is nothing that can be claimed."),
    ("{risks: quarter}", "{risks: daily}", 38, "“daily” is not known. Known are: quarter, year."),
    ("sections:\n", "sections: []\nother:\n", 16, "A questionnaire has at least one section."),
    ("    questions:\n", "    questions: []\n    asks:\n", 21, "The section “soil” has no question."),
    (
        "sections:\n",
        "sections:\n  - {code: air, name: {en: Air}, questions: []}\n",
        17,
        "of 1 sections, and here are 2",
    ),
]


@pytest.mark.parametrize(("old", "new", "line", "sentence"), MISTAKES)
def test_each_kind_of_mistake_is_refused_with_its_line_qf_01(old, new, line, sentence):
    assert old in FILE
    told = mistakes(FILE.replace(old, new, 1))
    assert any(at == line and sentence in said for at, said in told), told


def test_all_mistakes_of_a_file_are_told_at_once_qf_01():
    text = FILE.replace("closure", "end").replace("garden@1", "x@1").replace("number: 2", "number: two")
    assert [line for line, _ in mistakes(text)] == [5, 6, 29]


def test_a_mistake_names_the_file():
    with pytest.raises(reading.Refused) as refused:
        reading.questionnaire(FILE.replace("closure", "end"), KNOWN)
    assert refused.value.mistakes[0].in_file("garden.yaml").startswith("garden.yaml, line 5: “end” is not known")


SCHEME_MISTAKES = [
    ("value: 2,", "value: 4,", 8, "The value 1 breaks the order"),
    ("value: 2,", "value: 3,", 7, "The value 3 breaks the order"),
    ("code: yellow", "code: green", 7, "The code “green” is used for the second time; first in line 6."),
    ("tone: fair", "tone: pink", 7, "The tone “pink” is not known. Known are: good, fair, weak, bad."),
    ("least: 1.5", "least: 2.5", 11, "The bound 2.5 does not lie below 2.5."),
    ("{label: brown}", "{label: brown, least: 0}", 12, "The last band has no lower bound"),
    ("{label: yellow, least: 1.5}", "{label: yellow}", 11, "Only the last band may be without “least”."),
    ("{label: brown}", "{label: blue}", 12, "There is no label “blue”. Known are: green, yellow, brown."),
    ("{label: green, conditions", "{label: blue, conditions", 16, "There is no label “blue”."),
    ("best: green, worst: green", "best: blue, worst: green", 16, "There is no label “blue”."),
    ("best: green, worst: brown", "best: brown, worst: green", 17, "“brown” is worse than “green”"),
    ("worst: brown, least: 0", "worst: brown", 17, "A condition says “least”, “most” or “every: true”."),
    ("worst: brown, least: 0", "worst: brown, least: 2, most: 1", 17, "“least” is more than “most”."),
    ("[{best: green, worst: brown, least: 0}]", "[]", 17, "A case has at least one condition."),
    ("overall: counts", "overall: best", 13, "“best” is not known in “overall”. Known are: counts, mean"),
    ("sections: 1\n", "", 1, "“sections” is missing."),
    ("sections: 1\n", "sections: 0\n", 14, "“sections” must be more than zero."),
    ("sections: 1\n", "sections: 1\nkey_weight: 1.5\n", 15, "“1.5” is not a whole number"),
    ("bands:", "bonds:", 1, "“bands” is missing: the overall rule “counts” needs it."),
    ("overall: counts", "overall: mean", 1, "“overall_bands” is missing: the overall rule “mean” needs it."),
    ("overall: counts", "overall: points-2", 1, "“shares” is missing: the overall rule “points-2” needs it."),
    ("overall: counts", "overall: points-2\nshares: [0.5, 0.2]", 14, "“shares” are 2 numbers between 0 and 1"),
    ("overall: counts", "overall: points-2\nshares: [0.5]", 14, "“shares” are 2 numbers between 0 and 1"),
    ("overall: counts", "overall: points-2\nshares: [0.5, inf]", 14, "“inf” is not a number"),
    ("labels:", "labels: [{code: a, value: 1, name: {en: A}}]\nother:", 5, "A rating scheme has at least two labels."),
]


@pytest.mark.parametrize(("old", "new", "line", "sentence"), SCHEME_MISTAKES)
def test_each_kind_of_mistake_in_a_scheme_is_refused_with_its_line_qf_01(old, new, line, sentence):
    assert old in SCHEME
    told = mistakes(SCHEME.replace(old, new, 1), reading.scheme)
    assert any(at == line and sentence in said for at, said in told), told


def test_scores_are_labels_where_the_worst_answer_counts():
    worst = reading.scheme(SCHEME.replace("overall: counts", "overall: worst"))
    told = mistakes(
        FILE.replace("value: No, score: 1", "value: No, score: 1.5"),
        lambda text: reading.questionnaire(text, {"garden@1": worst}),
    )
    assert told == [(15, "The score 1.5 is unknown to the rating scheme garden@1. Known are: 3, 2, 1.")]


HOSTILE = [
    (b"", "The file is empty."),
    (b"# nothing but a remark\n", "The file is empty."),
    (b"just a text", "Names with values were expected in “questionnaire”"),
    (b"- a\n- b\n", "Names with values were expected in “questionnaire”"),
    (b"\xff\xfe\x00", "The file is not a text in UTF-8."),
    (b"\x89PNG\r\n\x1a\n", "The file is not a text in UTF-8."),
    (b"PK\x03\x04", "The line has a control character (U+0003). Delete it."),
    (b"x" * 1_000_001, "The file is larger than 1000000 bytes."),
    (b"[" * 5000, "This is nested too deeply."),
    (b"a:\n" + b"".join(b" " * n + b"- \n" for n in range(1, 200)), "This is nested too deeply."),
    (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "Anchors and references (& and *) are not read."),
    (b"code: a\n---\ncode: b\n", "A second document begins here."),
    (b"{}", "“scheme” is missing."),
    ("sections: [" + "{}, " * 200_000 + "]", "“code” is missing."),
    ("".join(f"k{n}: 1\n" for n in range(50_000)), "is not known here"),
    ("a: 1\n" * 100_000, "“a” stands here for the second time; first in line 1."),
]


@pytest.mark.parametrize("read", [lambda data: reading.questionnaire(data, KNOWN), reading.scheme])
def test_what_is_no_table_at_all_is_told_once_qf_01(read):
    assert [line for line, _said in mistakes(b"hello world", read)] == [1]


@pytest.mark.parametrize(("data", "sentence"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_files_are_refused_in_a_sentence_qf_03(data, sentence):
    told = mistakes(data)
    assert any(sentence in said for _, said in told), told[:3]
    assert len(told) <= 100
