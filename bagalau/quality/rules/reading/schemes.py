"""A rating scheme out of its tree."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from bagalau.lib.texts import mark
from bagalau.quality.rules.reading.mistakes import Mistake
from bagalau.quality.rules.reading.parts import MAX_CODE, MAX_NAME, MAX_VALUE, Part
from bagalau.quality.rules.reading.questionnaires import CODE_TWICE
from bagalau.quality.rules.reading.tree import Node, Sequence
from bagalau.quality.rules.schemes import Band, Case, Condition, Label, Overall, Scheme

TONES = ("good", "fair", "weak", "bad")

FEW_LABELS = mark("A rating scheme has at least two labels.")
ORDER = mark("The value %(value)s breaks the order: from the best label to the worst, values only fall or only rise.")
NO_TONE = mark("The tone “%(value)s” is not known. Known are: %(known)s.")
NO_LABEL = mark("There is no label “%(value)s”. Known are: %(known)s.")
NO_BANDS = mark("“%(key)s” is missing: the overall rule “%(overall)s” needs it.")
BAND_FALLING = mark("The bound %(value)s does not lie below %(before)s. Bands stand from the highest to the lowest.")
LAST_BAND = mark("The last band has no lower bound: leave out “least”, or add a band without it.")
OPEN_BAND = mark("Only the last band may be without “least”.")
NO_CONDITIONS = mark("A case has at least one condition.")
BEST_WORST = mark("“%(best)s” is worse than “%(worst)s”: “best” is the better end.")
NO_COUNT = mark("A condition says “least”, “most” or “every: true”.")
LEAST_MOST = mark("“least” is more than “most”.")
SHARES = mark("“shares” are %(expected)s numbers between 0 and 1, each more than the one before.")


class Reader:
    """Reads one scheme."""

    def __init__(self, node: Node, mistakes: list[Mistake]) -> None:
        self.top = Part(node, "scheme", mistakes, whole=True)
        self.codes: list[str] = []

    def scheme(self) -> Scheme:
        """The whole of it; what has mistakes is never used."""
        top = self.top
        labels = self._labels()
        overall = top.choice("overall", Overall)
        found = Scheme(
            code=top.code(),
            version=top.version(),
            name=top.words("name", most=MAX_NAME),
            source=top.source(),
            labels=labels,
            overall=overall or Overall.WORST,
            bands=self._bands("bands", overall, overall in (Overall.COUNTS, Overall.MEAN)),
            overall_bands=self._bands("overall_bands", overall, overall is Overall.MEAN),
            sections=top.whole("sections", required=overall is Overall.COUNTS, positive=True),
            cases=self._cases(overall),
            key_weight=top.whole("key_weight", required=False, positive=True) or 1,
            shares=self._shares(overall, len(labels) - 1),
        )
        top.done()
        return found

    def _labels(self) -> tuple[Label, ...]:
        """QR-01: the best first."""
        found: list[Label] = []
        lines: dict[str, int] = {}
        for part in self.top.parts("labels"):
            label = self._label(part)
            if label.code in lines:
                part.tell(part.table.get("code"), CODE_TWICE, code=label.code, line=lines[label.code])
            lines.setdefault(label.code, part.node.line)
            found.append(label)
            if not _ordered([one.value for one in found]):
                part.tell(part.table.get("value"), ORDER, value=label.value)
            part.done()
        if isinstance(self.top.table.get("labels"), Sequence) and len(found) < 2:
            self.top.tell(self.top.table.get("labels"), FEW_LABELS)
        self.codes = [one.code for one in found]
        return tuple(found)

    def _tone(self, part: Part) -> str:
        tone = part.text("tone", required=False)
        if tone and tone not in TONES:
            part.tell(part.table.get("tone"), NO_TONE, value=tone[:MAX_CODE], known=", ".join(TONES))
        return tone

    def _label(self, part: Part) -> Label:
        value = part.number("value", decimals=2) or Decimal(0)
        return Label(part.code(MAX_VALUE), value, part.words("name", most=MAX_NAME), self._tone(part))

    def _label_at(self, part: Part, key: str) -> str:
        """The code of a label of this scheme."""
        code = part.text(key)
        if code and code not in self.codes:
            part.tell(part.table.get(key), NO_LABEL, value=code[:MAX_CODE], known=", ".join(self.codes))
        return code

    def _bands(self, key: str, overall: Overall | None, needed: bool) -> tuple[Band, ...]:
        """QR-02: from the highest bound to none."""
        if needed and not self.top.has(key):
            self.top.tell(None, NO_BANDS, key=key, overall=overall)
        parts = self.top.parts(key, required=False)
        found: list[Band] = []
        for number, part in enumerate(parts, 1):
            band = Band(self._label_at(part, "label"), part.number("least", required=False))
            before = found[-1].least if found else None
            if band.least is not None and before is not None and band.least >= before:
                part.tell(part.table.get("least"), BAND_FALLING, value=band.least, before=before)
            if number == len(parts) and part.has("least"):
                part.tell(part.table.get("least"), LAST_BAND)
            if number < len(parts) and not part.has("least"):
                part.tell(None, OPEN_BAND)
            found.append(band)
            part.done()
        return tuple(found)

    def _cases(self, overall: Overall | None) -> tuple[Case, ...]:
        """QR-03: what must hold for a label."""
        if overall is Overall.COUNTS and not self.top.has("cases"):
            self.top.tell(None, NO_BANDS, key="cases", overall=overall)
        found = []
        for part in self.top.parts("cases", required=False):
            conditions = tuple(self._condition(one) for one in part.parts("conditions"))
            if isinstance(part.table.get("conditions"), Sequence) and not conditions:
                part.tell(part.table.get("conditions"), NO_CONDITIONS)
            found.append(Case(self._label_at(part, "label"), conditions, part.flag("either")))
            part.done()
        return tuple(found)

    def _condition(self, part: Part) -> Condition:
        found = Condition(
            best=self._label_at(part, "best"),
            worst=self._label_at(part, "worst"),
            least=part.whole("least", required=False),
            most=part.whole("most", required=False),
            every=part.flag("every"),
            critical=part.flag("critical"),
        )
        known = found.best in self.codes and found.worst in self.codes
        if known and self.codes.index(found.best) > self.codes.index(found.worst):
            part.tell(part.table.get("best"), BEST_WORST, best=found.best, worst=found.worst)
        if not found.every and not part.has("least") and not part.has("most"):
            part.tell(None, NO_COUNT)
        if found.least is not None and found.most is not None and found.least > found.most:
            part.tell(part.table.get("least"), LEAST_MOST)
        part.done()
        return found

    def _shares(self, overall: Overall | None, expected: int) -> tuple[Decimal, ...]:
        """Where the bands of points end, as shares of the way from the least to the most."""
        if overall is Overall.POINTS_2 and not self.top.has("shares"):
            self.top.tell(None, NO_BANDS, key="shares", overall=overall)
        found = []
        for node in self.top.items("shares", required=False):
            text = self.top.plain(node, "shares")
            if text and (number := self.top.decimal(node, text)) is not None:
                found.append(number)
        rising = found == sorted(set(found)) and all(0 < one < 1 for one in found)
        if self.top.has("shares") and (not rising or len(found) != expected):
            self.top.tell(self.top.table.get("shares"), SHARES, expected=expected)
        return tuple(found)


def _ordered(values: list[Decimal]) -> bool:
    """QR-01: each value differs from the one before in the same direction; risks rise, what is good falls."""
    falls = [before > after for before, after in pairwise(values)]
    return len(set(values)) == len(values) and len(set(falls)) < 2
