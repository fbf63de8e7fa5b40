"""YAML as a tree of texts that know their lines.

YAML's own guesses are not used: ``Yes`` is a text and not true, ``1.10`` is not 1.1 (QF-02).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from bagalau.lib.texts import NO_SIGN, mark
from bagalau.quality.rules.reading.mistakes import MOST, Mistake, Refused

MAX_BYTES = 1_000_000
MAX_DEPTH = 16
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

TOO_LARGE = mark("The file is larger than %(most)s bytes.")
NOT_TEXT = mark("The file is not a text in UTF-8.")
BAD_SIGN = mark("The line has a control character (%(sign)s). Delete it.")
TAB = mark("The line is indented with a tab. YAML wants spaces.")
NOT_YAML = mark("This is not YAML: %(reason)s.")
EMPTY = mark("The file is empty.")
SEVERAL = mark("A second document begins here. Put each into a file of its own.")
REPEATED = mark("“%(key)s” stands here for the second time; first in line %(first)s.")
KEY = mark("A name was expected here.")
ANCHOR = mark("Anchors and references (& and *) are not read. Write the text out.")
TAG = mark("Tags (“%(tag)s”) are not read. Write the value alone.")
DEEP = mark("This is nested too deeply.")


@dataclass(frozen=True)
class Node:
    """Something in a file, and where it begins."""

    line: int
    column: int


@dataclass(frozen=True)
class Scalar(Node):
    """A text. ``plain``: without quotes, so that an empty one or ``null`` means nothing."""

    text: str
    plain: bool

    @property
    def nothing(self) -> bool:
        return self.plain and self.text in ("", "~", "null")


@dataclass(frozen=True)
class Sequence(Node):
    """A list."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Table(Node):
    """Names with what they name; ``keys`` are the names with their own places."""

    keys: tuple[Scalar, ...]
    values: tuple[Node, ...]

    def get(self, key: str) -> Node | None:
        return next((value for name, value in zip(self.keys, self.values, strict=True) if name.text == key), None)


def tree(data: bytes | str) -> tuple[Node, list[Mistake]]:
    """What a file holds, with the mistakes after which one can still read on. Refuses what is no YAML at all."""
    text = text_of(data)
    builder = _Builder(yaml.parse(text, Loader=LOADER))
    try:
        return builder.document(), builder.mistakes
    except yaml.MarkedYAMLError as error:
        raise Refused([*builder.mistakes, _explained(error, text)]) from None


def text_of(data: bytes | str) -> str:
    """The text of a file of a bearable size, without a sign that no page can show."""
    if len(data) > MAX_BYTES:
        raise Refused([Mistake(1, 1, TOO_LARGE, {"most": MAX_BYTES})])
    try:
        text = data if isinstance(data, str) else data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused([Mistake(data.count(b"\n", 0, error.start) + 1, 1, NOT_TEXT)]) from None  # type: ignore[arg-type]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if bad := NO_SIGN.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise Refused(
            [Mistake(line, bad.start() - text.rfind("\n", 0, bad.start()), BAD_SIGN, {"sign": _name(bad[0])})]
        )
    return text


def _name(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def _explained(error: yaml.MarkedYAMLError, text: str) -> Mistake:
    """Why something is no YAML: a tab in the indentation is the reason that people do not see."""
    mark_ = error.problem_mark or error.context_mark
    line, column = (mark_.line, mark_.column) if mark_ else (0, 0)
    lines = text.split("\n")
    written = lines[line] if line < len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return Mistake(line + 1, 1, TAB)
    return Mistake(line + 1, column + 1, NOT_YAML, {"reason": error.problem or error.context or ""})


class _Builder:
    """Builds the tree from the events of the parser, which never makes objects of what it reads."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self.events = events
        self.mistakes: list[Mistake] = []

    def document(self) -> Node:
        """The only document of the file."""
        next(self.events)  # the stream begins
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise Refused([Mistake(1, 1, EMPTY)])
        found = self.node(next(self.events), 0)
        next(self.events)  # the document ends
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.refuse(after, SEVERAL)
        return found

    def node(self, event: yaml.Event, depth: int) -> Node:
        """What begins with an event."""
        if depth > MAX_DEPTH:
            self.refuse(event, DEEP)
        if getattr(event, "anchor", None) is not None:
            self.refuse(event, ANCHOR)
        if tag := getattr(event, "tag", None):
            self.refuse(event, TAG, tag=tag)
        line, column = _place(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(line, column, event.value.strip(), event.style in (None, ""))
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(line, column, tuple(self.items(yaml.SequenceEndEvent, depth)))
        return self.table(line, column, list(self.items(yaml.MappingEndEvent, depth)))

    def items(self, end: type[yaml.Event], depth: int) -> Iterator[Node]:
        """What stands in a list or table until it ends."""
        while not isinstance(event := next(self.events), end):
            yield self.node(event, depth + 1)

    def table(self, line: int, column: int, items: list[Node]) -> Table:
        """Names and values in turn. What is named twice counts once, and is told."""
        found: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.tell(key.line, key.column, KEY)
            elif key.text in found:
                self.tell(key.line, key.column, REPEATED, key=key.text, first=found[key.text][0].line)
            else:
                found[key.text] = key, value
        return Table(line, column, tuple(one for one, _ in found.values()), tuple(one for _, one in found.values()))

    def tell(self, line: int, column: int, sentence: str, **values: object) -> None:
        self.mistakes.append(Mistake(line, column, sentence, values))
        if len(self.mistakes) >= MOST:
            raise Refused(self.mistakes)

    def refuse(self, event: yaml.Event, sentence: str, **values: object) -> None:
        """A mistake after which nobody reads on."""
        raise Refused([*self.mistakes, Mistake(*_place(event), sentence, values)])


def _place(event: yaml.Event) -> tuple[int, int]:
    return (event.start_mark.line + 1, event.start_mark.column + 1) if event.start_mark else (1, 1)
