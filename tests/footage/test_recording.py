"""What a real RTSP server sends is recorded as it came, with the times at which it came."""

import io
import itertools
from datetime import datetime, timedelta
from pathlib import Path

import av
import pytest
from django.utils import timezone

from command_center.footage.models import CameraRecording, Gap, Mode, Segment
from command_center.footage.run import Run, next_run, runs
from command_center.retention.folder import place_of
from command_center.venues.models import Camera
from detection.digest import digest
from detection.fragments.recorded import sample
from tests.films import FPS, number_of, write_film
from tests.rtsp import RtspServer, skip_without_gstreamer
from tests.streams.watching import Watching
from tests.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

A_FRAME = timedelta(seconds=1 / FPS)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    skip_without_gstreamer()
    return write_film(tmp_path_factory.mktemp("films") / "film.mp4", 1000)


def numbers(run: Run) -> list[int]:
    data = b"".join([run.init, *(one.data for one in run.pictures)])
    with av.open(io.BytesIO(data)) as container:
        return [number_of(one.to_ndarray(format="bgr24")) for one in container.decode(video=0)]


def sent(film: Path) -> list[bytes]:
    with av.open(str(film)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


def test_pictures_are_recorded_as_the_camera_sent_them(recorded: Camera, film: Path) -> None:
    with RtspServer(film) as server:
        recorded.url = server.url
        recorded.save()
        with Watching(recorded):
            began_at = timezone.now()
            wait_until(lambda: next_run(recorded.pk, began_at, timezone.now()), 20)
            growing = wait_until(lambda: _reaching(recorded, began_at, 4), 20)
            assert not Segment.objects.exists()  # it plays while it grows
    wait_until(Segment.objects.first, 10)
    segment = Segment.objects.select_related("file").get()
    assert digest(place_of(segment.file.path)) == segment.file.sha256
    (run,) = runs(recorded.pk, began_at - timedelta(minutes=1), timezone.now())
    assert len(run.pictures) == segment.pictures >= len(growing.pictures)
    source = sent(film)
    assert [_without_delimiter(sample(one.data)) for one in run.pictures] == [
        _without_delimiter(source[number]) for number in numbers(run)
    ]
    assert all(later - one == 1 for one, later in itertools.pairwise(numbers(run)))


def _reaching(camera: Camera, since: datetime, lasts_s: float) -> Run | None:
    run = next_run(camera.pk, since, timezone.now())
    return run if run and (run.until - run.since).total_seconds() >= lasts_s else None


def _without_delimiter(units: bytes) -> bytes:
    """An access unit delimiter says nothing of the picture; packers add and drop it."""
    found, at = [], 0
    while at < len(units):
        size = int.from_bytes(units[at : at + 4], "big")
        unit = units[at + 4 : at + 4 + size]
        if unit[0] & 31 not in {7, 8, 9}:
            found.append(unit)
        at += 4 + size
    return b"".join(found)


def test_nothing_is_recorded_where_nothing_is_to_be(camera: Camera, film: Path) -> None:
    camera.url = str(film)
    camera.save()
    CameraRecording.objects.create(camera=camera, mode=Mode.OFF)
    with Watching(camera) as watching:
        wait_until(lambda: watching.state() == ("unpermitted", ""), 10)
        began_at = timezone.now()
        wait_until(lambda: timezone.now() > began_at + timedelta(seconds=3), 5)
        CameraRecording.objects.update(mode=Mode.CONTINUOUS)
        wait_until(lambda: next_run(camera.pk, began_at, timezone.now()), 10)
    wait_until(Segment.objects.first, 10)
    segment = Segment.objects.get()
    assert segment.began_at > began_at + timedelta(seconds=2)
    assert not Gap.objects.exists()
