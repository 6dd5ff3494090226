"""Which model runs: found by name in the models' folder, else the built-in detector."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import detection.detectors
from detection.detectors import Detector, ModelRefused
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

    `missing` is why the named model is not the one that runs: a sentence, or None.
    """

    detector: Detector
    backend: str
    path: Path | None
    sha256: str | None
    missing: str | None
    state: ModelState = ModelState.IN_USE


@cache
def backends() -> dict[str, type[Detector]]:
    """Name → back end, for every file in `detection/detectors/`."""
    return classes_by_file(detection.detectors)


def load(name: str, models_dir: Path) -> LoadedModel:
    """The named model; without it, or when it is refused, the built-in and a sentence saying so."""
    path = find(name, models_dir)
    if path is None:
        fetching = fetch_command(name, models_dir)
        sentence = f"Model {name} is not in {models_dir}; fetch it with: {fetching}"
        return _built_in(sentence, ModelState.ABSENT)
    try:
        return open_model(path)
    except ModelRefused as refusal:
        return _built_in(str(refusal), ModelState.REFUSED)


def fetch_command(name: str, models_dir: Path) -> str:
    """What an administrator types where the model is absent."""
    return f"python -m detection.fetch_model {name} {models_dir}"


def open_model(path: Path) -> LoadedModel:
    """The first back end that accepts the file; `ModelRefused` when none does."""
    for backend, opens in backends().items():
        if opens.accepts(path):
            return LoadedModel(opens(path), backend, path, digest(path), None)
    raise ModelRefused(
        f"{path}: no back end opens this kind of file; use an OpenVINO folder, .onnx or .pt."
    )


def find(name: str, models_dir: Path) -> Path | None:
    """The file or folder of that name: `yolo11n.pt`, `yolo11n_int8_openvino_model`.

    An OpenVINO export comes first on a CPU (four to five times torch), a checkpoint on a GPU.
    """
    found = list(_candidates(name, models_dir))
    order = [".pt", EXPORT, ".onnx"] if GPU.exists() else [EXPORT, ".pt", ".onnx"]
    ranked = sorted(found, key=lambda path: (order.index(_form(path)), path.name))
    return ranked[0] if ranked else None


def digest(path: Path) -> str:
    """SHA-256 of a file, or of the listing `sha256sum *` prints of a folder's files."""
    if not path.is_dir():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    files = sorted(file for file in path.iterdir() if file.is_file())
    listing = "".join(f"{digest(file)}  {file.name}\n" for file in files)
    return hashlib.sha256(listing.encode()).hexdigest()


def _candidates(name: str, models_dir: Path) -> Iterator[Path]:
    for path in models_dir.glob(f"{name}*") if models_dir.is_dir() else ():
        form = _form(path)
        stem = path.name.removesuffix(form)
        # yolo11n_int8 is the same network; yolo11n-pose is another
        if form and (stem == name or stem.startswith(f"{name}_")):
            yield path


def _form(path: Path) -> str:
    return next((form for form in (EXPORT, ".pt", ".onnx") if path.name.endswith(form)), "")


def _built_in(missing: str, state: ModelState) -> LoadedModel:
    for backend, opens in backends().items():
        if not opens.needs_weights:
            return LoadedModel(opens(Path()), backend, None, None, missing, state)
    raise ModelRefused(f"{missing} There is no built-in detector either.")
