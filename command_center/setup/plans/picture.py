"""Makes a floor plan's picture of a file that somebody uploaded; a program of its own.

Decoders are where hostile files do harm: here they may fail, swell or hang without the web
process. Its argument is the kind of the file that comes on stdin; on stdout goes a PNG, or a WebP
where a PNG would be too large. The exit code says why there is none. Nothing of the file is kept
but its pixels.
"""

import io
import math
import resource
import sys
from enum import IntEnum
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

if TYPE_CHECKING:
    import pypdfium2

LONGEST_PX = 4000
MOST_PIXELS = 64_000_000
"""Of a picture, before it is decoded: a small file can hold thousands of megapixels."""

MOST_MEMORY_BYTES = 2 * 1024**3
MOST_CPU_S = 40
LARGEST_PNG_BYTES = 4_000_000
"""Lines stay sharp in a PNG; a photograph is many times larger than as a WebP."""

PDF = "PDF"
SIXTEEN_BITS = "I;16"
WRONG_PASSWORD = 4
"""PDFium's number for it."""


class Refused(IntEnum):
    """Exit codes."""

    DAMAGED = 10
    TOO_MANY_PIXELS = 11
    LOCKED = 12
    EMPTY = 13


class Refusal(Exception):
    def __init__(self, why: Refused) -> None:
        super().__init__(why.name)
        self.why = why


def main() -> None:
    _limit()
    try:
        made = encoded(drawn(sys.argv[1], sys.stdin.buffer.read()))
    except Refusal as refusal:
        sys.exit(int(refusal.why))
    sys.stdout.buffer.write(made)


def drawn(kind: str, data: bytes) -> Image.Image:
    """At most `LONGEST_PX` long. Raises `Refusal`."""
    return _page(data) if kind == PDF else _picture(kind, data)


def encoded(picture: Image.Image) -> bytes:
    png = _saved(picture, format="PNG")
    return png if len(png) <= LARGEST_PNG_BYTES else _saved(picture, format="WEBP", quality=88)


def _picture(kind: str, data: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refusal(Refused.TOO_MANY_PIXELS)
            image.draft("RGB", (LONGEST_PX, LONGEST_PX))  # a JPEG is decoded no larger than needed
            return _on_white(ImageOps.exif_transpose(image))
    except Image.DecompressionBombError as error:
        raise Refusal(Refused.TOO_MANY_PIXELS) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refusal(Refused.DAMAGED) from error


def _on_white(image: Image.Image) -> Image.Image:
    """What shines through is paper; a new picture has no metadata."""
    if image.mode.startswith(SIXTEEN_BITS):
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    image = image.convert("RGBA" if has_alpha else "RGB")
    image.thumbnail((LONGEST_PX, LONGEST_PX), Image.Resampling.LANCZOS)
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image if has_alpha else None)
    return paper


def _page(data: bytes) -> Image.Image:
    import pypdfium2  # not in the web process, which reads the exit codes above

    try:
        return _on_white(_first_page(pypdfium2.PdfDocument(data)).to_pil())
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == WRONG_PASSWORD
        raise Refusal(Refused.LOCKED if is_locked else Refused.DAMAGED) from error


def _first_page(document: "pypdfium2.PdfDocument") -> "pypdfium2.PdfBitmap":
    if not len(document):
        raise Refusal(Refused.EMPTY)
    longest = max(document[0].get_size())
    if not math.isfinite(longest) or longest <= 0:
        raise Refusal(Refused.DAMAGED)
    return document[0].render(scale=LONGEST_PX / longest)


def _saved(picture: Image.Image, **how: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, **how)
    return target.getvalue()


def _limit() -> None:
    """A hostile file gets no more than this; what Linux and macOS keep to differs."""
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY_BYTES),
        (resource.RLIMIT_CPU, MOST_CPU_S),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue


if __name__ == "__main__":
    main()
