"""What is over age goes, row and file, with a certificate; what is not, or is held, stays."""

import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from command_center.alerts.models import Alert, Verdict
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.retention.certifying import verify
from command_center.retention.classes import RetentionClass
from command_center.retention.erasing import run as running
from command_center.retention.erasing.alerts import DELETIONS
from command_center.retention.erasing.only_one import only_one
from command_center.retention.erasing.run import Erased, erase
from command_center.retention.folder import OutsideFolder
from command_center.retention.last_erasure import last_erasure
from command_center.retention.models import Cause, ErasureCertificate, LastErasure, StoredFile
from command_center.retention.overdue import overdue
from command_center.retention.storing import Written, enter
from command_center.retention.tasks import erase_in_its_own_thread
from command_center.venues.models import Camera
from tests.retention.keeping import DAY, HOUR, held, kept_alert, kept_file, on_disk, ruled
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db


def erased() -> Erased:
    done = erase(rests=0)
    assert done is not None
    return done


def test_over_age_file_goes_with_its_row_and_a_younger_one_stays(
    footage: Path, camera: Camera
) -> None:
    old, young = kept_file(camera, 32 * DAY), kept_file(camera, 27 * DAY)
    assert erased().files == 1
    assert not on_disk(old).exists()
    assert on_disk(young).exists()
    assert StoredFile.objects.get() == young
    certificate = ErasureCertificate.objects.get()
    assert certificate.items == [[old.pk, old.path, old.sha256]]
    assert (certificate.cause, certificate.what) == (Cause.OVER_AGE, "clips")
    assert "L252-5" in certificate.rule_text
    assert certificate.oldest_at == old.captured_from
    assert certificate.size_bytes == old.size_bytes


def test_every_class_of_images_goes(footage: Path, camera: Camera) -> None:
    for what in ("recordings", "clips", "thumbnails", "exports"):
        kept_file(camera, 32 * DAY, what=what, path=f"{what}/one")
    kept_file(camera, 32 * DAY, camera=None, path="exports/of-the-whole-venue.zip", what="exports")
    assert erased().files == 5
    assert not [one for one in footage.rglob("*") if one.is_file()]
    assert ErasureCertificate.objects.filter(what="exports").count() == 1


def test_oldest_image_of_a_file_decides(footage: Path, camera: Camera) -> None:
    long = timezone.now() - timedelta(days=32)
    kept_file(camera, 32 * DAY, captured_until=long + 31 * DAY)
    assert erased().files == 1


def test_alert_goes_with_its_verdict_whose_total_stays(
    camera: Camera, day_order: Order, operator: Agent
) -> None:
    ruled(operator, 2, what="alerts")
    old = kept_alert(camera, day_order, 3 * HOUR)
    confirmed = {"agent": operator, "outcome": "confirmed", "follow_up": "patrol"}
    invalidated = {"agent": operator, "outcome": "invalidated", "cause": "shadow"}
    Verdict.objects.create(alert=old, **confirmed)
    Verdict.objects.create(alert=old, **invalidated)  # corrects it
    kept_alert(camera, day_order, 4 * HOUR)
    young = kept_alert(camera, day_order, HOUR)
    assert erased().rows == 2
    assert Alert.objects.get() == young
    assert not Verdict.objects.exists()
    (certificate,) = ErasureCertificate.objects.all()
    of_order = {"order": day_order.pk, "camera": camera.pk, "kind": "intrusion"}
    assert certificate.totals == [
        {**of_order, "verdict": "", "cause": "", "count": 1},
        {**of_order, "verdict": "invalidated", "cause": "shadow", "count": 1},
    ]
    assert [old.pk, str(old.uid)] in certificate.items


def test_eraser_knows_all_that_hangs_on_an_alert() -> None:
    """A new table that refers to alerts is to be named in `DELETIONS`."""
    hanging = {one.related_model._meta.db_table for one in Alert._meta.related_objects}
    said = " ".join(DELETIONS)
    assert hanging == {"alerts_verdict", "desk_act", "footage_clip", "retention_storedfile"}
    assert all(table in said for table in hanging)


def test_alert_that_goes_leaves_its_younger_file(
    footage: Path, camera: Camera, day_order: Order, operator: Agent
) -> None:
    ruled(operator, 2, what="alerts")
    clip = kept_file(camera, 3 * HOUR, alert=kept_alert(camera, day_order, 3 * HOUR))
    assert erased().rows == 1
    clip.refresh_from_db()
    assert clip.alert is None


def test_each_rule_has_a_certificate_of_its_own(
    footage: Path, camera: Camera, operator: Agent
) -> None:
    other = Camera.objects.create(venue=camera.venue, name="South gate", url="rtsp://192.0.2.2/")
    rule = ruled(operator, 24, camera=other)
    kept_file(camera, 32 * DAY)
    short = kept_file(other, 2 * DAY)
    erased()
    certificate = ErasureCertificate.objects.get(rule=rule)
    assert certificate.items[0][0] == short.pk
    assert "South gate" in certificate.rule_text
    assert ErasureCertificate.objects.filter(rule=None).count() == 1


def test_more_than_a_batch_goes_in_one_run(
    footage: Path, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("command_center.retention.erasing.files.BATCH", 3)
    for _ in range(8):
        kept_file(camera, 32 * DAY)
    assert erased().files == 8
    counts = ErasureCertificate.objects.order_by("number").values_list("count", flat=True)
    assert list(counts) == [3, 3, 2]
    assert verify().broken is None


def test_what_is_held_stays_until_the_hold_is_released(
    footage: Path, camera: Camera, archivist: Agent
) -> None:
    file = kept_file(camera, 32 * DAY)
    hold = held(archivist, [camera])
    assert erased().files == 0
    assert on_disk(file).exists()
    hold.released_by, hold.released_reason = archivist, "Extract handed over"
    hold.save()
    assert erased().files == 1


@pytest.mark.parametrize("way", ["file", "alert", "camera", "venue's export"])
def test_hold_reaches_its_files(
    way: str, footage: Path, camera: Camera, day_order: Order, operator: Agent
) -> None:
    ruled(operator, 2)
    alert = kept_alert(camera, day_order, 3 * HOUR)
    of_venue = {"camera": None} if way == "venue's export" else {"alert": alert}
    file = kept_file(camera, 3 * HOUR, **of_venue)
    if way == "file":
        held(operator, files=[file.pk])
    elif way == "alert":
        held(operator, alerts=[alert.pk])
    else:
        held(operator, [camera])
    kept_file(camera, 70 * DAY)  # before what the hold covers
    assert erased().files == 1
    assert StoredFile.objects.get() == file


def test_alert_without_an_end_may_still_go_on(
    camera: Camera, day_order: Order, operator: Agent
) -> None:
    ruled(operator, 2, what="alerts")
    now = timezone.now()
    ended = kept_alert(camera, day_order, 4 * HOUR, ended_at=now - 3 * HOUR)
    held(operator, [camera], covers_from=now - 2 * HOUR)
    kept_alert(camera, day_order, 4 * HOUR)
    assert erased().rows == 1
    assert not Alert.objects.filter(pk=ended.pk).exists()


def test_file_that_was_marked_before_its_hold_is_spared_while_it_is_there(
    footage: Path, camera: Camera, operator: Agent
) -> None:
    """A run was interrupted between marking and removing."""
    there, gone = kept_file(camera, 32 * DAY), kept_file(camera, 32 * DAY)
    StoredFile.objects.update(erasing_since=timezone.now())
    on_disk(gone).unlink()
    held(operator, [camera])
    erased()
    there.refresh_from_db()
    assert there.erasing_since is None
    assert on_disk(there).exists()
    assert StoredFile.objects.get() == there
    assert ErasureCertificate.objects.get().items[0][0] == gone.pk


def test_missing_file_does_not_keep_its_row(footage: Path, camera: Camera) -> None:
    on_disk(kept_file(camera, 32 * DAY)).unlink()
    assert erased().files == 1
    assert not StoredFile.objects.exists()


def test_file_that_cannot_be_removed_is_told_and_the_others_go(
    footage: Path, camera: Camera
) -> None:
    stuck, other = kept_file(camera, 32 * DAY), kept_file(camera, 32 * DAY)
    on_disk(stuck).unlink()
    on_disk(stuck).mkdir()  # no user may unlink a folder, root included
    assert not on_disk(stuck).is_file()
    done = erased()
    assert [one.path for one in done.obstacles] == [stuck.path]
    assert not on_disk(other).exists()
    assert StoredFile.objects.get() == stuck
    assert last_erasure().obstacles[0]["path"] == stuck.path
    on_disk(stuck).rmdir()
    assert erased().obstacles == []
    assert not StoredFile.objects.exists()


def test_path_through_a_link_is_left_alone(footage: Path, camera: Camera, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "one.mp4").write_bytes(b"not ours")
    (footage / "linked").symlink_to(elsewhere)
    now = timezone.now()
    with pytest.raises(OutsideFolder):
        enter(Written(RetentionClass.CLIPS, "linked/one.mp4", camera.venue, camera, now, now))
    file = kept_file(camera, 32 * DAY, path="linked/two.mp4")
    done = erased()
    assert [one.path for one in done.obstacles] == [file.path]
    assert (elsewhere / "one.mp4").exists()
    assert (elsewhere / "two.mp4").exists()


def aged(path: Path, hours: float) -> None:
    then = timezone.now().timestamp() - 3600 * hours
    os.utime(path, (then, then))


def test_file_without_a_row_goes_after_an_hour(footage: Path, camera: Camera) -> None:
    known = kept_file(camera, DAY)
    aged(on_disk(known), 24)
    lost, new = footage / "clips" / "lost.mp4", footage / "clips" / "new.mp4"
    for one in (lost, new):
        one.write_bytes(b"clip")
    aged(lost, 1.1)
    aged(new, 0.9)
    assert erased().files == 1
    assert sorted(one.name for one in (footage / "clips").iterdir()) == sorted(
        ["new.mp4", on_disk(known).name]
    )
    certificate = ErasureCertificate.objects.get(cause=Cause.ORPHAN)
    assert certificate.items == [["clips/lost.mp4", 4]]
    assert certificate.what == ""


def test_file_without_a_row_that_cannot_go_is_told_until_it_is_gone(
    footage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = footage / "lost.mp4"
    lost.write_bytes(b"clip")
    aged(lost, 2)
    may_write = [False, False, True]
    monkeypatch.setattr(os, "access", lambda *_: may_write.pop(0))
    for _ in range(2):  # the second one is before the next regular sweep
        assert [one.path for one in erased().obstacles] == ["lost.mp4"]
        assert not ErasureCertificate.objects.exists()
    assert erased().files == 1
    assert not lost.exists()


def test_only_one_process_erases(
    footage: Path, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL's lock is of a session: another one has it."""
    import psycopg
    from django.db import connection

    kept_file(camera, 32 * DAY)
    settings = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    with psycopg.connect(**{name: settings[name] for name in names if name in settings}) as other:
        other.execute("SELECT pg_advisory_lock(7201003)")
        assert erase() is None
        with only_one() as is_this:
            assert not is_this
        other.execute("SELECT pg_advisory_unlock(7201003)")
    assert erased().files == 1


def test_run_is_noted_and_nothing_is_overdue_after_it(footage: Path, camera: Camera) -> None:
    kept_file(camera, 32 * DAY)
    before = overdue()
    assert before.count == 1
    assert before.since is not None
    erased()
    noted = LastErasure.objects.get()
    assert noted.ended_at is not None
    assert noted.ended_at > timezone.now() - HOUR
    assert (noted.overdue, noted.overdue_since, noted.erased_files) == (0, None, 1)


def test_what_cannot_go_is_overdue(footage: Path, camera: Camera, operator: Agent) -> None:
    file = kept_file(camera, 32 * DAY)
    on_disk(file).unlink()
    on_disk(file).mkdir()
    kept_file(camera, 33 * DAY)
    held(operator, files=[StoredFile.objects.exclude(pk=file.pk).get().pk])
    erased()
    assert last_erasure().overdue == 1  # what is held is not


def test_refused_batch_stops_nothing_else(
    footage: Path, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit has been lengthened since it was read."""
    from dataclasses import replace

    def read(what: object) -> object:
        return [replace(one, hours=1) for one in limits(what)] if what == "clips" else limits(what)

    limits = running.limits
    monkeypatch.setattr(running, "limits", read)
    young = kept_file(camera, 2 * HOUR)
    kept_file(camera, 32 * DAY, what="thumbnails", path="thumbnails/one.jpg")
    done = erased()
    assert "not over age" in done.failure
    assert StoredFile.objects.get() == young
    assert on_disk(young).exists()


@pytest.mark.django_db(transaction=True)
def test_task_keeps_no_thread_of_the_worker(footage: Path, camera: Camera) -> None:
    """It erases in a thread of its own, and has a connection of its own there."""
    kept_file(camera, 32 * DAY)
    erase_in_its_own_thread()
    wait_until(lambda: ErasureCertificate.objects.exists(), 20)
    wait_until(lambda: all(one.name != "erasure" for one in threading.enumerate()), 20)
    assert not StoredFile.objects.exists()


def test_run_stops_between_two_batches(
    footage: Path, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("command_center.retention.erasing.files.BATCH", 2)
    for _ in range(6):
        kept_file(camera, 32 * DAY)
    stop = threading.Event()
    monkeypatch.setattr(running.Run, "_rest", lambda *_: stop.set())
    erase(stop)
    left = StoredFile.objects.all()
    assert 0 < left.count() < 6 or left.exclude(erasing_since=None).exists()
    assert erased().files >= 2
    assert not StoredFile.objects.exists()


def test_entered_file_is_known_by_size_and_digest(footage: Path, camera: Camera) -> None:
    (footage / "clips").mkdir()
    (footage / "clips" / "a.mp4").write_bytes(b"abc")
    now = timezone.now()
    file = enter(Written(RetentionClass.CLIPS, "clips/a.mp4", camera.venue, camera, now, now))
    assert file.size_bytes == 3
    assert file.sha256.startswith("ba7816bf8f01cfea")
