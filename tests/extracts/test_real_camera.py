"""From a real RTSP server to the package: each picture is the one that the camera sent, in time."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from command_center.extracts.verifying.contents import contents_of
from command_center.extracts.verifying.samples import samples
from command_center.footage.models import CameraRecording, Mode, Segment
from command_center.footage.run import Run, next_run
from command_center.people.models import Agent
from command_center.retention.folder import place_of
from command_center.venues.models import Camera
from tests.extracts.asking import made
from tests.extracts.test_making import numbers, sent
from tests.films import FPS
from tests.rtsp import RtspServer, skip_without_gstreamer
from tests.streams.watching import Watching
from tests.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

A_FRAME = timedelta(seconds=1 / FPS)
DELIMITER_AND_SETS = {7, 8, 9}
"""NAL units that say nothing of the picture: packers add and drop them."""


def test_extract_of_a_real_camera_holds_its_packets(
    camera: Camera, film: Path, asker: Agent, second: Agent
) -> None:
    skip_without_gstreamer()
    CameraRecording.objects.create(camera=camera, mode=Mode.CONTINUOUS)
    with RtspServer(film) as server:
        camera.url = server.url
        camera.save()
        with Watching(camera):
            began_at = timezone.now()
            run = wait_until(lambda: _reaching(camera, began_at, 6), 60)
    wait_until(Segment.objects.first, 20)
    segment = Segment.objects.get()
    since = run.since + timedelta(seconds=2)
    stretch = {"covers_from": since, "covers_until": since + timedelta(seconds=2)}
    step = made(camera, asker, second, **stretch)
    members = contents_of(place_of(step.package_path)).members
    mp4 = next(member.read() for name, member in members.items() if name.endswith(".mp4"))
    shown, source = numbers(mp4), sent(film)
    assert [_picture(one) for one in samples(mp4)] == [_picture(source[n]) for n in shown]
    (row,) = json.loads(step.manifest)["films"]
    at = datetime.fromisoformat(row["first_picture_at"])
    assert at <= since
    elapsed = timedelta(seconds=(shown[0] - numbers_of(segment)[0]) / FPS)
    assert abs(at - (segment.began_at + elapsed)) <= A_FRAME


def numbers_of(segment: Segment) -> list[int]:
    """Burnt into its pictures."""
    return numbers(place_of(segment.file.path).read_bytes())


def _reaching(camera: Camera, since: datetime, lasts_s: float) -> Run | None:
    run = next_run(camera.pk, since, timezone.now())
    return run if run and (run.until - run.since).total_seconds() >= lasts_s else None


def _picture(units: bytes) -> bytes:
    found, at = [], 0
    while at < len(units):
        size = int.from_bytes(units[at : at + 4], "big")
        unit = units[at + 4 : at + 4 + size]
        if unit[0] & 31 not in DELIMITER_AND_SETS:
            found.append(unit)
        at += 4 + size
    return b"".join(found)
