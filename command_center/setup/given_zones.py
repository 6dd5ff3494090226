"""What the zone editor sends, read and checked; each fault is told at its zone."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from command_center.venues.models import Camera, Zone

MOST_ZONES = 50
LONGEST_REASON = 300


class Fault(NamedTuple):
    """`zone` is its place in what was sent; None where the whole is meant."""

    zone: int | None
    text: str


class Given(NamedTuple):
    based_on: int
    reason: str
    zones: list[Mapping[str, Any]]


def read(sent: Any) -> Given:
    """Raises `ValueError`, `KeyError` or `TypeError` for what no editor sends."""
    zones = [
        {
            "name": str(zone["name"]).strip(),
            "kind": str(zone["kind"]),
            "polygon": [[float(x), float(y)] for x, y in zone["polygon"]],
            "parameters": dict(zone["parameters"]),
        }
        for zone in sent["zones"]
    ]
    return Given(int(sent["based_on"]), str(sent["reason"]).strip(), zones)


def faults(camera: Camera, given: Given) -> list[Fault]:
    found = []
    if not 0 < len(given.reason) <= LONGEST_REASON:
        found.append(Fault(None, _("Say in a few words why: it is kept with the change.")))
    if len(given.zones) > MOST_ZONES:
        found.append(Fault(None, _("More than %(most)s zones: join some.") % {"most": MOST_ZONES}))
    names = [zone["name"] for zone in given.zones]
    for place, zone in enumerate(given.zones):
        if zone["name"] in names[:place]:
            found.append(Fault(place, _("Another zone has this name already.")))
        found += [Fault(place, text) for text in _refusals(camera, zone)]
    return found


def _refusals(camera: Camera, zone: Mapping[str, Any]) -> list[str]:
    drawn = Zone(camera=camera, **zone)
    try:
        drawn.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return list(error.messages)
    return []
