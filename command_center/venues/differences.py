"""What lies between two versions of a camera's set-up."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple


class Difference(NamedTuple):
    """`zone` is its name, empty for the camera itself; None stands for what is not there."""

    zone: str
    field: str
    before: Any
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    """First the camera's own, then zone by zone; a mask is one of the kind “mask”."""
    own = before.keys() | after.keys()
    for field in sorted(own - {"zones", "masks"}):
        yield from _changed("", field, before.get(field), after.get(field))
    zones_before, zones_after = _by_name(before), _by_name(after)
    for name in sorted(zones_before.keys() | zones_after.keys()):
        yield from _of_zone(name, zones_before.get(name, {}), zones_after.get(name, {}))


def _of_zone(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Difference]:
    for field in ("kind", "polygon"):
        yield from _changed(name, field, before.get(field), after.get(field))
    settings_before, settings_after = before.get("parameters", {}), after.get("parameters", {})
    for parameter in sorted(settings_before.keys() | settings_after.keys()):
        old, new = settings_before.get(parameter), settings_after.get(parameter)
        yield from _changed(name, parameter, old, new)


def _changed(zone: str, field: str, before: Any, after: Any) -> Iterator[Difference]:
    if before != after:
        yield Difference(zone, field, before, after)


def _by_name(setup: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    masks = [{**mask, "kind": "mask"} for mask in setup.get("masks", [])]
    return {zone["name"]: zone for zone in [*setup.get("zones", []), *masks]}
