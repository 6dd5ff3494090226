"""What stands at present: which files are refused, which run where, and for which cameras."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from command_center.register.loading import expected
from command_center.register.models import ModelLoad, RegisteredModel
from command_center.venues.models import Camera


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not the registered one; `expected` is empty where it was retired."""

    machine: str
    purpose: str
    file: str
    expected: frozenset[str]
    found: str
    at: datetime


def latest_loads() -> list[ModelLoad]:
    """Of each file on each machine."""
    latest = ModelLoad.objects.order_by("machine", "file", "-at", "-id")
    return list(latest.distinct("machine", "file"))


def refused(machines: Iterable[str]) -> list[Refused]:
    """That stand still: neither entered since nor, on a machine that is gone, put right elsewhere.

    `machines`: those that have a worker.
    """
    loads = latest_loads()
    if all(one.is_accepted for one in loads):
        return []
    known, here = expected(), set(machines)
    return [
        Refused(one.machine, one.purpose, one.file, known[one.file], one.sha256, one.at)
        for one in loads
        if not one.is_accepted
        and one.sha256 not in known[one.file]
        and (one.machine in here or not _is_right_elsewhere(one, loads))
    ]


def _is_right_elsewhere(load: ModelLoad, loads: Iterable[ModelLoad]) -> bool:
    """A container that was made anew has another name: what it refused before is over."""
    return any(
        other.is_accepted and other.file == load.file and other.at > load.at for other in loads
    )


def cameras_of(model: RegisteredModel, cameras: Iterable[Camera]) -> list[Camera]:
    """Those that use it, or another file of its name. What is not general serves them all."""
    if model.purpose != "general":
        return list(cameras)
    return [camera for camera in cameras if model.is_meant_by(camera.model or settings.MODEL)]


def general_names() -> list[str]:
    """Of the models that a camera can be given."""
    general = RegisteredModel.objects.in_force().filter(purpose="general")
    return sorted(set(general.values_list("name", flat=True)))
