"""Documents that leave the system: the same content as PDF, CSV and JSON, readable without us."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab import platypus
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

MARGIN = 18 * mm
PLAIN, BOLD = "Vera", "VeraBd"
INK, FAINT = colors.HexColor("#12171c"), colors.HexColor("#5b6772")
HEAD = colors.HexColor("#e9ecef")
DANGEROUS_FIRST = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection)."""


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` are headings; each row has as many cells. `shares`: of the width, or equal ones."""

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    title: str = ""
    shares: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are, one below the other."""

    facts: Mapping[str, object]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """`foot` is on every page: where it comes from, its digest. A string block is a paragraph."""

    title: str
    subtitle: str
    blocks: Sequence[str | Table | Facts]
    foot: str = ""
    language: str = "fr"
    is_wide: bool = field(default=False, kw_only=True)


def pdf(document: Document) -> bytes:
    """On A4; the same bytes for the same document. Text that the font lacks shows as a box."""
    register_fonts()
    written = io.BytesIO()
    size = landscape(A4) if document.is_wide else A4
    template = platypus.SimpleDocTemplate(
        written,
        pagesize=size,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=document.title,
        author="Vigie",
        lang=document.language,
        invariant=1,
    )
    width = size[0] - 2 * MARGIN
    story = [_words(document.title, BOLD, 15), _words(document.subtitle, PLAIN, 9, FAINT)]
    for block in document.blocks:
        story += [platypus.Spacer(1, 5 * mm), *_flowables(block, width)]
    template.build(story, canvasmaker=partial(_Numbered, foot=document.foot))
    return written.getvalue()


def csv_text(table: Table) -> str:
    """RFC 4180, with the mark by which spreadsheets know UTF-8; no cell is a formula."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(table.columns)
    writer.writerows([_cell(one) for one in row] for row in table.rows)
    return "\ufeff" + written.getvalue()


def canonical_json(content: object) -> bytes:
    """The one form of a content: sorted, UTF-8, times in UTC. What a digest is taken of."""
    text = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
    )
    return text.encode()


def sha256_of(content: object) -> str:
    return hashlib.sha256(canonical_json(content)).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)


def _cell(value: object) -> str:
    text = "" if value is None else str(_plain(value) if isinstance(value, datetime) else value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(DANGEROUS_FIRST) and not is_number else text


@cache
def register_fonts() -> None:
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


def _words(text: object, font: str, size: float, colour: Any = INK) -> Any:
    style = ParagraphStyle(
        font, fontName=font, fontSize=size, leading=size * 1.35, textColor=colour
    )
    return platypus.Paragraph(escape("" if text is None else str(text)), style)


def _flowables(block: str | Table | Facts, width: float) -> Iterable[Any]:
    if isinstance(block, str):
        return [_words(block, PLAIN, 9)]
    title = [_words(block.title, BOLD, 10.5), platypus.Spacer(1, 2 * mm)] if block.title else []
    if isinstance(block, Facts):
        rows = [
            [_words(name, PLAIN, 8, FAINT), _words(value, PLAIN, 9)]
            for name, value in block.facts.items()
        ]
        return (
            [*title, _grid(rows, [0.32 * width, 0.68 * width], has_head=False)] if rows else title
        )
    shares = block.shares or [1 / len(block.columns)] * len(block.columns)
    rows = [[_words(one, BOLD, 7.5) for one in block.columns]]
    rows += [[_words(one, PLAIN, 7.5) for one in row] for row in block.rows]
    return [*title, _grid(rows, [share * width for share in shares], has_head=True)]


def _grid(rows: Sequence[list[Any]], widths: Sequence[float], *, has_head: bool) -> Any:
    looks: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, HEAD),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    if has_head:
        looks.append(("BACKGROUND", (0, 0), (-1, 0), HEAD))
    return platypus.Table(rows, colWidths=widths, repeatRows=int(has_head), style=looks)


class _Numbered(Canvas):
    """Pages say their number and how many there are: one that is missing is missed."""

    def __init__(self, *given: Any, foot: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self._foot = foot
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # as ReportLab's own book shows it

    def save(self) -> None:
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self.setFont(PLAIN, 6.5)
            self.setFillColor(FAINT)
            self.drawString(MARGIN, 10 * mm, self._foot)
            right_pt = self._pagesize[0] - MARGIN  # type: ignore[attr-defined]
            self.drawRightString(right_pt, 10 * mm, f"{number}/{len(self._pages)}")
            super().showPage()
        super().save()
