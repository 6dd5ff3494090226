"""Clips are cut out of the recordings bit-exact, soon, and once, whatever is killed meanwhile."""

import io
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import av
import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from command_center.alerts.models import Alert
from command_center.footage.clip_cutter import CLIPS
from command_center.footage.clip_file import clip_run
from command_center.footage.clip_stretch import LONGEST
from command_center.footage.clip_task import cut_clips
from command_center.footage.clips import WAITS, cut_due, enter_new, prepare_growing, trace
from command_center.footage.models import (
    CameraRecording,
    Clip,
    ClipState,
    MissingBecause,
    Mode,
    Segment,
)
from command_center.footage.recording import scribe
from command_center.footage.run import next_run
from command_center.journal.models import Entry, Operation
from command_center.law.models import Order
from command_center.leases.lease import Lease
from command_center.people.models import Agent
from command_center.retention.folder import footage_folder, place_of
from command_center.retention.models import StoredFile
from command_center.venues.models import Camera, Zone
from detection.digest import digest
from detection.fragments.recorded import read_recorded, sample
from tests.daphne import ROOT, this_database
from tests.films import FPS, number_of, write_film, write_walk
from tests.footage.recorded_film import record_film
from tests.people.trained import trained
from tests.retention.keeping import kept_alert, unsaved_alert
from tests.streams.watching import Watching
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db

PRE_ROLL_S, POST_ROLL_S = 4, 3
READY_WITHIN_S = 2.0
ALERT_FROM_S, ALERT_UNTIL_S = 10, 16
FILMED = 999
"""Of the film's thousand pictures: the last one waits for another, which tells how long it is."""


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_film(tmp_path_factory.mktemp("films") / "film.mp4", 1000)


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_walk(tmp_path_factory.mktemp("films") / "walk.mp4", 12.0)


@pytest.fixture
def began_at(camera: Camera) -> datetime:
    CameraRecording.objects.create(
        camera=camera, mode=Mode.CONTINUOUS, pre_roll_s=PRE_ROLL_S, post_roll_s=POST_ROLL_S
    )
    return timezone.now().replace(microsecond=0) - timedelta(minutes=2)


@pytest.fixture
def alert(camera: Camera, order: Order, lease: Lease, began_at: datetime) -> Alert:
    started_at = began_at + timedelta(seconds=ALERT_FROM_S)
    ended_at = began_at + timedelta(seconds=ALERT_UNTIL_S)
    alert = unsaved_alert(camera, order, started_at, ended_at=ended_at)
    alert.save()
    return alert


@pytest.fixture
def recorded(camera: Camera, film: Path, began_at: datetime) -> list[Segment]:
    return record_film(camera, film, began_at)


def folders(alert: Alert) -> list[str]:
    place = place_of(f"{CLIPS}/{alert.pk}")
    return sorted(one.name for one in place.iterdir()) if place.is_dir() else []


def test_clip_holds_the_pictures_as_they_were_sent_at_their_times(
    alert: Alert, recorded: list[Segment], film: Path, began_at: datetime
) -> None:
    assert cut_due() == 1
    clip = Clip.objects.get()
    assert clip.state == ClipState.READY
    assert clip.file is not None
    assert clip.began_at is not None
    data = place_of(clip.file.path).read_bytes()
    assert digest(place_of(clip.file.path)) == clip.file.sha256
    with av.open(io.BytesIO(data)) as container:
        shown = [
            (number_of(one.to_ndarray(format="bgr24")), one.time) for one in container.decode()
        ]
    first = (ALERT_FROM_S - PRE_ROLL_S) * FPS
    assert [number for number, _ in shown] == list(
        range(first, (ALERT_UNTIL_S + POST_ROLL_S) * FPS)
    )
    assert shown[0][1] == 0
    assert all(
        abs((clip.began_at - began_at).total_seconds() + at - number / FPS) < 0.001
        for number, at in shown
    )
    with av.open(str(film)) as container:
        sent = [bytes(packet) for packet in container.demux(video=0) if packet.size]
    kept = [
        sample(data[one.offset : one.offset + one.size]) for one in read_recorded(data).pictures
    ]
    assert kept == sent[first : first + len(kept)]
    assert clip.pictures == len(kept)


def test_clip_names_its_file_its_alert_and_the_segments_it_came_from(
    alert: Alert, recorded: list[Segment]
) -> None:
    cut_due()
    clip = Clip.objects.get()
    assert clip.file is not None
    assert (clip.file.what, clip.file.alert, clip.file.camera) == ("clips", alert, alert.camera)
    assert clip.file.path.startswith(f"clips/{alert.pk}/")
    assert clip.is_traced
    known = {one.file.path: one.file.sha256 for one in Segment.objects.select_related("file")}
    assert {one["path"]: one["sha256"] for one in clip.sources}.items() <= known.items()
    assert cut_due() == 0  # once


def test_boxes_stay_at_their_pictures(alert: Alert, recorded: list[Segment]) -> None:
    """As messages of the file, and its own time in it."""
    cut_due()
    clip = Clip.objects.get()
    assert clip.file is not None
    told = read_recorded(place_of(clip.file.path).read_bytes())
    assert told.began_at == clip.began_at


def test_hash_of_a_segment_that_still_grew_is_added_later(
    alert: Alert, recorded: list[Segment]
) -> None:
    cut_due()
    clip = Clip.objects.get()
    unknown = [{"path": one["path"], "sha256": ""} for one in clip.sources]
    with pytest.raises(IntegrityError), transaction.atomic():
        Clip.objects.update(sources=unknown)  # what is traced stays
    fresh = Clip.objects.create(
        alert=kept_alert(alert.camera, alert.order, timedelta(minutes=1)),
        since=clip.since,
        until=clip.until,
        state=ClipState.READY,
        began_at=clip.began_at,
        cut_at=timezone.now(),
        sources=unknown,
        is_traced=False,
    )
    trace(timezone.now())
    fresh.refresh_from_db()
    assert (fresh.is_traced, fresh.sources) == (True, clip.sources)


def test_alert_that_goes_on_has_a_clip_of_its_first_minutes(
    camera: Camera, order: Order, lease: Lease, began_at: datetime
) -> None:
    alert = unsaved_alert(camera, order, began_at)
    alert.save()
    assert cut_due() == 0
    assert Clip.objects.get().state == ClipState.GROWING
    late = began_at + LONGEST + timedelta(seconds=2)
    assert cut_due(late) == 0  # nothing is recorded; it waits
    assert cut_due(late + WAITS + timedelta(seconds=1)) == 1
    clip = Clip.objects.get()
    assert clip.is_shortened
    assert clip.until == began_at + LONGEST


def test_alert_without_footage_says_why(alert: Alert) -> None:
    assert cut_due() == 0
    assert cut_due(timezone.now() + WAITS) == 1
    assert Clip.objects.get().missing == MissingBecause.NOTHING_THERE
    assert not StoredFile.objects.exists()


def test_camera_that_is_not_recorded_says_so_at_once(alert: Alert) -> None:
    CameraRecording.objects.update(mode=Mode.OFF)
    assert cut_due() == 1
    assert Clip.objects.get().missing == MissingBecause.NOT_RECORDED


def test_clip_is_kept_as_it_was_cut(alert: Alert, recorded: list[Segment]) -> None:
    cut_due()
    for change in ({"state": ClipState.GROWING}, {"pictures": 3}, {"since": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Clip.objects.update(**change)
    Clip.objects.update(file=None)  # its file goes when it is due


def test_clip_of_a_long_alert_is_cut_while_it_grows(
    camera: Camera, film: Path, began_at: datetime, order: Order, lease: Lease
) -> None:
    """Twice a film; its alert lasts from the first one into the other."""
    alert = unsaved_alert(camera, order, began_at + timedelta(seconds=ALERT_FROM_S))
    alert.save()
    enter_new(timezone.now())
    record_film(camera, film, began_at)
    assert prepare_growing(began_at + timedelta(seconds=30)) == 0  # too short
    assert prepare_growing(began_at + timedelta(seconds=55)) == 1
    clip = Clip.objects.get()
    (begun,) = folders(alert)
    first = (ALERT_FROM_S - PRE_ROLL_S) * FPS
    assert clip.prepared["pictures"] == FILMED - first
    assert prepare_growing(began_at + timedelta(seconds=60)) == 0  # nothing new
    with place_of(f"{CLIPS}/{alert.pk}/{begun}").open("ab") as file:
        file.write(b"of somebody who was killed")
    record_film(camera, film, began_at + timedelta(seconds=FILMED / FPS))
    Alert.objects.update(ended_at=began_at + timedelta(seconds=60))
    assert cut_due() == 1
    clip.refresh_from_db()
    assert clip.file is not None
    assert folders(alert) == [f"{Path(begun).stem}.mp4"]
    assert (clip.prepared, clip.is_traced, len(clip.sources)) == ({}, True, 3)
    place = place_of(clip.file.path)
    assert digest(place) == clip.file.sha256
    assert place.stat().st_size == clip.file.size_bytes
    with av.open(str(place)) as container:
        shown = [number_of(one.to_ndarray(format="bgr24")) for one in container.decode(video=0)]
    last = (60 + POST_ROLL_S) * FPS
    assert shown == [number % FILMED for number in range(first, last)]
    assert clip.pictures == len(shown)


def test_what_was_prepared_is_let_go_where_it_does_not_belong_any_more(
    camera: Camera, film: Path, began_at: datetime, order: Order, lease: Lease
) -> None:
    alert = unsaved_alert(camera, order, began_at + timedelta(seconds=ALERT_FROM_S))
    alert.save()
    enter_new(timezone.now())
    record_film(camera, film, began_at)
    prepare_growing(began_at + timedelta(seconds=55))
    CameraRecording.objects.update(pre_roll_s=2)
    Alert.objects.update(ended_at=began_at + timedelta(seconds=20))
    assert cut_due() == 1
    clip = Clip.objects.get()
    assert clip.pictures == (20 + POST_ROLL_S - ALERT_FROM_S + 2) * FPS
    assert len(folders(alert)) == 1


KILLED = """
import os, signal, sys, django
django.setup()
from pathlib import Path
from command_center.footage import clips
from command_center.footage.clip_part import ClipPart

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[1] == "writing":
    write = ClipPart.with_written
    ClipPart.with_written = lambda self, data: (write(self, data[: len(data) // 2]), die())
elif sys.argv[1] == "naming":
    Path.rename = die
else:
    clips._enter = die
clips.cut_due()
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["writing", "naming", "entering"])
def test_cutter_that_is_killed_leaves_nothing_after_the_next_round(
    alert: Alert, recorded: list[Segment], moment: str, tmp_path: Path
) -> None:
    environment = {**os.environ, "DATABASE_URL": this_database(), "STATE_DIR": str(tmp_path)}
    killed = subprocess.run([sys.executable, "-c", KILLED, moment], cwd=ROOT, env=environment)
    assert killed.returncode == -signal.SIGKILL
    assert len(folders(alert)) == 1
    assert not Clip.objects.filter(state=ClipState.READY).exists()
    assert cut_due() == 1
    clip = Clip.objects.select_related("file").get()
    assert clip.file is not None
    assert folders(alert) == [Path(clip.file.path).name]
    assert digest(place_of(clip.file.path)) == clip.file.sha256
    found = {one.relative_to(footage_folder()).as_posix() for one in footage_folder().rglob("*.*")}
    assert found >= set(StoredFile.objects.values_list("path", flat=True))
    assert not [path for path in found if path.endswith(".part")]


@pytest.fixture
def viewer(client: Client) -> Client:
    """Sees alerts, and may not look at recordings."""
    agent = Agent.objects.create_user("viewer", password="correct horse battery")
    agent.user_permissions.set(Permission.objects.filter(codename="view_alert"))
    client.force_login(trained(agent))
    return client


def asked(since: datetime, lasts_s: float) -> dict[str, int]:
    ms = round(since.timestamp() * 1000)
    return {"from": ms, "until": ms + round(lasts_s * 1000), "origin": ms - 600_000}


def test_clip_plays_from_the_recordings_and_from_its_file_once_they_are_gone(
    viewer: Client, alert: Alert, recorded: list[Segment], camera: Camera, began_at: datetime
) -> None:
    address = f"/alerts/{alert.pk}/clip.mp4"
    told = viewer.get(f"/alerts/{alert.pk}/clip").json()
    assert told["state"] == "recordings"  # nobody looked for due clips yet
    since = began_at + timedelta(seconds=ALERT_FROM_S)
    growing = viewer.get(address, asked(since, 2))
    assert growing.status_code == 200
    cut_due()
    for segment in recorded:
        place_of(segment.file.path).unlink()
    ready = viewer.get(address, asked(since, 2))
    assert _pictures(ready.content) == _pictures(growing.content)
    assert ready["X-Vigie-Since"] == growing["X-Vigie-Since"]
    assert viewer.get(f"/alerts/{alert.pk}/clip").json()["state"] == "ready"
    entries = Entry.objects.filter(object_kind="clip")
    assert {(one.operation, one.object_id, one.camera, one.reason) for one in entries} == {
        (
            Operation.CONSULTATION,
            str(alert.pk),
            camera.pk,
            "Removing the doubt about an alert",
        )
    }
    assert entries[0].seen_from == since
    assert viewer.get(f"/cameras/{camera.pk}/recorded.mp4", asked(since, 2)).status_code == 403


def _pictures(media: bytes) -> list[tuple[int, bytes]]:
    return [
        (one.pts, sample(media[one.offset : one.offset + one.size]))
        for one in read_recorded(media).pictures
    ]


def test_nobody_sees_more_than_the_clip_by_it(
    viewer: Client, alert: Alert, recorded: list[Segment], began_at: datetime, stranger: Agent
) -> None:
    address = f"/alerts/{alert.pk}/clip.mp4"
    assert viewer.get(address, asked(began_at, 3)).status_code == 204
    wide = viewer.get(address, asked(began_at, 60))
    assert int(wide["X-Vigie-Since"]) == round(
        (began_at.timestamp() + ALERT_FROM_S - PRE_ROLL_S) * 1000
    )
    assert int(wide["X-Vigie-Until"]) == round(
        (began_at.timestamp() + ALERT_UNTIL_S + POST_ROLL_S) * 1000
    )
    viewer.force_login(trained(stranger))
    assert viewer.get(address, asked(began_at, 60)).status_code == 403
    assert viewer.get(f"/alerts/{alert.pk}/clip").status_code == 403


def test_clip_goes_over_a_gap_and_keeps_its_times(
    camera: Camera, film: Path, alert: Alert, began_at: datetime, tmp_path: Path
) -> None:
    short = write_film(tmp_path / "short.mp4", 9 * FPS)
    record_film(camera, short, began_at)
    record_film(camera, short, began_at + timedelta(seconds=12))
    cut_due()
    clip = Clip.objects.get()
    assert clip.began_at == began_at + timedelta(seconds=ALERT_FROM_S - PRE_ROLL_S)
    before = clip_run(clip, clip.began_at, clip.began_at + timedelta(seconds=20))
    assert before is not None
    assert before.until < began_at + timedelta(seconds=9.1)
    after = clip_run(clip, before.until, clip.began_at + timedelta(seconds=20))
    assert after is not None
    assert after.since == began_at + timedelta(seconds=12)
    whole = next_run(camera.pk, after.since, after.until)
    assert whole is not None
    assert [one.data[-40:] for one in after.pictures] == [one.data[-40:] for one in whole.pictures]
    assert clip_run(clip, before.until, before.until + timedelta(seconds=1)) is None


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_clip_is_ready_two_seconds_after_the_post_roll(
    camera: Camera, zone: Zone, order: Order, walk: Path, record_testsuite_property: Any
) -> None:
    """A real watch, its own alert, beat's pace."""
    CameraRecording.objects.create(camera=camera, pre_roll_s=3, post_roll_s=2)  # around alerts
    camera.url = str(walk)
    camera.save()
    with Watching(camera):
        wait_until(lambda: _round() and Clip.objects.filter(state=ClipState.READY).first(), 40)
    clip = Clip.objects.select_related("alert").get(state=ClipState.READY)
    assert clip.until is not None
    assert clip.file is not None
    late_s = (clip.file.stored_at - clip.until).total_seconds()
    record_testsuite_property("clip_ready_after_the_post_roll_s", round(late_s, 2))
    assert late_s <= READY_WITHIN_S
    assert clip.began_at is not None
    assert clip.ended_at is not None
    assert clip.began_at <= clip.alert.started_at  # the camera was not watched long before
    assert clip.ended_at >= clip.until
    run = clip_run(clip, clip.since, clip.until)
    assert run is not None
    assert any(clip.alert.started_at <= one.at for one in run.found)
    assert not clip.is_traced  # its last segment still grew
    wait_until(lambda: scribe().is_idle, 10)
    trace(timezone.now())
    clip.refresh_from_db()
    known = {one.file.path: one.file.sha256 for one in Segment.objects.select_related("file")}
    assert {one["path"]: one["sha256"] for one in clip.sources}.items() <= known.items()


def _round() -> bool:
    """As beat begins one each second."""
    began_s = time.monotonic()
    cut_clips()
    wait_until(lambda: time.monotonic() - began_s >= 1.0, 5)
    return True


def test_clip_is_coded_as_its_alert_where_the_camera_was_changed_before(
    camera: Camera, alert: Alert, began_at: datetime, tmp_path: Path
) -> None:
    record_film(camera, write_film(tmp_path / "before.mp4", 8 * FPS), began_at)
    changed_at = began_at + timedelta(seconds=8)
    changed = write_film(tmp_path / "changed.mp4", 20 * FPS, b_frames=2)
    record_film(camera, changed, changed_at)
    cut_due()
    clip = Clip.objects.select_related("file").get()
    assert clip.file is not None
    assert clip.file.captured_from == changed_at
    with av.open(io.BytesIO(place_of(clip.file.path).read_bytes())) as container:
        shown = [number_of(one.to_ndarray(format="bgr24")) for one in container.decode()]
    assert shown[:-4] == list(range(len(shown) - 4))  # the last ones wait for others
    assert len(shown) >= (ALERT_UNTIL_S + POST_ROLL_S - 8) * FPS
