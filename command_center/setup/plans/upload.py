"""A file that is to be a floor plan: refused with its reason, or made a picture."""

import io
import logging
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from PIL import Image

from command_center.setup.plans.picture import MOST_PIXELS, PDF, Refused

PROGRAM = Path(__file__).with_name("picture.py")
LARGEST_MB = 20
LARGEST_BYTES = LARGEST_MB * 1_000_000
TAKES_AT_MOST_S = 45.0
HEAD_BYTES = 1024
"""A PDF may begin with something else."""

logger = logging.getLogger(__name__)


class Drawn(NamedTuple):
    picture: bytes
    media_type: str
    width_px: int
    height_px: int


def drawn(upload: UploadedFile) -> Drawn:
    """Raises `ValidationError`; nothing larger than `LARGEST_BYTES` is read."""
    if (upload.size or 0) > LARGEST_BYTES:
        raise ValidationError(too_large_words(upload.size or 0))
    data = upload.read()
    kind = kind_of(data[:HEAD_BYTES])
    if kind is None:
        raise ValidationError(_words()["unknown"])
    return _measured(_made(kind, data))


def kind_of(head: bytes) -> str | None:
    """By content: a name says nothing."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP"
    return PDF if b"%PDF-" in head else None


def too_large_words(size_bytes: int) -> str:
    told = _("The file has %(size)s MB, and a floor plan at most %(most)s: export it smaller.")
    return told % {"size": number_format(size_bytes / 1e6, 0), "most": LARGEST_MB}


def _made(kind: str, data: bytes) -> bytes:
    command = [sys.executable, "-I", str(PROGRAM), kind]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=TAKES_AT_MOST_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ValidationError(_words()["hangs"]) from error
    if done.returncode:
        raise ValidationError(_why(done))
    return done.stdout


def _why(done: "subprocess.CompletedProcess[bytes]") -> str:
    try:
        return _words()[Refused(done.returncode).name]
    except ValueError:
        said = done.stderr.decode(errors="replace")[-500:]
        logger.warning("A floor plan was not drawn (exit code %s): %s", done.returncode, said)
        return _words()["hangs"]


def _measured(picture: bytes) -> Drawn:
    with Image.open(io.BytesIO(picture)) as image:
        return Drawn(picture, f"image/{str(image.format).lower()}", *image.size)


def _words() -> dict[str, str]:
    return {
        "unknown": _("Not a PNG, JPEG, WebP or PDF, whatever its name says: export it as one."),
        "hangs": _("The file costs too much to draw: export the plan as a PNG."),
        Refused.DAMAGED.name: _("The file is damaged or not complete: export the plan again."),
        Refused.TOO_MANY_PIXELS.name: _(
            "The picture has more than %(most)s million pixels: export it smaller."
        )
        % {"most": MOST_PIXELS // 1_000_000},
        Refused.LOCKED.name: _("The PDF asks for a password: save it without one."),
        Refused.EMPTY.name: _("The PDF has no page."),
    }
