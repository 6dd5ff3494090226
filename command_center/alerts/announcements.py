"""Telling every open page *that* something changed; whoever may know *what* asks over HTTP."""

from collections.abc import Mapping, Sequence
from typing import Any

from command_center.people.reach import Place, Reach
from command_center.people.telling import send

GROUP = "alerts"
"""Channel group of everyone who sees the list of alerts."""

PLACES = "places"
"""In an announcement: where it happened, `[[venue, camera], …]`. Browsers are not told."""


def announce(what: str, *, places: Sequence[Place], **number: int) -> None:
    """Stored is stored: where nobody can be told now, the pages find it when they catch up.

    It is told to whoever may see one of the `places`.
    """
    untold = f"{what} {number} is stored, but could not be announced"
    send(GROUP, {"type": what, **number, PLACES: as_told(places)}, untold)


def as_told(places: Sequence[Place]) -> list[list[int | None]]:
    """As `PLACES` holds them."""
    return [[place.venue, place.camera] for place in places]


def told_to(reach: Reach, event: Mapping[str, Any]) -> dict[str, Any] | None:
    """What a browser hears of an announcement; None where it is of nothing that it may see."""
    if not any(reach.covers(Place(*place)) for place in event[PLACES]):
        return None
    return {name: value for name, value in event.items() if name != PLACES}
