"""Each recorded picture is said to have been taken when its burnt-in clock says so."""

import io
from datetime import timedelta
from itertools import pairwise

import av
import pytest
from django.utils import timezone

from command_center.footage.models import Segment
from command_center.footage.run import Run, runs
from command_center.venues.models import Camera
from tests.films import FPS
from tests.footage.clock_camera import ClockCamera, off_ms
from tests.rtsp import skip_without_gstreamer
from tests.streams.watching import Watching
from tests.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.alone, pytest.mark.django_db(transaction=True)]

A_FRAME_MS = 1000 / FPS


def test_times_are_right_to_one_frame(recorded: Camera) -> None:
    """From the first picture of a connection on, over the end of a file and a reconnection."""
    skip_without_gstreamer()
    began_at = timezone.now()
    with ClockCamera() as camera:
        recorded.url = camera.url
        recorded.save()
        with Watching(recorded):
            wait_until(lambda: Segment.objects.count() == 1, 60)
            wait_until(lambda: growing_for(recorded, 2), 10)
            camera.interrupt()
            wait_until(lambda: Segment.objects.count() == 2, 20)
            since = timezone.now()
            wait_until(lambda: timezone.now() - since > timedelta(seconds=4), 10)
    wait_until(lambda: Segment.objects.count() == 3, 20)
    told = [one for run in runs(recorded.pk, began_at, timezone.now()) for one in offsets(run)]
    assert len(told) > 34 * FPS
    wrong = {n: one for n, one in enumerate(told) if abs(one) >= A_FRAME_MS}
    assert not wrong, (wrong, len(told))
    for one, later in pairwise(Segment.objects.order_by("began_at")[:2]):
        assert abs(later.began_at - one.ended_at) < timedelta(seconds=1 / FPS)


def growing_for(camera: Camera, seconds: float) -> bool:
    last = Segment.objects.latest("began_at").ended_at
    found = list(runs(camera.pk, last, timezone.now()))
    return bool(found) and (found[-1].until - last).total_seconds() > seconds


def offsets(run: Run) -> list[int]:
    """How many ms later than its burnt-in clock says each picture is said to have been taken."""
    data = b"".join([run.init, *(one.data for one in run.pictures)])
    with av.open(io.BytesIO(data)) as container:
        images = [one.to_ndarray(format="bgr24") for one in container.decode(video=0)]
    return [off_ms(image, one.at) for image, one in zip(images, run.pictures, strict=True)]
