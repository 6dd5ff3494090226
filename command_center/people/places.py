"""Where the things belong that addresses name: each room says it of its own, by parameter."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from command_center.people.reach import OF_NO_VENUE, Place

Finding = Callable[[Any], Sequence[Place]]
"""From a number to the places of that thing; none where there is no such thing."""

_findings: dict[str, Finding] = {}


def found_at(parameter: str, finding: Finding) -> None:
    """`parameter` as in addresses: `camera_id`."""
    _findings[parameter] = finding


def placed(rows: Iterable[tuple[int | None, ...]]) -> list[Place]:
    """Each row says a venue, None for none, and perhaps a camera of it."""
    return [Place(venue or OF_NO_VENUE.venue, *camera) for venue, *camera in rows]


def places_of(parameters: Mapping[str, Any]) -> Sequence[Place] | None:
    """Of all that an address names; None where it names nothing that is of a venue, and an empty
    one where something is not there."""
    named = [_findings[name](value) for name, value in parameters.items() if name in _findings]
    if not named:
        return None
    return [] if not all(named) else [place for places in named for place in places]
