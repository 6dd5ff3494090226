"""A QR code, drawn as shapes: sharp at every size."""

import segno
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas


def draw_qr_code(
    canvas: Canvas, address: str, corner_pt: tuple[float, float], side_pt: float
) -> None:
    """Black on white. `corner_pt`: lower left; `side_pt` holds the quiet zone that readers want."""
    x_pt, y_pt = corner_pt
    rows = list(segno.make(address, error="m", micro=False).matrix_iter(border=4))
    module_pt = side_pt / len(rows)
    canvas.setFillColor(colors.white)
    canvas.rect(x_pt, y_pt, side_pt, side_pt, stroke=0, fill=1)
    canvas.setFillColor(colors.black)
    for down, row in enumerate(rows, 1):
        for across, is_dark in enumerate(row):
            if is_dark:
                left_pt, low_pt = x_pt + across * module_pt, y_pt + side_pt - down * module_pt
                canvas.rect(left_pt, low_pt, module_pt, module_pt, stroke=0, fill=1)
