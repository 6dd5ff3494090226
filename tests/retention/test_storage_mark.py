"""A mount that is gone is noticed; what lies on it is not taken for erased."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from command_center.journal.models import Entry
from command_center.people.models import Agent
from command_center.retention.erasing.orphans import orphans
from command_center.retention.erasing.run import erase
from command_center.retention.folder import MARK, footage_folder
from command_center.retention.last_erasure import last_erasure
from command_center.retention.models import ErasureCertificate, StorageMark, StoredFile
from command_center.retention.storage_mark import Storage, storage
from command_center.retention.storage_watch import look, storage_alarms
from command_center.venues.models import Camera
from tests.retention.keeping import DAY, held, kept_file, on_disk

pytestmark = pytest.mark.django_db

OVER_AGE = 40 * DAY


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.STATE_DIR = tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def mounted() -> Path:
    assert look() is Storage.KNOWN
    return footage_folder()


def unmount(folder: Path) -> Path:
    """What is left is the folder below."""
    away = folder.rename(folder.with_name("elsewhere"))
    folder.mkdir()
    return away


def mount(folder: Path, away: Path) -> None:
    shutil.rmtree(folder)
    away.rename(folder)


def test_storage_is_marked_once_and_known_again(mounted: Path) -> None:
    number = (mounted / MARK).read_text()
    assert StorageMark.objects.get().number == number.strip()
    assert storage() is Storage.KNOWN
    assert (mounted / MARK).read_text() == number
    assert not storage_alarms()


def test_mount_that_is_gone_is_an_alarm_until_it_is_back(mounted: Path) -> None:
    away = unmount(mounted)
    assert look() is Storage.UNMARKED
    (alarm,) = storage_alarms()
    assert "its disk may not be mounted" in alarm.text
    assert not (mounted / MARK).exists()  # it is not marked by mistake
    mount(mounted, away)
    assert look() is Storage.KNOWN
    assert not storage_alarms()


def test_nothing_is_certified_as_erased_that_is_only_away(
    mounted: Path, camera: Camera, operator: Agent
) -> None:
    due, kept = kept_file(camera, OVER_AGE), kept_file(camera, OVER_AGE)
    away = unmount(mounted)
    erase()
    assert not ErasureCertificate.objects.exists()
    assert StoredFile.objects.count() == 2
    assert "not mounted" in last_erasure().obstacles[0]["why"]
    held(operator, files=[kept.pk])
    erase()
    mount(mounted, away)
    erase()
    assert StoredFile.objects.get() == kept
    assert on_disk(kept).exists()
    assert not on_disk(due).exists()


def test_another_storage_is_accepted_by_who_says_why(mounted: Path) -> None:
    unmount(mounted)
    (mounted / MARK).write_text("another")
    assert look() is Storage.OTHER
    with pytest.raises(CommandError):
        call_command("footage_storage", accept=True)
    call_command("footage_storage", accept=True, reason="The disk was replaced")
    assert storage() is Storage.KNOWN
    assert not storage_alarms()
    entry = Entry.objects.get(object_kind="footage_storage")
    assert (entry.reason, entry.detail["before"]) == ("The disk was replaced", "other")


def test_mark_is_no_file_without_a_row(mounted: Path) -> None:
    in_a_day = timezone.now() + DAY
    assert not list(orphans(in_a_day))
    (mounted / "lost").write_bytes(b"whose")
    ((lost, _stat),) = next(orphans(in_a_day))
    assert lost == "lost"
