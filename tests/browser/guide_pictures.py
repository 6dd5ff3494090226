"""The pictures of the guide, each taken of the running demonstration: none goes stale."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """Of the page at `address`, where `chosen` is clicked first, once `shows` matches something."""

    address: str
    shows: str
    chosen: str = ""
    languages: tuple[str, ...] = ("en",)


BOTH = ("en", "fr")
PICTURES: Mapping[str, Picture] = {
    "wall": Picture("/", "live-tile[data-state=live] video", languages=BOTH),
    "alert": Picture("/", "[data-panel]:not([hidden])", "[data-alert]", BOTH),
    "review": Picture("/review/?camera={camera}&camera={other}", "[data-strip]", languages=BOTH),
    "cameras": Picture("/cameras/{camera}", "main form"),
    "zones": Picture("/cameras/{camera}/zones", "zone-editor"),
    "people": Picture("/people/", "main h1"),
    "health": Picture("/health/", "main table"),
    "order": Picture("/orders/{order}", "main h1"),
    "journal": Picture("/journal/", "main h1"),
}


def files() -> set[str]:
    return {f"{name}-{one}.webp" for name, told in PICTURES.items() for one in told.languages}
