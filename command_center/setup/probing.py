"""What a probe of a camera says, in the reader's language."""

import base64
from typing import Any

import cv2
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from command_center.setup.allowed_address import refusal_words
from command_center.streams.words import causes
from detection.frame import Image
from detection.masks import Masks
from detection.source.address import SourceError
from detection.source.probe import Hint, Probe, probe

PICTURE_WIDTH_PX = 640


def probed(address: str, masks: Masks | None) -> dict[str, Any]:
    """For the page: facts, hints and a picture, or why there is none."""
    try:
        found = probe(address)
    except SourceError as error:
        return {"error": (causes() | refusal_words())[error.cause]}
    return {
        "facts": facts(found),
        "hints": [hint_words()[hint] for hint in found.hints()],
        "picture": _as_url(masks.burn_image(found.picture) if masks else found.picture),
    }


def facts(found: Probe) -> list[tuple[str, str]]:
    seldom, offset_s = found.keyframe_every_s, found.clock_offset_s
    return [
        (_("Codec"), found.codec.upper()),
        (_("Picture"), f"{found.width_px} × {found.height_px}"),
        (_("Pictures a second"), number_format(found.fps, 1)),
        (_("Bit rate"), f"{number_format(found.bit_per_s / 1e6, 1)} Mbit/s"),
        (_("Keyframe every"), "–" if seldom is None else f"{number_format(seldom, 1)} s"),
        (_("Clock"), _("not told") if offset_s is None else f"{number_format(offset_s, 1)} s"),
    ]


def hint_words() -> dict[Hint, str]:
    return {
        Hint.TRANSCODED: _("Browsers do not play this codec surely: it is transcoded. Set H.264."),
        Hint.KEYFRAMES_SELDOM: _(
            "Keyframes come seldom: whoever opens this camera waits. Set one every two seconds."
        ),
        Hint.RATE_VARIES: _("The frame rate varies: set a constant one, without a “smart” codec."),
        Hint.RATE_LOW: _("Few pictures a second: set 10 or more, or fast movements are missed."),
        Hint.CLOCK_OFF: _("The camera's clock is off: set the same time server as this machine's."),
        Hint.VERY_LARGE: _("A very large picture: it costs much to decode, 1080p is enough."),
    }


def _as_url(picture: Image) -> str:
    height_px = round(picture.shape[0] * PICTURE_WIDTH_PX / picture.shape[1])
    _ok, jpeg = cv2.imencode(".jpg", cv2.resize(picture, (PICTURE_WIDTH_PX, height_px)))
    return "data:image/jpeg;base64," + base64.b64encode(jpeg.tobytes()).decode()
