"""Changes that weaken a guarantee need a second administrator: a mask less, a limit raised."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from detection.events.density import DensityParameters
from detection.kinds import EventKind
from detection.masks import uncovered


class Weakening(NamedTuple):
    """`zone` is empty where it is the masks; `parameter`, where the whole zone is gone."""

    zone: str
    parameter: str = ""


def weakenings(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Weakening]:
    """Between two set-ups of one camera."""
    return [*_unmasked(before, after), *_raised(before, after)]


def _unmasked(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Weakening]:
    was, now = ([mask["polygon"] for mask in setup.get("masks", [])] for setup in (before, after))
    if was and uncovered(was, now):
        yield Weakening("")


def _raised(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Weakening]:
    """Of how many people may be in a zone."""
    limits = _limits(after)
    for name, was in _limits(before).items():
        now = limits.get(name)
        if now is None:
            yield Weakening(name)
        elif now.parameter != was.parameter or now.value > was.value:
            yield Weakening(name, was.parameter)


class _Limit(NamedTuple):
    parameter: str
    value: float


def _limits(setup: Mapping[str, Any]) -> dict[str, _Limit]:
    """Zone → the limit that holds there."""
    zones = [zone for zone in setup.get("zones", []) if zone["kind"] == EventKind.DENSITY]
    return {zone["name"]: _limit(zone["parameters"]) for zone in zones}


def _limit(parameters: Mapping[str, Any]) -> _Limit:
    per_m2 = parameters.get("limit_per_m2", DensityParameters.limit_per_m2)
    if per_m2 > 0:
        return _Limit("limit_per_m2", per_m2)
    return _Limit("limit_people", parameters.get("limit_people", DensityParameters.limit_people))
