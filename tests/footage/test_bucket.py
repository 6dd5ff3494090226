"""Finished files go to a bucket and are read from it; whatever breaks off, nothing is lost,
nothing stays too long, and nothing that is held goes."""

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from command_center.footage.missing import look_for_missing
from command_center.footage.opening import read_bytes
from command_center.footage.run import next_run
from command_center.health.also_told import other_rows
from command_center.people.models import Agent
from command_center.retention.bucket.alarm import bucket_alarm
from command_center.retention.bucket.bucket import AWAY, StorageAway, bucket
from command_center.retention.bucket.moving import move, move_due
from command_center.retention.bucket.sweeping import sweep_bucket
from command_center.retention.bucket.watch import bucket_watch, note_bucket
from command_center.retention.cap import enter_known
from command_center.retention.disk import A_GB
from command_center.retention.erasing.orphans import orphans
from command_center.retention.erasing.room import make_room
from command_center.retention.erasing.run import erase
from command_center.retention.folder import place_of
from command_center.retention.last_erasure import last_erasure
from command_center.retention.models import ErasureCertificate, StoredFile
from command_center.venues.models import Camera
from tests.daphne import ROOT, this_database
from tests.films import write_film
from tests.footage.recorded_film import record_film
from tests.footage.s3_server import BUCKET, KEYS, S3Server, later, s3_server
from tests.people.trained import trained
from tests.retention.keeping import DAY, HOUR, held, kept_file, on_disk

pytestmark = pytest.mark.django_db

OVER_AGE = timedelta(days=40)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_film(tmp_path_factory.mktemp("films") / "film.mp4", 500)


@pytest.fixture(scope="module")
def running() -> Iterator[S3Server]:
    with s3_server() as server:
        yield server


@pytest.fixture
def server(running: S3Server, settings: Any, db: None) -> Iterator[S3Server]:
    enter_known()
    with running.with_bucket(settings) as server:
        yield server


def recorded(camera: Camera, age: timedelta, content: bytes = b"", **given: Any) -> StoredFile:
    """As it was stored: its row says what the file holds."""
    content = content or os.urandom(3000)
    known = {"sha256": hashlib.sha256(content).hexdigest(), "size_bytes": len(content)}
    file = kept_file(camera, age, **{"what": "recordings", **known, **given})
    on_disk(file).write_bytes(content)
    return file


def moved(camera: Camera, age: timedelta, **given: Any) -> StoredFile:
    file = recorded(camera, age, **given)
    assert move_due(later()) == 1
    file.refresh_from_db()
    assert file.moved_at is not None
    return file


def test_what_is_recorded_goes_there_and_is_seen_as_before(
    server: S3Server, camera: Camera, film: Path
) -> None:
    began_at = timezone.now() - HOUR
    (segment,) = record_film(camera, film, began_at)
    content = place_of(segment.file.path).read_bytes()
    before = next_run(camera.pk, began_at, began_at + timedelta(seconds=10))
    assert move_due() == 0  # clips may still be cut of it
    assert move_due(later()) == 1
    assert server.held() == {segment.file.path: content}
    assert not place_of(segment.file.path).exists()
    after = next_run(camera.pk, began_at, began_at + timedelta(seconds=10))
    assert before is not None
    assert after is not None
    assert [one.data for one in after.pictures] == [one.data for one in before.pictures]
    assert read_bytes(segment.file.path) == content
    assert move_due(later()) == 0
    assert not look_for_missing().count


def test_storage_that_is_away_for_a_while_loses_nothing_and_says_so(
    server: S3Server, camera: Camera, film: Path, client: Client
) -> None:
    began_at = timezone.now() - HOUR
    (there,) = record_film(camera, film, began_at)
    move_due(later())
    (waits,) = record_film(camera, film, began_at + timedelta(minutes=5))
    server.go_away()
    assert move_due(later()) == 0
    assert place_of(waits.file.path).exists()
    with pytest.raises(StorageAway):
        read_bytes(there.file.path)
    assert next_run(camera.pk, waits.began_at, waits.ended_at) is not None
    answer = seen_by_viewer(client, camera, began_at)
    assert (answer.status_code, answer.content.decode()) == (503, AWAY)
    (told,) = [one for one in other_rows() if one.value.startswith(BUCKET)]
    assert not told.is_well
    note_bucket(waiting_since=timezone.now() - HOUR)
    alarm = bucket_alarm()
    assert alarm is not None
    assert "Could not connect" in alarm.text
    server.come_back()
    assert move_due(later()) == 1
    assert bucket_alarm() is None
    assert set(server.held()) == {there.file.path, waits.file.path}
    assert seen_by_viewer(client, camera, began_at).status_code == 200


def seen_by_viewer(client: Client, camera: Camera, since: datetime) -> Any:
    agent, is_new = Agent.objects.get_or_create(username="viewer")
    agent.user_permissions.set(Permission.objects.filter(codename="view_segment"))
    client.force_login(trained(agent) if is_new else agent)
    client.post("/review/reason", {"reason": "Removing the doubt about an alert"})
    ms = round(since.timestamp() * 1000)
    asked = {"from": ms, "until": ms + 2000, "origin": ms - 5000}
    address, english = f"/cameras/{camera.pk}/recorded.mp4", {"accept-language": "en"}
    return client.get(address, asked, headers=english)


def test_wrong_keys_are_told_and_nothing_leaves_the_disk(server: S3Server, camera: Camera) -> None:
    file = recorded(camera, HOUR)
    server.ask_for_keys(True)
    try:
        assert move_due(later()) == 0
        assert "InvalidAccessKeyId" in bucket_watch().failure
        assert bucket_watch().waiting == 1
        assert on_disk(file).exists()
    finally:
        server.ask_for_keys(False)
    assert move_due(later()) == 1
    assert not bucket_watch().failure


def test_a_bucket_that_is_not_there_takes_nothing_for_gone(
    server: S3Server, settings: Any, camera: Camera
) -> None:
    file = moved(camera, OVER_AGE)
    options = {**server.storage["OPTIONS"], "bucket_name": "another"}
    settings.STORAGES = {**settings.STORAGES, "footage": {**server.storage, "OPTIONS": options}}
    erase()
    assert StoredFile.objects.filter(pk=file.pk).exists()
    assert last_erasure().obstacles[0]["path"] == file.path
    with pytest.raises(StorageAway):
        read_bytes(file.path)


KILLED = """
import os, signal, sys, django
from datetime import timedelta
from pathlib import Path
os.environ["DJANGO_SETTINGS_MODULE"] = "command_center.settings"
django.setup()
from django.utils import timezone
from command_center.retention.bucket import bucket, moving
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[1] == "uploaded":
    bucket.Bucket.digest = die
else:
    Path.unlink = die
moving.move_due(timezone.now() + timedelta(hours=1))
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["uploaded", "noted"])
def test_mover_that_is_killed_leaves_it_in_one_place_after_the_next_round(
    server: S3Server, camera: Camera, moment: str, tmp_path: Path
) -> None:
    file = recorded(camera, HOUR)
    content = on_disk(file).read_bytes()
    given = {"DATABASE_URL": this_database(), "STATE_DIR": str(tmp_path), "FOOTAGE_BUCKET": BUCKET}
    given |= {"FOOTAGE_S3_ENDPOINT": server.endpoint, "FOOTAGE_S3_REGION": "eu-west-3"}
    given |= {f"FOOTAGE_S3_{name.upper()}": value for name, value in KEYS.items()}
    command = [sys.executable, "-c", KILLED, moment]
    killed = subprocess.run(command, cwd=ROOT, env={**os.environ, **given})
    assert killed.returncode == -signal.SIGKILL
    assert server.held() == {file.path: content}
    assert on_disk(file).read_bytes() == content
    assert StoredFile.objects.filter(moved_at=None).exists() == (moment == "uploaded")
    assert move_due(later()) == (moment == "uploaded")
    if moment == "noted":
        os.utime(on_disk(file), (0, 0))
    assert not list(orphans(timezone.now()))
    assert not on_disk(file).exists()
    assert read_bytes(file.path) == content


def test_what_was_changed_on_the_disk_stays_to_be_looked_at(
    server: S3Server, camera: Camera
) -> None:
    changed, other = recorded(camera, 2 * HOUR), recorded(camera, HOUR)
    on_disk(changed).write_bytes(b"something else")
    assert move_due(later()) == 1
    assert set(server.held()) == {other.path}
    assert on_disk(changed).exists()
    assert changed.path in bucket_watch().failure


def test_what_the_bucket_does_not_give_back_as_it_was_stays(
    server: S3Server, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = recorded(camera, HOUR)
    there = bucket()
    assert there is not None
    spoilt = on_disk(file).with_suffix(".other")
    spoilt.write_bytes(b"spoilt on its way")
    put = type(there).put
    monkeypatch.setattr(type(there), "put", lambda self, path, _: put(self, path, spoilt))
    with pytest.raises(StorageAway):
        move(file, there)
    file.refresh_from_db()
    assert file.moved_at is None
    assert on_disk(file).exists()


def test_erasure_removes_row_and_object_and_spares_what_is_held(
    server: S3Server, camera: Camera, operator: Agent
) -> None:
    due, free = moved(camera, OVER_AGE), moved(camera, DAY)
    kept = moved(camera, OVER_AGE)
    held(operator, files=[kept.pk])
    erase()
    assert set(server.held()) == {free.path, kept.path}
    assert set(StoredFile.objects.all()) == {free, kept}
    certificate = ErasureCertificate.objects.get()
    assert certificate.items == [[due.pk, due.path, due.sha256]]


def test_erasure_goes_on_when_the_bucket_is_back(server: S3Server, camera: Camera) -> None:
    there, local = moved(camera, OVER_AGE), recorded(camera, OVER_AGE)
    server.go_away()
    erase()
    assert list(StoredFile.objects.all()) == [there]
    assert not on_disk(local).exists()
    assert [one["path"] for one in last_erasure().obstacles] == [there.path, BUCKET]
    server.come_back()
    erase()  # and in its minute again
    assert not StoredFile.objects.exists()
    assert not server.held()
    assert not last_erasure().obstacles


def test_what_is_erased_while_it_is_moved_leaves_no_copy(
    server: S3Server, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = recorded(camera, OVER_AGE)
    there = bucket()
    assert there is not None
    put = type(there).put

    def put_and_erase(self: Any, path: str, place: Path) -> None:
        put(self, path, place)
        copy = there.read(path)
        erase()
        assert copy

    monkeypatch.setattr(type(there), "put", put_and_erase)
    assert not move(file, there)
    assert not server.held()
    assert not StoredFile.objects.exists()


def test_objects_without_a_row_are_found_and_removed(
    server: S3Server, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = moved(camera, HOUR)
    server.client.put_object(Bucket=BUCKET, Key="recordings/1/lost.mp4", Body=b"whose")
    assert sweep_bucket() == (0, [])  # young
    note_bucket(swept_at=None)
    in_two_hours = timezone.now() + 2 * HOUR
    monkeypatch.setattr(timezone, "now", lambda: in_two_hours)
    assert sweep_bucket() == (1, [])
    assert set(server.held()) == {known.path}
    (certificate,) = ErasureCertificate.objects.all()
    assert certificate.items == [["recordings/1/lost.mp4", 5]]


def test_a_copy_that_was_left_on_the_disk_goes_unless_it_is_the_last(
    server: S3Server, camera: Camera
) -> None:
    twice, last = moved(camera, HOUR), moved(camera, 2 * HOUR)
    for file in (twice, last):
        on_disk(file).write_bytes(b"left")
        os.utime(on_disk(file), (0, 0))
    server.client.delete_object(Bucket=BUCKET, Key=last.path)
    assert not list(orphans(timezone.now()))
    assert not on_disk(twice).exists()
    assert on_disk(last).exists()


def test_an_object_that_is_missing_is_told(server: S3Server, camera: Camera) -> None:
    clip = moved(camera, HOUR, what="clips")
    moved(camera, HOUR, what="clips")
    server.client.delete_object(Bucket=BUCKET, Key=clip.path)
    assert look_for_missing().paths == [clip.path]


def test_bytes_in_the_bucket_take_no_room_on_the_disk(
    server: S3Server, settings: Any, camera: Camera
) -> None:
    away = moved(camera, 3 * DAY)
    older, newer = recorded(camera, 2 * DAY), recorded(camera, DAY)
    settings.FOOTAGE_BUDGET_GB = 4000 / A_GB
    room = make_room()
    assert room is not None
    assert room.gone == 1
    assert not room.stuck_bytes
    assert set(StoredFile.objects.all()) == {away, newer}
    assert not StoredFile.objects.filter(pk=older.pk).exists()
    assert set(server.held()) == {away.path}


def test_a_bucket_that_keeps_versions_is_an_alarm(server: S3Server) -> None:
    enabled = {"Status": "Enabled"}
    server.client.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration=enabled)
    sweep_bucket()
    alarm = bucket_alarm()
    assert alarm is not None
    assert BUCKET in alarm.text


def test_where_it_lies_is_never_taken_back(server: S3Server, camera: Camera) -> None:
    file = moved(camera, HOUR)
    with pytest.raises(DatabaseError, match="kept as it was stored"), transaction.atomic():
        StoredFile.objects.filter(pk=file.pk).update(moved_at=None)
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("UPDATE retention_storedfile SET moved_at = NULL")
