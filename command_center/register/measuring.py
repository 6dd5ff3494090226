"""A model is timed on a worker's machine, because somebody asked for it."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from command_center.brief_connection import brief_connection
from command_center.people.models import Agent
from command_center.register.loading import machine
from command_center.register.models import Measurement, RegisteredModel
from detection.detectors import ModelRefused
from detection.models import open_model
from detection.speed import measure

BEGUN_WITHIN_S = 30.0
"""No worker has time, or there is none: asked for again, it is not done twice."""

GIVEN_UP_AFTER = timedelta(seconds=90)


def ask(model: RegisteredModel, by: Agent) -> Measurement:
    return Measurement.objects.create(model=model, asked_by=by, asked_at=timezone.now())


def is_awaited(measurement: Measurement) -> bool:
    open_since = timezone.now() - measurement.asked_at
    return measurement.finished_at is None and open_since < GIVEN_UP_AFTER


def carry_out(measurement_id: int) -> None:
    """In a worker: some seconds beside its cameras. Never another file than the registered one."""
    with brief_connection():
        asked = Measurement.objects.select_related("model").get(pk=measurement_id)
    told = _told(asked.model)
    with brief_connection():
        open_ones = Measurement.objects.filter(pk=measurement_id, finished_at=None)
        open_ones.update(machine=machine(), finished_at=timezone.now(), **told)


def _told(model: RegisteredModel) -> dict[str, object]:
    path = settings.MODELS_DIR / model.file
    if not path.exists():
        return {"failure": f"{path} is not on this machine."}
    try:
        loaded = open_model(path, {model.file: {model.sha256}})
    except ModelRefused as refusal:
        return {"failure": str(refusal)[:500]}
    speed = measure(loaded.detector)
    return {"ms": speed.ms, "pictures": speed.pictures, "device": speed.device}
