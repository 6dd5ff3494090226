"""What a device can send: its profiles, and which of them to watch and to show small."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from detection.source.onvif.soap import text_at
from detection.source.probe import LARGEST_PX, LEAST_FPS, LONGEST_KEYFRAME_S, Hint

MOST_PROFILES = 64
LARGE_ENOUGH_PX = 1280 * 720
LEAST_SUB_WIDTH_PX = 320

CODECS = {"h264": "h264", "h265": "hevc", "jpeg": "mjpeg", "mpeg4": "mpeg4", "mpv4-es": "mpeg4"}
"""ONVIF's name → FFmpeg's."""


@dataclass(frozen=True, slots=True)
class Profile:
    """As it is set on the device; None where it does not say. `source` is the input it is of: an
    encoder has several."""

    token: str
    name: str
    source: str
    codec: str
    width_px: int
    height_px: int
    fps: float | None
    bit_per_s: int | None
    keyframe_every_s: float | None
    address: str = ""

    @property
    def size_px(self) -> int:
        return self.width_px * self.height_px

    def hints(self) -> Iterator[Hint]:
        """Of what a probe would tell, that which can be told without one."""
        if self.codec != "h264":
            yield Hint.TRANSCODED
        if (self.keyframe_every_s or 0.0) > LONGEST_KEYFRAME_S:
            yield Hint.KEYFRAMES_SELDOM
        if self.fps is not None and self.fps < LEAST_FPS:
            yield Hint.RATE_LOW
        if self.size_px > LARGEST_PX:
            yield Hint.VERY_LARGE


class Choice(NamedTuple):
    main: Profile
    sub: Profile | None


def read_profiles(answer: Element) -> list[Profile]:
    """Of an answer to GetProfiles, by Media (ver10) or Media2 (ver20); those with a picture."""
    found = (_profile(one) for one in answer.findall("{*}Profiles")[:MOST_PROFILES])
    return [profile for profile in found if profile is not None]


def inputs(profiles: Sequence[Profile]) -> list[str]:
    """Of an encoder or a recorder there are several: each is a camera."""
    return list(dict.fromkeys(profile.source for profile in profiles))


def choice(profiles: Sequence[Profile]) -> Choice:
    """For the first input: a large picture to analyse, and a small one for small tiles."""
    ours = [one for one in profiles if one.source == profiles[0].source]
    main = max(ours, key=_fitness)
    smaller = [one for one in ours if one.size_px < main.size_px and one.codec == "h264"]
    wide = [one for one in smaller if one.width_px >= LEAST_SUB_WIDTH_PX]
    return Choice(main, min(wide or smaller, key=lambda one: one.size_px, default=None))


def _fitness(profile: Profile) -> tuple[bool, bool, bool, int]:
    """Large enough, not larger than is worth its decoding, and played by browsers as it is."""
    return (
        profile.codec in {"h264", "hevc"},
        LARGE_ENOUGH_PX <= profile.size_px <= LARGEST_PX,
        profile.codec == "h264",
        profile.size_px,
    )


def _profile(told: Element) -> Profile | None:
    encoder = _first(told, "{*}VideoEncoderConfiguration", "{*}Configurations/{*}VideoEncoder")
    source = _first(told, "{*}VideoSourceConfiguration", "{*}Configurations/{*}VideoSource")
    token = told.get("token", "")
    if encoder is None or not token:
        return None  # sound or metadata only
    width_px = _number(text_at(encoder, "{*}Resolution/{*}Width"))
    height_px = _number(text_at(encoder, "{*}Resolution/{*}Height"))
    if not width_px or not height_px:
        return None
    fps = _number(text_at(encoder, "{*}RateControl/{*}FrameRateLimit"))
    kbit_per_s = _number(text_at(encoder, "{*}RateControl/{*}BitrateLimit"))
    pictures = _number(encoder.get("GovLength") or text_at(encoder, "{*}*/{*}GovLength"))
    return Profile(
        token,
        text_at(told, "{*}Name") or token,
        "" if source is None else text_at(source, "{*}SourceToken"),
        _codec(text_at(encoder, "{*}Encoding")),
        int(width_px),
        int(height_px),
        fps,
        round(kbit_per_s * 1000) if kbit_per_s else None,
        pictures / fps if pictures and fps else None,
    )


def _first(told: Element, *paths: str) -> Element | None:
    found = (told.find(path) for path in paths)
    return next((one for one in found if one is not None), None)


def _codec(told: str) -> str:
    return CODECS.get(told.lower(), told.lower())


def _number(told: str) -> float | None:
    """None for what is no number above zero; devices write 0 for “not set”."""
    try:
        value = float(told)
    except ValueError:
        return None
    return value if math.isfinite(value) and 0 < value < 1e9 else None
