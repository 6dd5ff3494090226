"""The page that says what is recorded, and changes it for one or many cameras."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone, translation

from command_center.footage.camera_recording import recording_of
from command_center.footage.forecast import forecast
from command_center.footage.models import CameraRecording, Gap, Mode
from command_center.footage.paths import path_of
from command_center.footage.recording_state import Recorded, missed, recording_states
from command_center.journal.models import Entry, Operation
from command_center.people.models import Agent, Post
from command_center.people.roles import Role
from command_center.retention.cap import enter_known
from command_center.retention.disk import A_GB
from command_center.retention.disk_watch import DiskWatch
from command_center.retention.erasing.room import make_room
from command_center.retention.erasing.run import erase
from command_center.retention.folder import place_of
from command_center.retention.models import StoredFile
from command_center.setup.deletion.deleting import Kept, delete_camera
from command_center.streams.redis_client import client as redis_client
from command_center.venues.models import Camera, Venue
from tests.films import write_film
from tests.footage.recorded_film import record_film
from tests.health.told import tell_state
from tests.people.trained import trained
from tests.retention.keeping import DAY, HOUR, kept_file

pytestmark = pytest.mark.django_db
A_MINUTE = timedelta(minutes=1)
AN_HOUR = {"what": "recordings", "size_bytes": 2_000_000_000}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _caps(db: None) -> None:
    enter_known()
    redis_client().flushdb()


@pytest.fixture
def keeper(client: Client) -> Client:
    """May see what is recorded, and change it."""
    agent = Agent.objects.create_user("keeper", password="correct horse battery")
    rights = Permission.objects.filter(codename__in=["view_rule", "change_camerarecording"])
    agent.user_permissions.set(rights)
    client.force_login(trained(agent))
    return client


@pytest.fixture
def other(camera: Camera) -> Camera:
    return Camera.objects.create(venue=camera.venue, name="South gate", url="rtsp://192.0.2.2/")


def page(client: Client) -> str:
    answer = client.get("/recording/", headers={"accept-language": "en"})
    assert answer.status_code == 200
    return answer.text


def row_of(client: Client, camera: Camera) -> str:
    return page(client).split(f'id="camera-{camera.pk}">')[1].split("</tr>")[0]


def change(client: Client, *cameras: Camera, **given: Any) -> str:
    asked = {"camera": [one.pk for one in cameras], **given}
    answer = client.post("/recording/change", asked, headers={"accept-language": "en"}, follow=True)
    assert answer.status_code == 200
    return answer.text


def grows(camera: Camera) -> Path:
    """A file that is being written."""
    place = place_of(path_of(camera.pk, timezone.now(), 7))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"picture")
    return place


def test_camera_without_a_row_records_around_alerts(keeper: Client, camera: Camera) -> None:
    row = row_of(keeper, camera)
    assert "around alerts only" in row
    assert "10 s before, 10 s after" in row
    assert "waits for an alert" in row
    assert not CameraRecording.objects.exists()


def test_many_cameras_are_changed_at_once_and_each_is_journalled(
    keeper: Client, camera: Camera, other: Camera
) -> None:
    CameraRecording.objects.create(camera=other, mode=Mode.OFF, pre_roll_s=20)
    told = change(keeper, camera, other, mode="continuous", post_roll_s=30)
    assert "2 cameras are recorded differently from now on." in told
    rows = {one.camera_id: one for one in CameraRecording.objects.all()}
    assert {one.mode for one in rows.values()} == {"continuous"}
    assert [rows[one.pk].pre_roll_s for one in (camera, other)] == [10, 20]
    assert {one.post_roll_s for one in rows.values()} == {30}
    entries = Entry.objects.filter(operation=Operation.MODIFICATION).order_by("id")
    of_cameras = {
        one.camera: one.detail for one in entries if one.object_kind == "camera_recording"
    }
    assert of_cameras[other.pk]["mode"] == ["off", "continuous"]
    assert of_cameras[camera.pk]["post_roll_s"] == [10, 30]
    assert entries.filter(object_kind="recording_change").count() == 1


def test_what_is_left_empty_stays_and_the_same_again_is_nothing(
    keeper: Client, camera: Camera
) -> None:
    assert "Nothing is different." in change(keeper, camera, mode="alerts")
    assert not CameraRecording.objects.exists()
    change(keeper, camera, pre_roll_s=0)
    assert (recording_of(camera.pk).mode, recording_of(camera.pk).pre_roll_s) == ("alerts", 0)


@pytest.mark.parametrize("given", [{"pre_roll_s": 61}, {"post_roll_s": -1}, {"mode": "always"}])
def test_what_is_wrong_changes_nothing(
    keeper: Client, camera: Camera, given: dict[str, Any]
) -> None:
    assert "Nothing was changed" in change(keeper, camera, **given)
    assert "Choose cameras first." in change(keeper, mode="off")
    assert not CameraRecording.objects.exists()


def test_database_refuses_another_mode_and_a_longer_roll(camera: Camera) -> None:
    for given in ({"mode": "always"}, {"pre_roll_s": 61}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CameraRecording.objects.create(camera=camera, **given)


def test_cameras_elsewhere_are_neither_shown_nor_changed(client: Client, camera: Camera) -> None:
    hall = Venue.objects.create(name="Hall")
    here = Camera.objects.create(venue=hall, name="Hall gate", url="rtsp://192.0.2.3/")
    agent = trained(Agent.objects.create_user("here", password="correct horse battery"))
    starts_at = timezone.now() - HOUR
    Post.objects.create(agent=agent, role=Role.ADMINISTRATOR, venue=hall.pk, starts_at=starts_at)
    client.force_login(agent)
    text = page(client)
    assert "Hall gate" in text
    assert "North gate" not in text
    assert "Free on the disk" not in text
    assert "A camera is gone." in change(client, here, camera, mode="off")
    assert not CameraRecording.objects.exists()


def test_who_may_only_look_is_offered_no_change(client: Client, camera: Camera) -> None:
    agent = Agent.objects.create_user("reader", password="correct horse battery")
    agent.user_permissions.set(Permission.objects.filter(codename="view_rule"))
    client.force_login(agent)
    text = page(client)
    assert "North gate" in text
    assert 'name="camera"' not in text
    assert client.post("/recording/change", {"camera": camera.pk}).status_code == 403


def test_row_tells_what_there_is_and_what_is_missing(keeper: Client, camera: Camera) -> None:
    kept_file(camera, 5 * HOUR, captured_until=timezone.now() - 2 * HOUR, **AN_HOUR)
    now = timezone.now()
    Gap.objects.create(camera=camera, began_at=now - 2 * A_MINUTE, ended_at=now, cause="offline")
    make_room()
    row = row_of(keeper, camera)
    assert ">3.0<" in row
    assert "1.9\xa0GB" in row
    assert "2 minutes" in row


def state_of(camera: Camera) -> Recorded:
    return recording_states([Camera.objects.get(pk=camera.pk)])[0].recorded


def aged(place: Path, age: timedelta) -> None:
    then = timezone.now().timestamp() - age.total_seconds()
    os.utime(place, (then, then))


def test_camera_is_recorded_while_its_file_grows(camera: Camera, recorded: Camera) -> None:
    tell_state(camera, "live", since=timezone.now() - HOUR)
    place = grows(camera)
    assert state_of(camera) is Recorded.NOW
    aged(place, timedelta(seconds=30))
    assert state_of(camera) is Recorded.BEGINS
    aged(place, timedelta(seconds=70))
    assert state_of(camera) is Recorded.MISSED
    assert [one.camera for one in missed()] == [camera]


@pytest.mark.parametrize(
    ("state", "since_s", "expected"),
    [
        ("offline", 600, Recorded.BLIND),
        ("live", 30, Recorded.BEGINS),
        ("live", 61, Recorded.MISSED),
        ("unpermitted", 61, Recorded.MISSED),
    ],
)
def test_only_a_camera_that_sends_pictures_is_missed(
    recorded: Camera, state: str, since_s: int, expected: Recorded
) -> None:
    tell_state(recorded, state, since=timezone.now() - timedelta(seconds=since_s))
    assert state_of(recorded) is expected


def test_nobody_misses_what_is_not_to_be_recorded(camera: Camera, recorded: Camera) -> None:
    tell_state(camera, "live", since=timezone.now() - HOUR)
    for mode, expected in ((Mode.ALERTS, Recorded.WAITS), (Mode.OFF, Recorded.OFF)):
        CameraRecording.objects.update(mode=mode)
        assert state_of(camera) is expected
        assert not missed()
    CameraRecording.objects.update(mode=Mode.CONTINUOUS)
    Camera.objects.update(is_enabled=False)
    assert state_of(camera) is Recorded.UNWATCHED
    assert not missed()


def test_last_segment_counts_where_its_file_cannot_be_seen(
    recorded: Camera, tmp_path: Path
) -> None:
    """Of a worker on another machine."""
    tell_state(recorded, "live", since=timezone.now() - HOUR)
    film = write_film(tmp_path / "film.mp4", 100)
    (segment,) = record_film(recorded, film, timezone.now() - timedelta(seconds=30))
    aged(place_of(segment.file.path), HOUR)
    assert state_of(recorded) is Recorded.BEGINS


def test_health_and_metrics_tell_which_camera_is_missed(client: Client, recorded: Camera) -> None:
    agent = Agent.objects.create_user("technician", password="correct horse battery")
    agent.user_permissions.set(Permission.objects.filter(codename="view_health"))
    client.force_login(agent)
    tell_state(recorded, "live", since=timezone.now() - HOUR)
    text = client.get("/health/", headers={"accept-language": "en"}).text
    assert "not recorded: North gate" in text
    told = client.get("/metrics").text
    assert f'vigie_camera_recorded{{camera="{recorded.pk}",name="North gate"}} 0.0' in told
    assert "\nvigie_cameras_not_recorded 1.0\n" in told
    grows(recorded)
    assert "not recorded" not in client.get("/health/", headers={"accept-language": "en"}).text
    told = client.get("/metrics").text
    assert f'vigie_camera_recorded{{camera="{recorded.pk}",name="North gate"}} 1.0' in told
    assert "\nvigie_cameras_not_recorded 0.0\n" in told


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "has not been looked at yet"),
        ({"bytes_per_day": 0}, "for long enough"),
        (
            {"bytes_per_day": 10, "capacity_bytes": 410, "needed_bytes": 300},
            "the disk holds 41 days; recordings are kept 30 days: it is enough.",
        ),
        (
            {
                "bytes_per_day": 10,
                "capacity_bytes": 120,
                "footage_bytes": 30,
                "needed_bytes": 300,
            },
            "full in 9 days; recordings are kept 30 days: from then on the oldest go after 12",
        ),
        (
            {"bytes_per_day": 10, "capacity_bytes": 120, "needed_bytes": 300, "early_at": True},
            "The disk is full: recordings are kept 12 days, and not 30 days as the rules let.",
        ),
    ],
)
def test_forecast_is_said_plainly(given: dict[str, Any], expected: str) -> None:
    now = timezone.now()
    if given.get("early_at"):
        given = {**given, "early_at": now}
    watch = DiskWatch(at=now, **given) if given else DiskWatch()
    assert expected in forecast(watch, [30 * DAY])


def test_forecast_is_measured(settings: Any, keeper: Client, camera: Camera) -> None:
    for n in range(30):
        kept_file(camera, (n + 1) * HOUR, what="recordings", size_bytes=1000)
    settings.FOOTAGE_BUDGET_GB = 100_000 / A_GB
    make_room()
    text = page(keeper)
    assert "At the present rate the disk is full in 3 days" in text
    assert "97.7\xa0KB" in text


def test_camera_with_footage_is_not_deleted_until_it_has_gone_by_age(
    camera: Camera, operator: Agent
) -> None:
    kept_file(camera, 32 * DAY, what="recordings")
    Gap.objects.create(
        camera=camera,
        began_at=timezone.now() - 2 * A_MINUTE,
        ended_at=timezone.now(),
        cause="offline",
    )
    with pytest.raises(Kept, match="1 file with images"):
        delete_camera(camera.pk, operator, "moved")
    erase(rests=0)
    assert not StoredFile.objects.exists()
    delete_camera(camera.pk, operator, "moved")
    assert not Camera.objects.exists()


def test_deleting_page_says_until_when_there_is_footage(
    client: Client, operator: Agent, camera: Camera
) -> None:
    operator.user_permissions.add(Permission.objects.get(codename="delete_camera"))
    client.force_login(operator)
    kept_file(camera, DAY, what="recordings")
    address = f"/cameras/{camera.pk}/delete"
    text = client.get(address, headers={"accept-language": "en"}).text
    assert "1 file with images: by its age it goes by" in text
