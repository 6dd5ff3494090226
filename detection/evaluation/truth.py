"""What is known of a clip: its scene, the events in it, and people counted by eye."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detection.kinds import EventKind
from detection.scene import Scene, SceneRefused, parse_scene


class TruthRefused(ValueError):
    """The file of clips cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Expected:
    """An event that is there. `zone` is None where any zone will do."""

    kind: EventKind
    start_s: float
    end_s: float
    zone: str | None


@dataclass(frozen=True, slots=True)
class PeopleCount:
    """Persons counted by eye at `at_s`, plus or minus `tolerance`."""

    at_s: float
    people: int
    tolerance: int


@dataclass(frozen=True, slots=True)
class Truth:
    """One clip. `path` is the film."""

    name: str
    path: Path
    scene: Scene
    expected: tuple[Expected, ...]
    people: tuple[PeopleCount, ...]


def read_truths(file: Path) -> list[Truth]:
    """Every clip of a file like `{"clips": [{"clip": …, "kinds": […], "expect": […]}]}`."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        entries = content["clips"]
        return [_truth(entry, file.parent) for entry in entries]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise TruthRefused(f"{file}: not a readable JSON file: {error}.") from error
    except SceneRefused as refusal:
        raise TruthRefused(f"{file}: {refusal}") from refusal
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise TruthRefused(
            f"{file}: not a list of clips ({type(error).__name__}: {error}); write "
            '{"clips": [{"clip": "film.mp4", "kinds": […], "zones": […], "expect": […]}]}.'
        ) from error


def _truth(entry: Mapping[str, Any], folder: Path) -> Truth:
    name = str(entry["clip"])
    return Truth(
        name=name,
        path=folder / name,
        scene=parse_scene(entry, name),
        expected=tuple(_expected(one) for one in entry.get("expect", [])),
        people=tuple(_count(one) for one in entry.get("people", [])),
    )


def _expected(given: Mapping[str, Any]) -> Expected:
    zone = given.get("zone")
    return Expected(EventKind(given["kind"]), float(given["start_s"]), float(given["end_s"]), zone)


def _count(given: Mapping[str, Any]) -> PeopleCount:
    return PeopleCount(float(given["t"]), int(given["n"]), int(given.get("tol", 0)))
