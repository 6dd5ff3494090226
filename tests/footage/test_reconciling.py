"""Whatever broke off between the disk and the index, both agree again afterwards."""

import logging
import os
import random
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from command_center.footage.entering import enter_segment
from command_center.footage.file_lock import lock
from command_center.footage.finished import Finished
from command_center.footage.gap import GapCause
from command_center.footage.missing import look_for_missing
from command_center.footage.models import Gap, Segment
from command_center.footage.paths import path_of
from command_center.footage.reconciling import reconcile, reconcile_all
from command_center.footage.recovering import Outcome
from command_center.health.also_told import other_rows
from command_center.leases.lease import Lease, take
from command_center.retention.erasing.orphans import erase_orphans, orphans
from command_center.retention.folder import footage_folder, place_of
from command_center.retention.models import ErasureCertificate, StoredFile
from command_center.venues.models import Camera
from detection.digest import digest
from detection.fragments.recorded import read_recorded
from tests.films import write_film
from tests.footage.recorded_film import write_segments

pytestmark = pytest.mark.django_db

A_MINUTE, AN_HOUR = timedelta(minutes=1), timedelta(hours=1)
LASTS_S = 80.0
"""Of the film: three segments."""


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_film(tmp_path_factory.mktemp("films") / "film.mp4", round(LASTS_S * 25))


@pytest.fixture
def dead(camera: Camera) -> Lease:
    """Of a worker that was killed, and whose camera another one has taken."""
    taken = take(camera.pk, "killed@here", 0.1)
    assert taken is not None
    _let_expire()
    assert take(camera.pk, "other@here", 0.1)
    return taken


def _let_expire() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE leases_lease SET renewed_at = renewed_at - interval '10 minutes'")


def left_behind(
    camera: Camera, film: Path, fence: int, untouched: timedelta = A_MINUTE
) -> list[Finished]:
    began_at = timezone.now() - timedelta(seconds=LASTS_S) - untouched
    found = write_segments(camera, film, began_at, fence=fence)
    for one in found:
        age(one.path, untouched)
    return found


def age(path: str, untouched: timedelta) -> None:
    at_s = (timezone.now() - untouched).timestamp()
    os.utime(place_of(path), (at_s, at_s))


def on_disk() -> set[str]:
    folder = footage_folder()
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


def indexed() -> set[str]:
    return set(StoredFile.objects.values_list("path", flat=True))


def test_what_was_written_whole_is_entered_as_it_was(
    recorded: Camera, film: Path, dead: Lease
) -> None:
    left = left_behind(recorded, film, dead.fence)
    assert reconcile() == {Outcome.ENTERED: 3}
    found = list(Segment.objects.select_related("file"))
    assert [one.file.path for one in found] == [one.path for one in left]
    for one, was in zip(found, left, strict=True):
        assert (one.file.sha256, one.file.size_bytes) == (was.sha256, was.size_bytes)
        assert (one.pictures, one.pts, one.codec) == (was.pictures, was.pts, was.codec)
        assert (one.width, one.height, one.mode) == (was.width, was.height, was.mode)
        assert abs(one.began_at - was.began_at) < timedelta(milliseconds=2)
        assert abs(one.ended_at - was.ended_at) < timedelta(milliseconds=2)
        assert one.is_recovered
        assert one.fence == dead.fence
    assert not Gap.objects.exists()
    assert not reconcile()
    assert not reconcile_all()


def test_one_cut_anywhere_is_entered_up_to_its_last_whole_picture(
    recorded: Camera, film: Path, dead: Lease
) -> None:
    seed = random.randrange(1_000_000)
    drawn = random.Random(seed)
    for one in left_behind(recorded, film, dead.fence):
        os.truncate(place_of(one.path), drawn.randrange(1500, one.size_bytes))
        age(one.path, A_MINUTE)
    reconcile()
    assert on_disk() == indexed(), f"seed {seed}"
    for segment in Segment.objects.select_related("file"):
        data = place_of(segment.file.path).read_bytes()
        whole = read_recorded(data)
        assert whole.size == len(data) == segment.file.size_bytes
        assert len(whole.pictures) == segment.pictures > 0
        assert digest(place_of(segment.file.path)) == segment.file.sha256
    cut = [(a.ended_at, b.began_at) for a, b in pairwise(Segment.objects.order_by("began_at"))]
    assert {(one.began_at, one.ended_at) for one in Gap.objects.all()} == {
        (since, until) for since, until in cut if until - since > timedelta(seconds=1)
    }


def test_zeros_after_a_loss_of_power_are_cut_off(recorded: Camera, film: Path, dead: Lease) -> None:
    one = left_behind(recorded, film, dead.fence)[0]
    place = place_of(one.path)
    data = place.read_bytes()
    whole = read_recorded(data).pictures
    at = whole[-20].offset + whole[-20].size - 5
    place.write_bytes(data[:at] + bytes(len(data) - at))
    age(one.path, A_MINUTE)
    reconcile()
    segment = Segment.objects.get(file__path=one.path)
    assert segment.pictures == len(whole) - 20


@pytest.mark.parametrize("left", [0, 5, 400])
def test_what_holds_no_picture_is_removed(
    recorded: Camera, film: Path, dead: Lease, left: int
) -> None:
    one = left_behind(recorded, film, dead.fence)[0]
    os.truncate(place_of(one.path), left)
    age(one.path, A_MINUTE)
    assert reconcile() == {Outcome.EMPTY: 1, Outcome.ENTERED: 2}
    assert on_disk() == indexed() != set()


def test_what_is_no_recording_of_ours_is_left(recorded: Camera, dead: Lease) -> None:
    path = path_of(recorded.pk, timezone.now() - A_MINUTE, dead.fence)
    place_of(path).parent.mkdir(parents=True)
    place_of(path).write_bytes(b"somebody else's notes")
    age(path, A_MINUTE)
    assert reconcile() == {Outcome.STRANGE: 1}
    assert on_disk() == {path}


def test_a_file_whose_writer_lives_is_left_alone(recorded: Camera, film: Path, dead: Lease) -> None:
    """A worker that was paused still has it, whoever has its camera."""
    (one, *_others) = left_behind(recorded, film, dead.fence)
    with place_of(one.path).open("r+b") as file:
        assert lock(file.fileno())
        assert reconcile() == {Outcome.WRITTEN: 1, Outcome.ENTERED: 2}
    assert reconcile() == {Outcome.ENTERED: 1}


def test_nothing_is_taken_from_a_worker_that_watches(recorded: Camera, film: Path) -> None:
    lease = take(recorded.pk, "alive@here", 0.1)
    assert lease is not None
    left_behind(recorded, film, lease.fence)
    assert not reconcile()
    _let_expire()
    assert reconcile() == {Outcome.ENTERED: 3}


def test_its_worker_may_enter_it_too(recorded: Camera, film: Path, dead: Lease) -> None:
    left = left_behind(recorded, film, dead.fence)
    assert reconcile() == {Outcome.ENTERED: 3}
    assert all(enter_segment(one) for one in left)
    assert Segment.objects.count() == StoredFile.objects.count() == 3


def test_one_that_is_entered_late_divides_the_gap_that_it_lies_in(
    recorded: Camera, film: Path, dead: Lease
) -> None:
    """The worker that came after was quicker."""
    first, second, third = left_behind(recorded, film, dead.fence)
    place = place_of(second.path)
    cut = read_recorded(place.read_bytes()).pictures[500]  # at 20 s of 30
    os.truncate(place, cut.offset)
    age(second.path, A_MINUTE)
    enter_segment(first)
    enter_segment(_by_another(third, dead.fence + 1))
    assert _gaps() == [(first.ended_at, third.began_at, GapCause.UNWATCHED)]
    assert reconcile()[Outcome.ENTERED] == 1
    segment = Segment.objects.get(file__path=second.path)
    assert _gaps() == [(segment.ended_at, third.began_at, GapCause.UNWATCHED)]


def _by_another(finished: Finished, fence: int) -> Finished:
    return replace(finished, fence=fence, after=GapCause.UNWATCHED)


def _gaps() -> list[tuple[datetime, datetime, str]]:
    return list(Gap.objects.values_list("began_at", "ended_at", "cause"))


def test_the_sweep_of_orphans_takes_no_recording_that_can_be_entered(
    recorded: Camera, film: Path, dead: Lease
) -> None:
    """The database was away for hours, and then the worker was killed."""
    left = left_behind(recorded, film, dead.fence, 3 * AN_HOUR)
    stranger = place_of("recordings/notes.txt")
    stranger.write_text("left here by nobody knows whom")
    age("recordings/notes.txt", 3 * AN_HOUR)
    for lost in orphans(timezone.now()):
        assert erase_orphans(lost) == []
    assert indexed() == on_disk() == {one.path for one in left}
    assert [item[0] for one in ErasureCertificate.objects.all() for item in one.items] == [
        "recordings/notes.txt"
    ]


def test_those_of_a_camera_that_is_gone_go_too(recorded: Camera, film: Path, dead: Lease) -> None:
    left_behind(recorded, film, dead.fence)
    for folder in (footage_folder() / "recordings").glob("*"):
        folder.rename(folder.with_name("987654"))
    reconcile()
    assert on_disk() == indexed() == set()


def test_rows_whose_file_is_gone_are_named(
    recorded: Camera, film: Path, dead: Lease, caplog: pytest.LogCaptureFixture
) -> None:
    left = left_behind(recorded, film, dead.fence)
    reconcile()
    assert look_for_missing().count == 0
    place_of(left[1].path).unlink()
    with caplog.at_level(logging.ERROR):
        assert look_for_missing().paths == [left[1].path]
    assert left[1].path in caplog.text
    (row,) = [one for one in other_rows() if left[1].path in one.value]
    assert not row.is_well
