"""What the zone editor sends, read and checked; each fault is told at its zone or mask."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from command_center.venues.models import Camera, Mask, Zone

MASK = "mask"
"""In the editor a privacy mask is drawn as the kinds of zones are."""

MOST_ZONES = 50
LONGEST_REASON = 300


class Fault(NamedTuple):
    """`zone` is its place in what was sent; None where the whole is meant."""

    zone: int | None
    text: str


class Given(NamedTuple):
    """`drawn`: zones and masks, in the order of the editor."""

    based_on: int
    reason: str
    drawn: list[Mapping[str, Any]]

    @property
    def zones(self) -> list[Mapping[str, Any]]:
        return [one for one in self.drawn if one["kind"] != MASK]

    @property
    def masks(self) -> list[Mapping[str, Any]]:
        return [
            {"name": one["name"], "polygon": one["polygon"]}
            for one in self.drawn
            if one["kind"] == MASK
        ]


def read(sent: Any) -> Given:
    """Raises `ValueError`, `KeyError` or `TypeError` for what no editor sends."""
    drawn = [
        {
            "name": str(zone["name"]).strip(),
            "kind": str(zone["kind"]),
            "polygon": [[float(x), float(y)] for x, y in zone["polygon"]],
            "parameters": dict(zone["parameters"]),
        }
        for zone in sent["zones"]
    ]
    return Given(int(sent["based_on"]), str(sent["reason"]).strip(), drawn)


def faults(camera: Camera, given: Given) -> list[Fault]:
    found = []
    if not 0 < len(given.reason) <= LONGEST_REASON:
        found.append(Fault(None, _("Say in a few words why: it is kept with the change.")))
    if len(given.drawn) > MOST_ZONES:
        found.append(Fault(None, _("More than %(most)s zones: join some.") % {"most": MOST_ZONES}))
    names = [zone["name"] for zone in given.drawn]
    for place, zone in enumerate(given.drawn):
        if zone["name"] in names[:place]:
            found.append(Fault(place, _("Another zone has this name already.")))
        found += [Fault(place, text) for text in _refusals(camera, zone)]
    return found


def _refusals(camera: Camera, one: Mapping[str, Any]) -> list[str]:
    drawn: Zone | Mask
    if one["kind"] == MASK:
        drawn = Mask(camera=camera, name=one["name"], polygon=one["polygon"])
    else:
        drawn = Zone(camera=camera, **one)
    try:
        drawn.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return list(error.messages)
    return []
