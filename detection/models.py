"""Which model runs: found by name in the models' folder, else the built-in detector."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

import detection.detectors
from detection.detectors import Detector, ModelRefused
from detection.digest import NOTHING_EXPECTED, Expected, ModelChanged, checked_digest
from detection.plugins import classes_by_file

EXPORT = "_openvino_model"
GPU = Path("/dev/nvidiactl")


class ModelState(StrEnum):
    """Whether the named model is the one that runs; the built-in runs where it is not."""

    IN_USE = "in_use"
    ABSENT = "absent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A detector that is ready. `path` and `sha256` are None for the built-in.

    `missing` is why the named model is not the one that runs: a sentence, or None. `changed` is set
    where that is because its file is not the registered one.
    """

    detector: Detector
    backend: str
    path: Path | None
    sha256: str | None
    missing: str | None
    state: ModelState = ModelState.IN_USE
    changed: ModelChanged | None = None


@cache
def backends() -> dict[str, type[Detector]]:
    """Name → back end, for every file in `detection/detectors/`."""
    return classes_by_file(detection.detectors)


def load(name: str, models_dir: Path, expected: Expected = NOTHING_EXPECTED) -> LoadedModel:
    """The named model; without it, or when it is refused, the built-in and a sentence saying so."""
    path = find(name, models_dir)
    if path is None:
        fetching = fetch_command(name, models_dir)
        sentence = f"Model {name} is not in {models_dir}; fetch it with: {fetching}"
        return _built_in(sentence, ModelState.ABSENT)
    try:
        return open_model(path, expected)
    except ModelChanged as change:
        return replace(_built_in(str(change), ModelState.REFUSED), changed=change)
    except ModelRefused as refusal:
        return _built_in(str(refusal), ModelState.REFUSED)


def fetch_command(name: str, models_dir: Path) -> str:
    """What an administrator types where the model is absent."""
    return f"python -m detection.fetch_model {name} {models_dir}"


def open_model(path: Path, expected: Expected = NOTHING_EXPECTED) -> LoadedModel:
    """By the first back end that accepts the file; `ModelRefused` when none does, or it changed."""
    for backend, opens in backends().items():
        if opens.accepts(path):
            sha256 = checked_digest(path, expected)
            return LoadedModel(opens(path), backend, path, sha256, None)
    raise ModelRefused(
        f"{path}: no back end opens this kind of file; use an OpenVINO folder, .onnx or .pt."
    )


def find(name: str, models_dir: Path) -> Path | None:
    """The file or folder of that name: `yolo11n.pt`, `yolo11n_int8_openvino_model`.

    An OpenVINO export comes first on a CPU (four to five times torch), a checkpoint on a GPU.
    """
    found = [path for path in forms_in(models_dir) if answers_to(name_of(path), name)]
    order = [".pt", EXPORT, ".onnx"] if GPU.exists() else [EXPORT, ".pt", ".onnx"]
    ranked = sorted(found, key=lambda path: (order.index(_form(path)), path.name))
    return ranked[0] if ranked else None


def forms_in(models_dir: Path) -> list[Path]:
    """Every file or folder there that a back end may open."""
    present = models_dir.iterdir() if models_dir.is_dir() else ()
    return sorted(path for path in present if _form(path))


def name_of(path: Path) -> str:
    """By which `find` finds exactly this one: `yolo11n_int8_openvino_model` is `yolo11n_int8`."""
    return path.name.removesuffix(_form(path))


def answers_to(own_name: str, wanted: str) -> bool:
    """Whether a model is meant by a name: yolo11n_int8 is yolo11n too, yolo11n-pose is not."""
    return own_name == wanted or own_name.startswith(f"{wanted}_")


def _form(path: Path) -> str:
    return next((form for form in (EXPORT, ".pt", ".onnx") if path.name.endswith(form)), "")


def _built_in(missing: str, state: ModelState) -> LoadedModel:
    for backend, opens in backends().items():
        if not opens.needs_weights:
            return LoadedModel(opens(Path()), backend, None, None, missing, state)
    raise ModelRefused(f"{missing} There is no built-in detector either.")
