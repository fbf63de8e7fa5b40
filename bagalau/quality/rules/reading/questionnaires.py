"""A questionnaire out of its tree."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bagalau.lib.texts import mark
from bagalau.quality.rules.questionnaire import (
    Clause,
    Join,
    Often,
    Option,
    Question,
    Questionnaire,
    Rates,
    Section,
    Stage,
    Words,
)
from bagalau.quality.rules.reading.mistakes import Mistake
from bagalau.quality.rules.reading.parts import CODE, MAX_CODE, MAX_NAME, MAX_VALUE, NOT_CODE, NOT_LIST, Part
from bagalau.quality.rules.reading.tree import Node, Scalar, Sequence
from bagalau.quality.rules.schemes import Overall, Scheme

HINTS = (
    "board risks budget framework evaluations screening partners monitoring lessons gender work_plan procurement"
    " documents"
).split()
"""What the record may hold for a question."""

NOT_APPLICABLE = Option("Not Applicable", None, {"en": "Not applicable", "ru": "Неприменимо", "kk": "Қолданылмайды"})

NO_SECTIONS = mark("A questionnaire has at least one section.")
NO_QUESTIONS = mark("The section “%(code)s” has no question.")
CODE_TWICE = mark("The code “%(code)s” is used for the second time; first in line %(line)s.")
NUMBER_TWICE = mark("The number %(number)s is used for the second time; first in line %(line)s.")
NUMBER_ORDER = mark("The number %(number)s stands after %(before)s. Numbers rise from question to question.")
FEW_OPTIONS = mark("A question has at least two options.")
VALUE_TWICE = mark("The value “%(value)s” is used for the second time; first in line %(line)s.")
APPLICABLE_TWICE = mark("The options have “%(value)s” already. Leave out “not_applicable”.")
NO_SCALE = mark("There is no scale “%(name)s”. Known are: %(known)s.")
NO_CLAUSES = mark("“join” says how clauses are joined, but there are none.")
NO_JOIN = mark("There are clauses, but “join” does not say how many of them must be true.")
NOT_TWO = mark("“both” joins two clauses, and here are %(count)s.")
NO_HINT = mark("The hint “%(value)s” is not known. Known are: %(known)s.")
NO_CLAIM = mark("“%(value)s” is nothing that can be claimed. Known are: %(known)s.")
NO_OFTEN = mark("“%(value)s” is not known. Known are: %(known)s.")
UNTIL = mark("“valid_until” lies before “valid_from”.")
NO_SCHEME = mark("There is no rating scheme “%(name)s”. Known are: %(known)s.")
SECTIONS = mark("The rating scheme %(scheme)s speaks of %(expected)s sections, and here are %(count)s.")
NO_SCORE = mark("The score %(score)s is unknown to the rating scheme %(scheme)s. Known are: %(known)s.")
OUT_OF_SCALE = mark("The score %(score)s lies outside the rating scheme %(scheme)s: %(least)s to %(most)s.")


class Reader:
    """Reads one questionnaire. ``schemes`` are the known ones by code and version, None if they were checked before."""

    def __init__(self, node: Node, mistakes: list[Mistake], schemes: Mapping[str, Scheme] | None) -> None:
        self.top = Part(node, "questionnaire", mistakes, whole=True)
        self.schemes = schemes
        self.named = ""
        self.scheme: Scheme | None = None
        self.scales: dict[str, tuple[Option, ...]] = {}
        self.codes: dict[tuple[str, str], int] = {}
        self.numbers: dict[int, int] = {}

    def questionnaire(self) -> Questionnaire:
        """The whole of it; what has mistakes is never used."""
        top = self.top
        self.named = self._scheme()
        self.scales = {name.text: self._scale(name, node) for name, node in top.named("scales")}
        found = Questionnaire(
            code=top.code(),
            version=top.version(),
            name=top.words("name", most=MAX_NAME),
            rates=top.choice("rates", Rates) or Rates.PROJECT,
            stage=top.choice("stage", Stage) or Stage.ONCE,
            scheme=self.named,
            source=top.source(),
            sections=self._sections(),
            valid_from=top.day("valid_from"),
            valid_until=top.day("valid_until"),
            decisions={name.text: self._decision(name, node) for name, node in top.named("decisions")},
        )
        if found.valid_from and found.valid_until and found.valid_until < found.valid_from:
            top.tell(top.table.get("valid_until"), UNTIL)
        top.done()
        return found

    def _scheme(self) -> str:
        """The name of the rating scheme, which must be known."""
        name = self.top.text("scheme")
        if name and self.schemes is not None:
            self.scheme = self.schemes.get(name)
            if self.scheme is None:
                known = ", ".join(sorted(self.schemes))
                self.top.tell(self.top.table.get("scheme"), NO_SCHEME, name=name[:MAX_CODE], known=known)
        return name

    def _decision(self, name: Scalar, node: Node) -> Words:
        """The words of a decision, whose name is its code."""
        if len(name.text) > MAX_CODE or not CODE.fullmatch(name.text):
            self.top.tell(name, NOT_CODE, value=name.text[:MAX_CODE], most=MAX_CODE)
        return self.top.words_in(node, name.text[:MAX_CODE], MAX_NAME)

    def _scale(self, name: Scalar, node: Node) -> tuple[Option, ...]:
        """Options that several questions share."""
        if isinstance(node, Sequence):
            return self._options(node)
        self.top.tell(node, NOT_LIST, key=name.text)
        return ()

    def _sections(self) -> tuple[Section, ...]:
        parts = self.top.parts("sections")
        node = self.top.table.get("sections")
        if isinstance(node, Sequence) and not parts:
            self.top.tell(node, NO_SECTIONS)
        expected = self.scheme.sections if self.scheme else None
        if parts and expected is not None and len(parts) != expected:
            self.top.tell(node, SECTIONS, scheme=self.named, expected=expected, count=len(parts))
        return tuple(self._section(part) for part in parts)

    def _section(self, part: Part) -> Section:
        code = self._code(part, "section")
        name = part.words("name", most=MAX_NAME)
        questions = tuple(self._question(one) for one in part.parts("questions"))
        if isinstance(part.table.get("questions"), Sequence) and not questions:
            part.tell(part.table.get("questions"), NO_QUESTIONS, code=code)
        found = Section(code, name, questions, part.weight(), part.flag("critical"))
        part.done()
        return found

    def _code(self, part: Part, kind: str) -> str:
        """QN-01: a code that no other section or question has."""
        code = part.code()
        node = part.table.get("code")
        if code and node and (first := self.codes.setdefault((kind, code), node.line)) != node.line:
            part.tell(node, CODE_TWICE, code=code, line=first)
        return code

    def _question(self, part: Part) -> Question:
        found = Question(
            code=self._code(part, "question"),
            number=self._number(part),
            text=part.words("text"),
            guidance=part.words("guidance", required=False),
            weight=part.weight(),
            key=part.flag("key"),
            needs_evidence=part.flag("needs_evidence", default=True),
            hints=self._hints(part),
            options=self._answers(part),
        )
        part.done()
        return found

    def _number(self, part: Part) -> int:
        number = part.whole("number")
        node = part.table.get("number")
        if number is None or node is None:
            return 0
        if (first := self.numbers.get(number)) is not None:
            part.tell(node, NUMBER_TWICE, number=number, line=first)
        elif self.numbers and number < max(self.numbers):
            part.tell(node, NUMBER_ORDER, number=number, before=max(self.numbers))
        self.numbers.setdefault(number, node.line)
        return number

    def _hints(self, part: Part) -> tuple[str, ...]:
        found = []
        for node in part.items("hints", required=False):
            hint = part.plain(node, "hints")
            if hint and hint not in HINTS:
                part.tell(node, NO_HINT, value=hint[:MAX_CODE], known=", ".join(HINTS))
            found.append(hint)
        return tuple(found)

    def _answers(self, part: Part) -> tuple[Option, ...]:
        """The options of a question: a scale, or its own; and that it does not apply, if that may be."""
        node = part.node_of("options")
        if isinstance(node, Scalar):
            if node.text not in self.scales:
                part.tell(node, NO_SCALE, name=node.text[:MAX_CODE], known=", ".join(self.scales))
            found = self.scales.get(node.text, ())
        else:
            part.items("options", required=False)
            found = self._options(node) if isinstance(node, Sequence) else ()
        if not part.flag("not_applicable"):
            return found
        if any(one.value == NOT_APPLICABLE.value for one in found):
            part.tell(part.table.get("not_applicable"), APPLICABLE_TWICE, value=NOT_APPLICABLE.value)
        return (*found, NOT_APPLICABLE)

    def _options(self, node: Sequence) -> tuple[Option, ...]:
        """QN-01: at least two options, each with a value of its own."""
        if len(node.items) < 2:
            self.top.tell(node, FEW_OPTIONS)
        seen: dict[str, int] = {}
        found = []
        for one in node.items:
            option = self._option(self.top.under(one, "options"))
            if option.value in seen:
                self.top.tell(one, VALUE_TWICE, value=option.value, line=seen[option.value])
            seen.setdefault(option.value, one.line)
            found.append(option)
        return tuple(found)

    def _option(self, part: Part) -> Option:
        clauses = tuple(self._clauses(part))
        join = part.choice("join", Join, required=False)
        self._joined(part, join, len(clauses))
        found = Option(
            value=part.text("value", most=MAX_VALUE),
            score=self._score(part),
            text=part.words("text", required=not clauses),
            join=join,
            clauses=clauses,
            claims=dict(self._claims(part)),
            needs_document=part.flag("needs_document"),
            needs_action=part.flag("needs_action"),
        )
        part.done()
        return found

    def _joined(self, part: Part, join: Join | None, count: int) -> None:
        """QN-03: clauses are joined, and only they."""
        if join and not count:
            part.tell(part.table.get("join"), NO_CLAUSES)
        if count and not part.has("join"):
            part.tell(part.table.get("clauses"), NO_JOIN)
        if join is Join.BOTH and count not in (0, 2):
            part.tell(part.table.get("join"), NOT_TWO, count=count)

    def _clauses(self, part: Part) -> list[Clause]:
        seen: dict[str, int] = {}
        found = []
        for one in part.parts("clauses", required=False):
            code = one.code()
            if code in seen:
                one.tell(one.table.get("code"), CODE_TWICE, code=code, line=seen[code])
            seen.setdefault(code, one.node.line)
            found.append(Clause(code, one.words("text")))
            one.done()
        return found

    def _claims(self, part: Part) -> list[tuple[str, Often]]:
        found = []
        for name, node in part.named("claims"):
            often = part.plain(node, name.text)
            if name.text not in HINTS:
                part.tell(name, NO_CLAIM, value=name.text[:MAX_CODE], known=", ".join(HINTS))
            elif often and often not in list(Often):
                part.tell(node, NO_OFTEN, value=often[:MAX_CODE], known=", ".join(Often))
            elif often:
                found.append((name.text, Often(often)))
        return found

    def _score(self, part: Part) -> Decimal | None:
        """QN-02: a score of the scheme; ``null`` if the question does not apply."""
        node = part.table.get("score")
        score = part.number("score", required=node is None, decimals=2)
        if score is None or self.scheme is None:
            return score
        known = [one.value for one in self.scheme.labels]
        if self.scheme.overall is Overall.WORST and score not in known:
            part.tell(node, NO_SCORE, score=score, scheme=self.named, known=", ".join(map(str, known)))
        elif not min(known) <= score <= max(known):
            part.tell(node, OUT_OF_SCALE, score=score, scheme=self.named, least=min(known), most=max(known))
        return score
