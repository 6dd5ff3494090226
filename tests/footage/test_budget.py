"""Where footage takes more than it may, the oldest lawful recordings go first, and no more."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone, translation
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from command_center.alerts.models import Alert
from command_center.footage.gap_erasing import erase_lone_gaps
from command_center.footage.models import Gap, Segment
from command_center.journal.models import Entry, Operation
from command_center.law.models import Order
from command_center.leases.lease import Lease
from command_center.people.models import Agent
from command_center.retention.cap import enter_known
from command_center.retention.certifying import verify
from command_center.retention.disk import A_GB, Disk
from command_center.retention.disk_alarm import alarm
from command_center.retention.disk_watch import disk_watch
from command_center.retention.erasing.early import EarlyEraser
from command_center.retention.erasing.room import Room, make_room
from command_center.retention.erasing.run import erase
from command_center.retention.models import Cause, ErasureCertificate, StoredFile
from command_center.retention.tasks import make_room_in_its_own_thread
from command_center.venues.models import Camera
from tests.films import write_film
from tests.footage.recorded_film import record_film
from tests.retention.keeping import DAY, HOUR, held, kept_file, on_disk
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _caps(db: None) -> None:
    enter_known()


@pytest.fixture
def other(camera: Camera) -> Camera:
    return Camera.objects.create(venue=camera.venue, name="South gate", url="rtsp://192.0.2.2/")


def recorded(camera: Camera, age: timedelta, size: int = 1000, **given: Any) -> StoredFile:
    usual: dict[str, Any] = {"what": "recordings", "size_bytes": size}
    return kept_file(camera, age, **{**usual, **given})


def budget(settings: Any, size_bytes: int) -> None:
    settings.FOOTAGE_BUDGET_GB = size_bytes / A_GB


def made() -> Room:
    room = make_room()
    assert room is not None
    return room


def left() -> set[int]:
    return set(StoredFile.objects.values_list("pk", flat=True))


def test_oldest_of_all_cameras_go_and_not_one_more(
    settings: Any, camera: Camera, other: Camera
) -> None:
    ages = [9, 1, 7, 3, 5, 2]
    files = {age: recorded(camera if age % 2 else other, age * DAY) for age in ages}
    budget(settings, 3500)
    room = made()
    assert (room.gone, room.gone_bytes, room.stuck_bytes) == (3, 3000, 0)
    assert left() == {files[age].pk for age in (1, 2, 3)}
    assert [age for age in ages if on_disk(files[age]).exists()] == [1, 3, 2]
    assert made().gone == 0


def test_what_goes_early_is_certified_and_told(settings: Any, camera: Camera) -> None:
    old, young = recorded(camera, 3 * DAY), recorded(camera, 2 * DAY)
    budget(settings, 1000)
    made()
    certificate = ErasureCertificate.objects.get()
    assert (certificate.cause, certificate.what) == (Cause.DISK_BUDGET, "recordings")
    assert certificate.items == [[old.pk, old.path, old.sha256]]
    assert certificate.size_bytes == 1000
    assert (certificate.rule, certificate.cap) == (None, None)
    assert verify().broken is None
    entry = Entry.objects.get(operation=Operation.ERASURE)
    assert entry.detail["cause"] == "disk_budget"
    assert left() == {young.pk}
    watch = disk_watch()
    assert watch.is_early()
    assert watch.early_until == old.captured_from
    told = alarm(watch)
    assert told
    assert "before their time" in told.text


def test_certificates_of_both_causes_are_one_chain(settings: Any, camera: Camera) -> None:
    recorded(camera, 40 * DAY)
    recorded(camera, 3 * DAY)
    recorded(camera, HOUR)
    erase(rests=0)
    budget(settings, 1000)
    made()
    causes = ErasureCertificate.objects.order_by("number").values_list("cause", flat=True)
    assert list(causes) == [Cause.OVER_AGE, Cause.DISK_BUDGET]
    assert verify().count == 2
    assert verify().broken is None


def test_nothing_goes_while_there_is_room(settings: Any, camera: Camera) -> None:
    recorded(camera, 3 * DAY)
    budget(settings, 1000)
    assert made() == Room()
    assert not ErasureCertificate.objects.exists()


def test_clips_exports_and_what_is_held_stay(
    settings: Any, camera: Camera, operator: Agent
) -> None:
    kept = [
        recorded(camera, 9 * DAY, what="clips"),
        recorded(camera, 9 * DAY, what="exports"),
        recorded(camera, 9 * DAY, what="thumbnails"),
        recorded(camera, 8 * DAY),
    ]
    held(operator, files=[kept[-1].pk])
    recorded(camera, 7 * DAY)
    budget(settings, 100)
    room = made()
    assert room.gone == 1
    assert left() == {one.pk for one in kept}
    assert all(on_disk(one).exists() for one in kept)
    assert room.stuck_bytes == 3900
    told = alarm(disk_watch())
    assert told
    assert told.severity == "high"


@pytest.mark.parametrize("way", ["camera", "alert"])
def test_holds_of_a_camera_and_of_an_alert_keep_recordings(
    way: str,
    settings: Any,
    camera: Camera,
    other: Camera,
    operator: Agent,
    intrusion: Any,
    order: Order,
) -> None:
    from command_center.alerts.door import raise_alert

    alert: Alert = raise_alert(intrusion)
    kept = recorded(camera, 8 * DAY, alert=alert)
    recorded(other, 7 * DAY)
    if way == "camera":
        held(operator, [camera])
    else:
        held(operator, alerts=[alert.pk])
    budget(settings, 100)
    assert made().gone == 1
    assert left() == {kept.pk}


def test_last_minutes_stay_for_the_clip_of_an_alert(settings: Any, camera: Camera) -> None:
    kept = recorded(camera, timedelta(minutes=9))
    recorded(camera, timedelta(minutes=11))
    budget(settings, 100)
    assert made().gone == 1
    assert left() == {kept.pk}


def test_file_that_cannot_be_removed_is_told_and_the_next_ones_go(
    settings: Any, camera: Camera
) -> None:
    stuck, after = recorded(camera, 3 * DAY), recorded(camera, 2 * DAY)
    on_disk(stuck).unlink()
    on_disk(stuck).mkdir()
    budget(settings, 1000)
    room = made()
    assert stuck.path in room.failure
    assert not on_disk(after).exists()
    told = disk_watch()
    assert stuck.path in told.failure
    on_disk(stuck).rmdir()
    assert made().gone == 1


def test_hold_that_comes_between_marking_and_removing_spares_what_is_there(
    settings: Any, camera: Camera, operator: Agent
) -> None:
    file = recorded(camera, 3 * DAY)
    assert EarlyEraser("x").mark(1) == 1
    held(operator, files=[file.pk])
    budget(settings, 5000)
    assert made().gone == 0
    file.refresh_from_db()
    assert (file.erasing_since, file.goes_early) == (None, False)
    assert on_disk(file).exists()


def test_run_that_was_interrupted_is_finished(settings: Any, camera: Camera) -> None:
    """Killed after its file was removed: the row goes with a certificate, room or not."""
    file = recorded(camera, 3 * DAY)
    EarlyEraser("x").mark(1)
    on_disk(file).unlink()
    budget(settings, 5000)
    assert made().gone == 1
    assert ErasureCertificate.objects.get().items[0][0] == file.pk


def test_erasure_by_age_leaves_what_goes_early_to_its_own_certificate(camera: Camera) -> None:
    file = recorded(camera, 40 * DAY)
    EarlyEraser("x").mark(1)
    erase(rests=0)
    assert not ErasureCertificate.objects.exists()
    assert on_disk(file).exists()
    made()
    assert ErasureCertificate.objects.get().cause == Cause.DISK_BUDGET


def test_another_process_that_makes_room_is_not_disturbed(settings: Any, camera: Camera) -> None:
    recorded(camera, 3 * DAY)
    budget(settings, 1)
    params = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    with psycopg.connect(**{name: params[name] for name in names if name in params}) as process:
        process.execute("SELECT pg_advisory_lock(7201004)")
        assert make_room() is None
        process.execute("SELECT pg_advisory_unlock(7201004)")
    assert made().gone == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_and_an_eraser_by_age_let_go_of_no_more_than_is_too_much(
    settings: Any, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("command_center.retention.erasing.early.BATCH", 4)
    over_age = [recorded(camera, (40 + n) * DAY) for n in range(3)]
    files = [recorded(camera, timedelta(hours=40 - n)) for n in range(30)]
    budget(settings, 20_000)

    def work(do: Any) -> None:
        try:
            do()
        finally:
            connection.close()

    jobs = [make_room, make_room, lambda: erase(rests=0), make_room]
    threads = [threading.Thread(target=work, args=[job]) for job in jobs]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    made()
    erase(rests=0)
    kept = left()
    assert not kept & {one.pk for one in over_age}
    # By age three went; whichever came first, no free recording of the budget's 20 went besides.
    assert {one.pk for one in files[10:]} <= kept
    assert sum(StoredFile.objects.values_list("size_bytes", flat=True)) <= 20_000
    gone = [item[0] for one in ErasureCertificate.objects.all() for item in one.items]
    assert len(gone) == len(set(gone)) == 33 - len(kept)
    assert verify().broken is None


@pytest.mark.django_db(transaction=True)
def test_task_keeps_no_thread_of_the_worker(settings: Any, camera: Camera) -> None:
    recorded(camera, 3 * DAY)
    budget(settings, 1)
    make_room_in_its_own_thread()
    wait_until(lambda: ErasureCertificate.objects.exists(), 20)
    wait_until(lambda: all(one.name != "room" for one in threading.enumerate()), 20)
    assert not StoredFile.objects.exists()


@tried(
    max_examples=15,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    sizes=st.lists(st.integers(1, 5000), min_size=1, max_size=12, unique=True),
    held_ones=st.sets(st.integers(0, 11)),
    budget_bytes=st.integers(1, 20_000),
)
def test_what_is_left_fits_or_nothing_free_is_left_and_one_less_would_not_do(
    sizes: list[int],
    held_ones: set[int],
    budget_bytes: int,
    settings: Any,
    camera: Camera,
    operator: Agent,
) -> None:
    """Oldest first, as the list has them."""
    files = [recorded(camera, (20 * HOUR) - n * HOUR, size) for n, size in enumerate(sizes)]
    kept = [files[n] for n in held_ones if n < len(files)]
    hold = held(operator, files=[one.pk for one in kept] or [10**9])
    budget(settings, budget_bytes)
    made()
    there, total = left(), sum(sizes)
    free = [one for one in files if one not in kept]
    gone = [one for one in free if one.pk not in there]
    assert gone == free[: len(gone)]
    rest = total - sum(one.size_bytes for one in gone)
    assert rest <= budget_bytes or gone == free
    assert not gone or rest + gone[-1].size_bytes > budget_bytes
    hold.released_by, hold.released_reason = operator, "test"
    hold.save()
    settings.FOOTAGE_BUDGET_GB = 1 / A_GB / 10  # less than a byte
    made()
    assert not left()


def test_segments_and_gaps_go_with_their_recordings(
    settings: Any, camera: Camera, tmp_path: Path
) -> None:
    film = write_film(tmp_path / "film.mp4", 200)
    now = timezone.now()
    first = record_film(camera, film, now - 3 * HOUR)
    last = record_film(camera, film, now - 2 * HOUR)
    assert Gap.objects.count() == 1
    assert erase_lone_gaps() == 0
    budget(settings, sum(one.file.size_bytes for one in last))
    assert made().gone == len(first)
    assert set(Segment.objects.all()) == set(last)
    assert erase_lone_gaps() == 1
    assert not Gap.objects.exists()


@pytest.mark.parametrize(
    ("total", "free", "budget_gb", "footage", "excess", "capacity"),
    [
        (1000, 500, None, 300, 0, 750),
        (1000, 20, None, 300, 30, 270),
        (1000 * A_GB, 4 * A_GB, None, 300 * A_GB, 6 * A_GB, 294 * A_GB),
        (1000, 500, 200, 300, 100, 200),
        (1000, 10, 290, 300, 40, 260),
        (1000, 0, None, 20, 50, 0),
    ],
)
def test_reserve_is_left_and_budget_is_kept(
    total: int, free: int, budget_gb: int | None, footage: int, excess: int, capacity: int
) -> None:
    disk = Disk(total, free, budget_gb)
    assert disk.excess_bytes(footage) == excess
    assert disk.capacity_bytes(footage) == capacity


def growing(camera: Camera, hours: int, size: int) -> None:
    """One file of that size each hour."""
    for n in range(hours):
        recorded(camera, (n + 1) * HOUR, size)


def test_alarm_is_given_two_days_before_the_disk_is_full(settings: Any, camera: Camera) -> None:
    growing(camera, 30, 1000)
    budget(settings, 30_000 + 40 * 1000)
    made()
    watch = disk_watch()
    assert watch.bytes_per_day == pytest.approx(24_000, rel=0.05)
    told = alarm(watch)
    assert told
    assert told.severity == "medium"
    assert left()
    budget(settings, 30_000 + 60 * 1000)
    made()
    assert alarm(disk_watch()) is None


def test_alarm_is_given_when_nearly_all_is_taken(settings: Any, camera: Camera) -> None:
    growing(camera, 30, 1000)
    recorded(camera, 20 * DAY, 510_000)
    budget(settings, 600_000)
    made()
    watch = disk_watch()
    assert watch.full_in
    assert watch.full_in > 2 * DAY
    told = alarm(watch)
    assert told
    assert "is full in 6" in told.text  # hours


def test_disk_that_loses_what_comes_needs_nobody(settings: Any, camera: Camera) -> None:
    """It is nearly full, and all is kept as long as the rules say."""
    growing(camera, 30, 1000)
    recorded(camera, 20 * DAY, 700_000)
    budget(settings, 780_000)
    made()
    watch = disk_watch()
    assert watch.share > 0.9
    assert watch.suffices
    assert alarm(watch) is None


def test_real_disk_that_is_full_is_given_room(
    settings: Any, camera: Camera, tmp_path: Path
) -> None:
    """A small file system of its own."""
    import subprocess

    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        settings.STATE_DIR = place
        files = []
        for n in range(79):
            file = recorded(camera, (100 - n) * HOUR, 100_000)
            on_disk(file).write_bytes(b"\0" * 100_000)
            files.append(file)
        room = made()
        assert 0 < room.gone < 10
        assert [one.pk in left() for one in files] == [n >= room.gone for n in range(79)]
        there = disk_watch()
        assert there.free_bytes >= 8 * 2**20 * 0.05 - 100_000
        assert made().gone <= 1
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def technician(operator: Agent, client: Client) -> Client:
    from django.contrib.auth.models import Permission

    operator.user_permissions.add(Permission.objects.get(codename="view_health"))
    client.force_login(operator)
    return client


def test_metrics_and_health_tell_how_full_it_is(
    settings: Any, technician: Client, camera: Camera, lease: Lease
) -> None:
    growing(camera, 30, 1000)
    budget(settings, 50_000)
    made()
    told = technician.get("/metrics").text
    for name in ("bytes", "capacity_bytes", "free_bytes", "oldest_timestamp_seconds"):
        assert f"\nvigie_footage_{name} " in told
    assert "\nvigie_footage_bytes 30000.0\n" in told
    assert "\nvigie_footage_capacity_bytes 50000.0\n" in told
    page = technician.get("/health/", headers={"accept-language": "en"}).text
    row = page.split("Footage</span>")[0].rsplit("<li", 1)[1]
    assert "is-alarming" in row
    assert "The disk of footage is full in" in page


def test_raw_sql_lets_go_of_no_single_recording(camera: Camera) -> None:
    """Whoever has the application's role can make room, and choose nothing."""
    recorded(camera, 3 * DAY)
    wanted = recorded(camera, 2 * DAY)
    with pytest.raises(DatabaseError, match="it goes before"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE retention_storedfile SET erasing_since = now(), goes_early = true"
            " WHERE id = %s",
            [wanted.pk],
        )
