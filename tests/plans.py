"""Floor plans as people upload them."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw

from command_center.venues.models import FloorPlan, Venue

WIDTH_PX, HEIGHT_PX = 1200, 800
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
LOCKED = b"""%%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [] /Count 0>> endobj
3 0 obj <</Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s>>> endobj
trailer <</Root 1 0 R /Size 4 /Encrypt 3 0 R /ID [<41> <41>]>>
""" % (b"41" * 32, b"42" * 32)
"""Its password is not the empty one."""


def stadium(width_px: int = WIDTH_PX, height_px: int = HEIGHT_PX) -> Image.Image:
    """Stands around a pitch, on white paper."""
    image = Image.new("RGB", (width_px, height_px), "white")
    pen = ImageDraw.Draw(image)
    wide, high = width_px / 100, height_px / 100
    outer = (6 * wide, 8 * high, 94 * wide, 92 * high)
    inner = (24 * wide, 27 * high, 76 * wide, 73 * high)
    pitch = (30 * wide, 33 * high, 70 * wide, 67 * high)
    pen.rounded_rectangle(outer, 90, outline="#4a4f55", width=4)
    pen.rounded_rectangle(inner, 30, outline="#4a4f55", width=3)
    pen.rectangle(pitch, outline="#8a9299", width=2)
    pen.line((50 * wide, 33 * high, 50 * wide, 67 * high), fill="#8a9299", width=2)
    pen.ellipse((45 * wide, 42.5 * high, 55 * wide, 57.5 * high), outline="#8a9299", width=2)
    for x in range(12, 92, 4):
        pen.line((x * wide, 8 * high, x * wide, 26 * high), fill="#c9ced3", width=1)
        pen.line((x * wide, 74 * high, x * wide, 92 * high), fill="#c9ced3", width=1)
    return image


def file_of(image: Image.Image, kind: str, **how: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **how)
    return target.getvalue()


def bomb(width_px: int, height_px: int) -> bytes:
    """A PNG of a few bytes that says that it is large."""
    header = struct.pack(">IIBBBBB", width_px, height_px, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    return PNG_HEAD + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def plan_of(venue: Venue, **changes: Any) -> FloorPlan:
    fields = {
        "name": "Ground floor",
        "picture": file_of(stadium(), "PNG"),
        "media_type": "image/png",
        "width_px": WIDTH_PX,
        "height_px": HEIGHT_PX,
    }
    plan: FloorPlan = FloorPlan.objects.create(venue=venue, **fields | changes)
    return plan
