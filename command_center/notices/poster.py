"""The poster: one page, French with English below, a pictogram and a QR code."""

import io
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A3, A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from command_center import documents
from command_center.documents import BOLD, PLAIN
from command_center.notices.content import NoticeContent, Section
from command_center.notices.lettering import draw, height, paragraphs
from command_center.notices.pictogram import draw_pictogram
from command_center.notices.qr_code import draw_qr_code

PAPERS = {"a4": A4, "a3": A3}
WIDTH, HEIGHT = A4
"""Drawn for A4 and enlarged: A3 has the same shape."""
MARGIN, GUTTER = 14 * mm, 7 * mm
HEAD_PT, FOOT_PT = 36 * mm, 40 * mm
QR_PT = 31 * mm
BLUE, INK, FAINT = (
    colors.HexColor("#0b3d78"),
    colors.HexColor("#12171c"),
    colors.HexColor("#5b6772"),
)
LARGEST_PT, SMALLEST_PT = 11.5, 5.5
LONGEST, MOST_LINES = 160, 4
"""What an administrator wrote is cut here: the page behind the QR code says it whole."""
LEFT = "event", "place", "times", "kinds", "retention"
RIGHT = "never", "rights", "no_objection", "complaint"
JOINED = re.compile(r" (?=[:;?!»—])|(?<=[«]) |(?<=art\.) |(?<=n°) ")
LISTED, CUT = ("kinds", "never"), ("event", "place")


class DoesNotFit(Exception):
    """The words are too many for one page, however small."""


@dataclass(frozen=True, slots=True)
class Poster:
    """`address` is where its QR code leads."""

    french: NoticeContent
    english: NoticeContent
    address: str


def poster_pdf(poster: Poster, paper: str = "a4") -> bytes:
    """Raises `DoesNotFit`."""
    documents.register_fonts()
    written = io.BytesIO()
    size = PAPERS[paper]
    canvas = Canvas(written, pagesize=size, invariant=1, lang="fr")
    canvas.setTitle(poster.french.title)
    canvas.setAuthor("Vigie")
    canvas.scale(size[0] / WIDTH, size[1] / HEIGHT)
    _head(canvas, poster)
    _body(canvas, poster)
    _foot(canvas, poster)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def _head(canvas: Canvas, poster: Poster) -> None:
    canvas.setFillColor(BLUE)
    canvas.rect(0, HEIGHT - HEAD_PT, WIDTH, HEAD_PT, stroke=0, fill=1)
    side_pt = HEAD_PT - 12 * mm
    canvas.setFillColor(colors.white)
    draw_pictogram(canvas, MARGIN, HEIGHT - HEAD_PT + 6 * mm, side_pt)
    words = [
        *paragraphs([poster.french.title], BOLD, 19, colors.white),
        *paragraphs([poster.english.title], PLAIN, 11.5, colors.white),
    ]
    width_pt = WIDTH - 2 * MARGIN - side_pt - GUTTER
    below_pt = (HEAD_PT - height(words, width_pt)) / 2
    draw(canvas, words, MARGIN + side_pt + GUTTER, HEIGHT - below_pt, width_pt)


def _body(canvas: Canvas, poster: Poster) -> None:
    top_pt = HEIGHT - HEAD_PT - 6 * mm
    free_pt = top_pt - FOOT_PT - 4 * mm
    width_pt = (WIDTH - 2 * MARGIN - GUTTER) / 2
    size_pt = _fitting(poster, width_pt, free_pt - 2 * GUTTER)
    for content in (poster.french, poster.english):
        columns = _columns(content, size_pt)
        for number, column in enumerate(columns):
            draw(canvas, column, MARGIN + number * (width_pt + GUTTER), top_pt, width_pt)
        top_pt -= max(height(column, width_pt) for column in columns) + GUTTER
        if content is poster.french:
            canvas.setStrokeColor(FAINT)
            canvas.line(MARGIN, top_pt + GUTTER / 2, WIDTH - MARGIN, top_pt + GUTTER / 2)


def _fitting(poster: Poster, width_pt: float, free_pt: float) -> float:
    """The largest letters with which both languages fit."""
    size_pt = LARGEST_PT
    while size_pt >= SMALLEST_PT:
        blocks = (_columns(content, size_pt) for content in (poster.french, poster.english))
        if sum(max(height(one, width_pt) for one in block) for block in blocks) <= free_pt:
            return size_pt
        size_pt -= 0.25
    raise DoesNotFit(_("The words do not fit on one page: shorten the contact or the statements."))


def _columns(content: NoticeContent, size_pt: float) -> tuple[list[Any], list[Any]]:
    return list(_sections(content, LEFT, size_pt)), list(_sections(content, RIGHT, size_pt))


def _sections(content: NoticeContent, keys: Sequence[str], size_pt: float) -> Iterator[Any]:
    for one in content.sections:
        if one.key in keys:
            yield from paragraphs([one.title], BOLD, size_pt * 0.82, BLUE)
            yield from paragraphs(_lines(one), PLAIN, size_pt, INK, after=0.5)


def _lines(section: Section) -> list[str]:
    if section.key in CUT:
        return [_cut(line) for line in section.lines[:MOST_LINES]]
    return [f"• {_held(line)}" if section.key in LISTED else _held(line) for line in section.lines]


def _held(line: str) -> str:
    """No line begins with what belongs to the word before it."""
    return JOINED.sub("\u00a0", line)


def _foot(canvas: Canvas, poster: Poster) -> None:
    canvas.setFillColor(colors.HexColor("#e9eef4"))
    canvas.rect(0, 0, WIDTH, FOOT_PT, stroke=0, fill=1)
    draw_qr_code(canvas, poster.address, (MARGIN, (FOOT_PT - QR_PT) / 2), QR_PT)
    left_pt = MARGIN + QR_PT + GUTTER
    width_pt = (WIDTH - MARGIN - left_pt - GUTTER) / 2
    top_pt = FOOT_PT - 5 * mm
    draw(canvas, _contact(poster), left_pt, top_pt, width_pt)
    draw(canvas, _links(poster), left_pt + width_pt + GUTTER, top_pt, width_pt)


def _contact(poster: Poster) -> list[Any]:
    controller = " · ".join(poster.french.lines("controller"))
    heads = [_title_of(one, "contact") for one in (poster.french, poster.english)]
    return [
        *paragraphs([_cut(controller)], BOLD, 8.5, INK, after=0.3),
        *paragraphs([" / ".join(heads)], PLAIN, 6.5, FAINT, after=0.1),
        *paragraphs([_cut(" · ".join(poster.french.lines("contact")), 260)], PLAIN, 7.5, INK),
    ]


def _links(poster: Poster) -> list[Any]:
    told = []
    for content in (poster.french, poster.english):
        with translation.override(content.language):
            told.append(_("All that you may know, your rights, the order:"))
    officer = " · ".join(poster.french.lines("officer"))
    head = " / ".join(_title_of(one, "officer") for one in (poster.french, poster.english))
    return [
        *paragraphs(told, PLAIN, 6.5, FAINT),
        *paragraphs([poster.address], BOLD, 8, BLUE, after=0.5),
        *paragraphs([head], PLAIN, 6.5, FAINT, after=0.1),
        *paragraphs([_cut(officer)], PLAIN, 7.5, INK),
    ]


def _title_of(content: NoticeContent, key: str) -> str:
    return next((one.title for one in content.sections if one.key == key), "")


def _cut(line: str, longest: int = LONGEST) -> str:
    return textwrap.shorten(line, longest, placeholder=" …")
