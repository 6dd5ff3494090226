"""The pictogram of a camera (CSI, R253-6): one drawing, for the page and for the poster."""

import re
from typing import Any

from django.template.loader import get_template
from reportlab.pdfgen.canvas import Canvas

SIDE = 48.0
"""Of its view box."""
PATH = re.compile(r'<path d="([^"]+)"')
POINT = re.compile(r"([MLZ])\s*(?:([\d.]+)\s+([\d.]+))?")


def draw_pictogram(canvas: Canvas, x_pt: float, y_pt: float, side_pt: float) -> None:
    """In the present fill colour; `x_pt`, `y_pt`: its lower left corner."""
    drawing = get_template("pages/notice/pictogram.svg").render()
    canvas.saveState()
    canvas.translate(x_pt, y_pt + side_pt)
    canvas.scale(side_pt / SIDE, -side_pt / SIDE)  # SVG counts downwards
    for drawn in PATH.findall(drawing):
        canvas.drawPath(_path(canvas, drawn), stroke=0, fill=1)
    canvas.restoreState()


def _path(canvas: Canvas, drawn: str) -> Any:
    """It has straight lines only."""
    path = canvas.beginPath()
    for verb, x, y in POINT.findall(drawn):
        if verb == "M":
            path.moveTo(float(x), float(y))
        elif verb == "L":
            path.lineTo(float(x), float(y))
        else:
            path.close()
    return path
