"""The versions that a preview showed: who confirms it overwrites nothing newer."""

from command_center.setup.lists.plan import Plan


class Unforeseen(Exception):
    """A camera has come or gone since the preview."""


def seen_versions(planned: Plan) -> str:
    """For the page: each camera that there is, with its version."""
    return ",".join(f"{one.camera}:{one.number}" for one in planned.lines if one.camera)


def as_seen(planned: Plan, seen: str) -> Plan:
    """Based on those versions. Raises `Unforeseen`."""
    numbers = _numbers(seen)
    if numbers.keys() != {one.camera for one in planned.lines if one.camera}:
        raise Unforeseen
    lines = [
        one._replace(number=numbers[one.camera]) if one.camera else one for one in planned.lines
    ]
    return planned._replace(lines=lines)


def _numbers(seen: str) -> dict[int, int]:
    pairs = [pair.partition(":") for pair in seen.split(",") if pair]
    try:
        return {int(camera): int(number) for camera, _colon, number in pairs}
    except ValueError as error:
        raise Unforeseen from error
