"""A scene file: what to analyse in a recording."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detection.ground import Ground, GroundRefused, read_ground
from detection.kinds import EventKind
from detection.zones import Zone, ZoneRefused

ANALYSED_KEYS = frozenset({"kinds", "zones", "ground"})
DESCRIBING_KEYS = frozenset(
    {"clip", "sha256", "width", "height", "fps", "duration_s", "fixed_camera", "real"}
    | {"licence", "source", "expect", "people", "note", "boxes"}
)
KNOWN_KEYS = ANALYSED_KEYS | DESCRIBING_KEYS


class SceneRefused(ValueError):
    """The scene file cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Scene:
    kinds: frozenset[EventKind]
    zones: tuple[Zone, ...]
    ground: Ground | None = None


def read_scene(path: Path, video: Path) -> Scene:
    """One entry, or a list of entries under “clips” of which the one naming `video` is taken."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise SceneRefused(f"{path}: not a readable JSON file: {error}.") from error
    if not isinstance(content, dict):
        raise SceneRefused(f"{path}: a scene is a JSON object, this is a {type(content).__name__}.")
    return parse_scene(_entry(content, path, video), str(path))


def parse_scene(entry: Mapping[str, Any], where: str) -> Scene:
    """Raises `SceneRefused` with the name of every unknown key."""
    unknown = sorted(set(entry) - KNOWN_KEYS)
    if unknown:
        raise SceneRefused(
            f"{where}: unknown key{'s' * (len(unknown) > 1)} {', '.join(unknown)}; "
            f"a scene knows {', '.join(sorted(KNOWN_KEYS))}."
        )
    zones = tuple(_zone(zone, where) for zone in _list(entry.get("zones", []), "“zones”", where))
    named = [_kind(kind, where) for kind in _list(entry.get("kinds", []), "“kinds”", where)]
    kinds = frozenset(named) or frozenset(zone.kind for zone in zones)
    return Scene(kinds, zones, _ground(entry.get("ground"), where))


def _entry(content: dict[str, Any], path: Path, video: Path) -> dict[str, Any]:
    if "clips" not in content:
        return content
    for entry in _list(content["clips"], "“clips”", str(path)):
        if isinstance(entry, dict) and Path(str(entry.get("clip"))).name == video.name:
            return dict(entry)
    raise SceneRefused(f"{path}: no entry under “clips” names {video.name}.")


def _kind(name: object, where: str) -> EventKind:
    try:
        return EventKind(str(name))
    except ValueError as error:
        kinds = ", ".join(EventKind)
        message = f"{where}: “{name}” is no kind of event; the law knows {kinds}."
        raise SceneRefused(message) from error


def _list(given: object, what: str, where: str) -> list[Any]:
    if isinstance(given, list):
        return given
    raise SceneRefused(f"{where}: {what} is {given!r}; write a list in [ ].")


def _zone(given: object, where: str) -> Zone:
    if not isinstance(given, dict):
        raise SceneRefused(f"{where}: a zone is a JSON object, not {given!r}.")
    missing = {"name", "kind", "polygon"} - set(given)
    if missing:
        raise SceneRefused(f"{where}: a zone lacks {', '.join(sorted(missing))}.")
    name = str(given["name"])
    points = _list(given["polygon"], f"the polygon of zone “{name}”", where)
    parameters = {k: v for k, v in given.items() if k not in {"name", "kind", "polygon"}}
    polygon = tuple(_point(point, name, where) for point in points)
    try:
        return Zone(name, _kind(given["kind"], where), polygon, parameters)
    except ZoneRefused as refusal:
        raise SceneRefused(f"{where}: {refusal}") from refusal


def _ground(given: object, where: str) -> Ground | None:
    try:
        return None if given is None else read_ground(given)
    except GroundRefused as refusal:
        raise SceneRefused(f"{where}: {refusal}") from refusal


def _point(point: Any, zone: object, where: str) -> tuple[float, float]:
    try:
        x, y = point
        return float(x), float(y)
    except (TypeError, ValueError) as error:
        raise SceneRefused(
            f"{where}: zone “{zone}”: {point!r} is no point; write [x, y] in image fractions."
        ) from error
