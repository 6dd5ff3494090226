"""What may be loaded, and what was: asked and told by every worker that loads a model."""

import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from command_center.register.models import ModelLoad, RegisteredModel
from detection.detectors import Detector
from detection.digest import Expected, ModelChanged, accepts, size_bytes
from detection.model_origin import origin
from detection.models import LoadedModel, name_of


@dataclass(frozen=True, slots=True)
class Load:
    """One file that was looked at; `detector` is None where it was refused as changed."""

    purpose: str
    path: Path
    sha256: str
    detector: Detector | None

    @classmethod
    def of(cls, purpose: str, loaded: LoadedModel) -> "Load":
        assert loaded.path is not None
        assert loaded.sha256 is not None
        return cls(purpose, loaded.path, loaded.sha256, loaded.detector)

    @classmethod
    def refused(cls, purpose: str, changed: ModelChanged) -> "Load":
        return cls(purpose, changed.path, changed.found, None)


def machine() -> str:
    return socket.gethostname()


def expected() -> dict[str, frozenset[str]]:
    """By file, of all that were ever entered: empty for one whose every model is retired."""
    known: dict[str, set[str]] = {}
    rows = RegisteredModel.objects.reviewed().values_list("file", "sha256", "is_retired")
    for file, sha256, is_retired in rows:
        known.setdefault(file, set()).update(set() if is_retired else {sha256})
    return {file: frozenset(digests) for file, digests in known.items()}


def tell(loads: Iterable[Load]) -> bool:
    """Enter what was never seen, and keep what was loaded where.

    False where somebody was faster and entered another file under the same name: look again.
    """
    told = list(loads)
    with transaction.atomic():
        _enter_first([one for one in told if one.detector is not None])
        known = expected()
        fitting = [one for one in told if one.detector is None or _is_accepted(one, known)]
        for one in fitting:
            _keep(one)
    return len(fitting) == len(told)


def _is_accepted(one: Load, known: Expected) -> bool:
    return accepts(known, one.path, one.sha256)


def _enter_first(loads: Sequence[Load]) -> None:
    """Two workers may be as fast as each other: of one file PostgreSQL takes one."""
    known = RegisteredModel.objects.filter(file__in=[one.path.name for one in loads])
    files = set(known.values_list("file", flat=True))
    rows = [_found(one) for one in loads if one.path.name not in files]
    RegisteredModel.objects.bulk_create(rows, ignore_conflicts=True)


def _found(one: Load) -> RegisteredModel:
    assert one.detector is not None
    return RegisteredModel(
        file=one.path.name,
        name=name_of(one.path),
        purpose=one.purpose,
        sha256=one.sha256,
        size_bytes=size_bytes(one.path),
        classes=sorted(one.detector.labels),
        input_px=one.detector.input_px,
        origin=origin(one.path),
        entered_at=timezone.now(),
    )


def _keep(one: Load) -> None:
    given = {"sha256": one.sha256, "is_accepted": one.detector is not None}
    here = {"machine": machine(), "file": one.path.name}
    if ModelLoad.objects.filter(**here).values(*given).first() != given:
        ModelLoad.objects.create(purpose=one.purpose, at=timezone.now(), **here, **given)
