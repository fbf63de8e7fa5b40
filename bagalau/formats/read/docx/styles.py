"""What the styles of a DOCX say of a paragraph or run: heading, emphasis, numbering."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from bagalau.formats.read.docx.package import W

_OFF = frozenset(("0", "false", "off", "none"))


class Style(NamedTuple):
    """What is known of a style; None where it leaves that to the style it is based on."""

    heading: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    number: str | None = None
    level: int | None = None

    def over(self, base: Style) -> Style:
        """This style where it says something, the base elsewhere."""
        return base._replace(**{name: own for name, own in self._asdict().items() if own is not None})


def value(node: etree._Element | None, name: str, attribute: str = "val") -> str | None:
    """The attribute of a child, as ``<w:name w:val="…"/>`` has it."""
    child = None if node is None else node.find(W + name)
    return None if child is None else child.get(W + attribute, "")


def _switch(node: etree._Element | None, name: str) -> bool | None:
    found = value(node, name)
    return None if found is None else found not in _OFF


def run_style(properties: etree._Element | None) -> Style:
    """What a run's own properties say."""
    return Style(bold=_switch(properties, "b"), italic=_switch(properties, "i"), hidden=_switch(properties, "vanish"))


def paragraph_style(properties: etree._Element | None) -> Style:
    """What a paragraph's own properties say."""
    if properties is None:
        return Style()
    numbering = properties.find(W + "numPr")
    return Style(
        heading=_outline(value(properties, "outlineLvl")),
        number=value(numbering, "numId"),
        level=_number(value(numbering, "ilvl")),
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text) else None


def _outline(text: str | None) -> int | None:
    """The level of a heading from that of the outline, where 9 is body text."""
    level = _number(text)
    return None if level is None else level + 1 if level < 9 else 0


class Styles:
    """The styles of a document by their ids, each with what it takes from those it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        nodes = [] if root is None else root.findall(W + "style")
        self._nodes = {node.get(W + "styleId", ""): node for node in nodes}
        self._known: dict[str, Style] = {}

    def get(self, name: str | None) -> Style:
        """The style of an id; an unknown one says nothing, and a circle of bases is cut."""
        if not name or name not in self._nodes:
            return Style()
        if name not in self._known:
            self._known[name] = Style()
            node = self._nodes[name]
            properties = paragraph_style(node.find(W + "pPr"))
            own = run_style(node.find(W + "rPr")).over(properties)
            named = own if own.heading is not None else own._replace(heading=_named(value(node, "name") or ""))
            self._known[name] = named.over(self.get(value(node, "basedOn")))
        return self._known[name]


def _named(name: str) -> int | None:
    """The level of a heading from the style's name, which is English in every edition of Word."""
    match = re.fullmatch(r"heading ([1-9])", name.lower())
    return int(match[1]) if match else 1 if name.lower() == "title" else None
