"""Beginning and ending a calibration period, and asking whether one runs."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from command_center.calibration.models import Calibration
from command_center.people.models import Agent
from command_center.venues.models import Camera


class AlreadyRunning(Exception):
    """The camera is being calibrated: stop that period first."""


def running(camera_id: int, at: datetime) -> Calibration | None:
    """The period that runs for this camera at the instant `at`."""
    return Calibration.objects.running(at).filter(camera_id=camera_id).first()


Calibrations = Mapping[int, Calibration]
"""By camera."""


def all_running(at: datetime) -> Calibrations:
    """The periods that run at the instant `at`, by camera; without the pictures that they made."""
    periods = Calibration.objects.running(at).defer("empty_view")
    return {period.camera_id: period for period in periods}


@transaction.atomic
def begin(camera: Camera, by: Agent, lasts: timedelta) -> Calibration:
    """From now on; `AlreadyRunning` where one runs. The lock keeps two from beginning at once."""
    Camera.objects.select_for_update().get(pk=camera.pk)
    now = timezone.now()
    if running(camera.pk, now):
        raise AlreadyRunning
    return Calibration.objects.create(
        camera=camera, started_by=by, starts_at=now, ends_at=now + lasts
    )


def stop(calibration: Calibration) -> None:
    """End it now; what it measured is kept. A period that is over is left as it is."""
    now = timezone.now()
    Calibration.objects.running(now).filter(pk=calibration.pk).update(stopped_at=now)
