"""A worker is killed, the disk is full, the storage hangs, PostgreSQL is away: what was recorded is
whole, what was not is a gap, and recording goes on."""

import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import av
import pytest
from django.utils import timezone

from command_center.footage.gap import GapCause
from command_center.footage.models import Gap, Segment
from command_center.footage.paths import read_path
from command_center.footage.reconciling import reconcile, reconcile_all
from command_center.law.models import Order
from command_center.leases.lease import LEASE_S
from command_center.people.models import Agent
from command_center.retention.folder import footage_folder, place_of
from command_center.retention.models import StoredFile
from command_center.venues.models import Camera, Zone
from detection.digest import digest
from detection.fragments.recorded import read_recorded
from tests.daphne import this_database
from tests.films import BITS, FPS, number_of, write_film
from tests.footage.recorded_alone import recorded_alone
from tests.footage.recorded_film import record_film
from tests.footage.storages import freezing_storage, small_storage
from tests.retention.keeping import held
from tests.rtsp import RtspServer, skip_without_gstreamer
from tests.streams.watching import Watching
from tests.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

A_FRAME = timedelta(seconds=1 / FPS)
FULL_MB = 3
FULL_FOR_S = 16.0
"""Longer than the pre-roll in memory bridges."""

FILM_NUMBERS = 1 << BITS
FROZEN_FOR_S = 60.0


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    skip_without_gstreamer()
    return write_film(tmp_path_factory.mktemp("films") / "film.mp4", 4000)


@pytest.fixture(scope="module")
def rtsp(film: Path) -> Iterator[RtspServer]:
    with RtspServer(film) as server:
        yield server


@pytest.fixture
def filmed(recorded: Camera, rtsp: RtspServer) -> Camera:
    recorded.url = rtsp.url
    recorded.save()
    return recorded


@pytest.fixture
def under_hold(camera: Camera, film: Path, operator: Agent, _own_folder: None) -> StoredFile:
    """A recording of the day before, kept for a procedure."""
    a_day_ago = timezone.now() - timedelta(days=1)
    segment = record_film(camera, film, a_day_ago)[0]
    held(operator, files=[segment.pk])
    return segment.file


def recordings() -> set[str]:
    folder = footage_folder()
    paths = (str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())
    return {path for path in paths if read_path(path)}


def written_pictures(path: str) -> int:
    data = place_of(path).read_bytes()
    return len(read_recorded(data).pictures) if len(data) > 1000 else 0


def assert_whole(camera: Camera) -> None:
    """Disk and index agree; each recording is what its row says, and decodes to its end."""
    assert recordings() == set(StoredFile.objects.values_list("path", flat=True))
    for segment in Segment.objects.filter(camera=camera).select_related("file"):
        place = place_of(segment.file.path)
        assert place.stat().st_size == segment.file.size_bytes
        assert digest(place) == segment.file.sha256
        with av.open(str(place)) as container:
            numbers = [
                number_of(one.to_ndarray(format="bgr24")) for one in container.decode(video=0)
            ]
        assert len(numbers) == segment.pictures
        assert all((later - one) % FILM_NUMBERS == 1 for one, later in pairwise(numbers))


def assert_all_told(camera: Camera) -> None:
    """Between two segments of today: nothing, or a gap of just that length."""
    mine = Segment.objects.filter(camera=camera, began_at__gt=today()).order_by("began_at")
    breaks = {
        (one.ended_at, later.began_at)
        for one, later in pairwise(mine)
        if later.began_at - one.ended_at > timedelta(seconds=1)
    }
    gaps = Gap.objects.filter(camera=camera, began_at__gt=today())
    assert {(one.began_at, one.ended_at) for one in gaps} == breaks


def today() -> datetime:
    return timezone.now() - timedelta(hours=1)


def pass_time(seconds: float) -> None:
    began_s = time.monotonic()
    wait_until(lambda: time.monotonic() - began_s > seconds, seconds + 5)


def test_all_that_a_killed_worker_wrote_is_kept(filmed: Camera, under_hold: StoredFile) -> None:
    before = digest(place_of(under_hold.path))
    left = [_recorded_and_killed(filmed), _recorded_and_killed(filmed)]
    assert recordings() - {path for path, _ in left} == indexed()
    with Watching(filmed):  # somebody watches it again
        wait_until(lambda: len(recordings() - indexed()) == 3, 30)
        reconcile()
        (growing,) = recordings() - indexed()
        wait_until(lambda: written_pictures(growing) > FPS, 20)
    wait_until(lambda: growing in indexed(), 20)
    found = Segment.objects.filter(is_recovered=True).order_by("began_at")
    assert [(one.file.path, one.pictures) for one in found] == left
    assert_whole(filmed)
    assert_all_told(filmed)
    causes = Gap.objects.filter(began_at__gt=today()).values_list("cause", flat=True)
    assert list(causes) == [GapCause.UNWATCHED] * 2
    assert not reconcile_all()
    assert digest(place_of(under_hold.path)) == before == under_hold.sha256


def _recorded_and_killed(camera: Camera) -> tuple[str, int]:
    """What it was at, and how many pictures of it were written."""
    old = recordings()
    with recorded_alone(camera.pk, this_database()) as worker:
        wait_until(lambda: recordings() - old, 60)
        (path,) = recordings() - old
        wait_until(lambda: written_pictures(path) > 3 * FPS, 30)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    pass_time(LEASE_S + 1)  # nobody renews it
    return path, written_pictures(path)


def indexed() -> set[str]:
    return set(StoredFile.objects.values_list("path", flat=True))


def test_recording_goes_on_when_a_full_disk_has_room_again(
    recorded: Camera, rtsp: RtspServer, tmp_path: Path
) -> None:
    recorded.url = rtsp.url
    recorded.save()
    with small_storage(tmp_path / "footage", FULL_MB) as storage:
        with Watching(recorded) as watching:
            wait_until(recordings, 30)
            (first,) = recordings()
            wait_until(lambda: written_pictures(first) > 3 * FPS, 30)
            ballast = fill(storage)
            wait_until(lambda: first in indexed(), 20)  # what there was is kept
            seen = watching.keyframes()
            wait_until(lambda: len(watching.keyframes() - seen) > 1, 10)  # live pictures go on
            pass_time(FULL_FOR_S)
            ballast.unlink()
            wait_until(lambda: recordings() - {first}, 20)
            (second,) = recordings() - {first}
            wait_until(lambda: written_pictures(second) > 2 * FPS, 20)
        wait_until(lambda: second in indexed(), 20)
        assert_whole(recorded)
        assert_all_told(recorded)
        assert [one.cause for one in Gap.objects.all()] == [GapCause.DISK_FULL]
        assert not reconcile_all()


def fill(storage: Path) -> Path:
    """With what somebody else keeps there."""
    ballast = storage / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    return ballast


def test_a_storage_that_hangs_for_a_minute_loses_nothing(
    recorded: Camera, zone: Zone, order: Order, rtsp: RtspServer, tmp_path: Path
) -> None:
    recorded.url = rtsp.url
    recorded.save()
    with freezing_storage(tmp_path / "footage", tmp_path / "image") as storage:
        with Watching(recorded) as watching:
            wait_until(recordings, 30)
            (first,) = recordings()
            wait_until(lambda: written_pictures(first) > FPS, 30)
            storage.freeze()
            for _ in range(6):
                pictures, boxes = watching.keyframes(), watching.overlays()[-1]["pts"]
                pass_time(FROZEN_FOR_S / 6)
                assert len(watching.keyframes() - pictures) > 1
                assert watching.overlays()[-1]["pts"] > boxes  # it is analysed meanwhile
                assert not reconcile()  # and its file is left alone
            storage.thaw()
            wait_until(lambda: len(recordings()) > 2, 30)
        wait_until(lambda: recordings() == indexed(), 30)
        assert_whole(recorded)
        assert not Gap.objects.exists()
        runs = list(Segment.objects.order_by("began_at"))
        assert runs[-1].ended_at - runs[0].began_at > timedelta(seconds=FROZEN_FOR_S)
        assert all(abs(b.began_at - a.ended_at) < A_FRAME for a, b in pairwise(runs))
        assert not reconcile_all()
