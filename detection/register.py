"""The register of models: which model serves which purpose, and what its classes mean here.

`register.json` in the models' folder; without it a general model is looked for by name and a pose
model by Ultralytics' names, and nothing special is loaded:

    {"pose":   {"model": "yolo11n-pose"},
     "weapon": {"model": "guns_yolov8n", "classes": {"pistol": "weapon", "rifle": "weapon"}},
     "fire":   {"model": "fire_yolov8n", "classes": {"Fire": "fire", "Smoke": "smoke"}}}
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from detection.detectors import Detector, ModelRefused
from detection.digest import NOTHING_EXPECTED, Expected, ModelChanged
from detection.kinds import EventKind
from detection.model_set import ModelSet
from detection.models import LoadedModel, find, load, open_model
from detection.renamed import Renamed
from detection.rulebook import RULES

FILE = "register.json"
WORDS: Mapping[str, frozenset[str]] = {
    "weapon": frozenset({"weapon"}),
    "fire": frozenset({"fire", "smoke"}),
}
"""Special purpose → the words that its classes may be given."""

POSE_MODELS = ("yolo11n-pose", "yolov8n-pose")
PURPOSES = ("general", "pose", *WORDS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One purpose. `classes`: the model's own name of a class → Vigie's word."""

    model: str
    classes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoadedSet:
    """The models that are ready; `sentences` say what is missing and what to do about it."""

    models: ModelSet
    general: LoadedModel
    sentences: tuple[str, ...]


@dataclass(eq=False)
class Beside:
    """What runs beside the general models: once for all cameras. `opened` by purpose."""

    pose: Detector | None = None
    special: dict[str, Detector] = field(default_factory=dict)
    opened: dict[str, LoadedModel] = field(default_factory=dict)
    refused: list[tuple[str, ModelRefused]] = field(default_factory=list)

    @property
    def changed(self) -> dict[str, ModelChanged]:
        """Purpose → why: those whose file is not the registered one."""
        return {purpose: why for purpose, why in self.refused if isinstance(why, ModelChanged)}


def load_set(name: str, models_dir: Path, expected: Expected = NOTHING_EXPECTED) -> LoadedSet:
    """The general model `name` and what the register adds; what cannot be used is told."""
    general = load(name, models_dir, expected)
    beside = load_beside(models_dir, expected)
    sentences = [general.missing] if general.missing else []
    sentences += [str(why) for _, why in beside.refused]
    models = ModelSet(general.detector, beside.pose, beside.special)
    return LoadedSet(models, general, tuple(sentences))


def load_beside(models_dir: Path, expected: Expected = NOTHING_EXPECTED) -> Beside:
    """All but the general model. Of a register that cannot be read nothing is loaded."""
    beside = Beside()
    try:
        register = read_register(models_dir / FILE)
    except ModelRefused as refusal:
        beside.refused.append(("", refusal))
        return beside
    _load_pose(beside, register, models_dir, expected)
    for purpose in sorted(WORDS.keys() & register.keys()):
        _load_special(beside, purpose, register[purpose], models_dir, expected)
    return beside


def kinds_missing_from(special: Collection[str]) -> frozenset[EventKind]:
    """The kinds that need a special model which is not there: they cannot be looked for."""
    return frozenset(
        rule.kind for rule in RULES.values() if rule.needs_model not in {None, *special}
    )


def registered(models_dir: Path) -> frozenset[str]:
    """The purposes that the register names; whether their models load, only a worker knows."""
    try:
        return frozenset(read_register(models_dir / FILE))
    except ModelRefused:
        return frozenset()


def read_register(file: Path) -> dict[str, Entry]:
    """Purpose → entry; empty where there is no file. `ModelRefused` says what to change."""
    if not file.exists():
        return {}
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ModelRefused(f"{file}: not a readable JSON file: {error}.") from error
    if not isinstance(content, dict):
        raise ModelRefused(f"{file}: the register is a JSON object, one key a purpose.")
    return {purpose: _entry(purpose, given, file) for purpose, given in content.items()}


def _entry(purpose: str, given: Any, file: Path) -> Entry:
    if purpose not in {"pose", *WORDS}:
        raise ModelRefused(
            f"{file}: “{purpose}” is no purpose; the register knows pose, {', '.join(WORDS)}."
        )
    classes = given.get("classes", {}) if isinstance(given, dict) else None
    if not isinstance(classes, dict) or not isinstance(given.get("model"), str):
        raise ModelRefused(
            f'{file}: “{purpose}” must be like {{"model": "name", "classes": {{"its": "word"}}}}.'
        )
    wrong = sorted({str(word) for word in classes.values()} - WORDS.get(purpose, frozenset()))
    if wrong or (purpose in WORDS and not classes):
        words = ", ".join(sorted(WORDS.get(purpose, ["none"])))
        raise ModelRefused(
            f"{file}: the classes of “{purpose}” are given the words {words}"
            f"{f', not {chr(8220)}{wrong[0]}{chr(8221)}' if wrong else '; none is named'}."
        )
    return Entry(given["model"], classes)


def _load_pose(
    beside: Beside, register: Mapping[str, Entry], models_dir: Path, expected: Expected
) -> None:
    """The registered one, else the first of those known by name; persons can do without."""
    names = (register["pose"].model,) if "pose" in register else POSE_MODELS
    found = next((path for name in names if (path := find(name, models_dir))), None)
    try:
        if found is not None:
            beside.opened["pose"] = loaded = open_model(found, expected)
            beside.pose = loaded.detector
        elif "pose" in register:
            raise ModelRefused(f"{models_dir / FILE}: {names[0]} is not there.")
    except ModelRefused as refusal:
        beside.refused.append(("pose", refusal))


def _load_special(
    beside: Beside, purpose: str, entry: Entry, models_dir: Path, expected: Expected
) -> None:
    path = find(entry.model, models_dir)
    try:
        if path is None:
            raise ModelRefused(f"{models_dir / FILE}: {entry.model} is not there; copy it.")
        loaded = open_model(path, expected)
        beside.special[purpose] = Renamed.of(loaded.detector, entry.classes, path)
        beside.opened[purpose] = loaded
    except ModelRefused as refusal:
        beside.refused.append((purpose, refusal))
