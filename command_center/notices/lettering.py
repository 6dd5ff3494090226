"""Paragraphs on a page: made, measured, drawn from the top down."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

TALLEST_PT = 10_000.0
"""More than any page: a paragraph is never split."""


def paragraphs(
    lines: Sequence[str], font: str, size_pt: float, colour: Any, after: float = 0.0
) -> list[Any]:
    """`after`: the space below the last one, in lines."""
    style = ParagraphStyle(
        font,
        fontName=font,
        fontSize=size_pt,
        leading=size_pt * 1.28,
        textColor=colour,
        splitLongWords=1,
    )
    last = ParagraphStyle("last", parent=style, spaceAfter=after * size_pt)
    styles = [style] * (len(lines) - 1) + [last]
    return [Paragraph(escape(line), one) for line, one in zip(lines, styles, strict=True)]


def height(words: Sequence[Any], width_pt: float) -> float:
    return float(sum(one.wrap(width_pt, TALLEST_PT)[1] + one.getSpaceAfter() for one in words))


def draw(canvas: Canvas, words: Sequence[Any], x_pt: float, top_pt: float, width_pt: float) -> None:
    for one in words:
        top_pt -= one.wrap(width_pt, TALLEST_PT)[1]
        one.drawOn(canvas, x_pt, top_pt)
        top_pt -= one.getSpaceAfter()
