"""Pieces of WordprocessingML: paragraphs and cells. Every text is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from bagalau.formats.write.paper.words import printable

TONES = {
    "rest": ("ECEFF2", "48525F"),
    "work": ("E6F0FA", "0B4F8A"),
    "late": ("FDECEA", "A61B1B"),
    "soon": ("FFF4DE", "7A4B00"),
    "done": ("E6F4EA", "1D6135"),
}
ALIGN = {"number": "right", "money": "right", "flag": "center"}
CELL = "Cell"  # the style of paragraphs in tables
SHORT = 6_000  # letters of a row as it is written
LABEL = '<w:b/><w:color w:val="556070"/><w:sz w:val="16"/>'
BAND = "EEF2F4"  # behind labels and sums
QUIET = '<w:color w:val="556070"/>'


def paragraph(
    text: str, style: str = "", *, looks: str = "", kind: str = "text", extra: str = "", space: str = ""
) -> str:
    """A paragraph of one run."""
    layout = (f"<w:pStyle w:val={quoteattr(style)}/>" if style else "") + extra
    layout += f'<w:jc w:val="{ALIGN[kind]}"/>' if kind in ALIGN else ""
    run = f'<w:r>{f"<w:rPr>{looks}</w:rPr>" if looks else ""}<w:t xml:space="preserve">{_text(text)}</w:t></w:r>'
    return f"<w:p {space}>{f'<w:pPr>{layout}</w:pPr>' if layout else ''}{run if text else ''}</w:p>"


def small(text: str, kind: str = "text", *, looks: str = "", extra: str = "") -> str:
    """A paragraph in a table."""
    return paragraph(text, CELL, looks=looks, kind=kind, extra=extra)


def row(cells: Sequence[str], looks: str = "") -> str:
    """A row of a table; one that is not long stays on one page."""
    said = "".join(cells)
    looks = ("<w:cantSplit/>" if len(said) < SHORT else "") + looks
    return f"<w:tr>{f'<w:trPr>{looks}</w:trPr>' if looks else ''}{said}</w:tr>"


def cell(said: Sequence[str], span: int = 1, fill: str = "") -> str:
    """A cell, which holds at least one paragraph."""
    looks = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    looks += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f"<w:tc>{f'<w:tcPr>{looks}</w:tcPr>' if looks else ''}{''.join(said) or '<w:p/>'}</w:tc>"


def note(text: str, tone: str, space: str) -> str:
    fill, colour = TONES.get(tone, TONES["rest"])
    side = f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="6" w:color="{colour}"/></w:pBdr>'
    return paragraph(text, extra=f'{side}<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>', space=space)


def _text(text: str) -> str:
    return escape(printable(text).replace("\n", " "))
