"""Entries that are over age go; the proof stays whole, and says so."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from command_center.journal.checkpoint import checkpoint
from command_center.journal.erasing import erase_batch
from command_center.journal.inserting import seal
from command_center.journal.leaf import Leaf
from command_center.journal.models import Entry, Log, Operation, WaitingEntry
from command_center.journal.noting import Thing, note_all
from command_center.journal.sequencing import sequence
from command_center.retention.cap import enter_known
from command_center.retention.erasing.run import erase
from tests.journal.forging import as_if_written_at, exported, first_wrong, verified, without_rules

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _caps(db: None) -> None:
    """As after migrating; a test with transactions of its own has emptied the tables."""
    enter_known()


def aged(count: int, days: int, log: Log = Log.VIDEO) -> list[int]:
    """Recorded so many days ago: dated back, with the seal and the place that they had then."""
    things = [Thing("camera", n, camera=n, log=log) for n in range(count)]
    entries = note_all(Operation.CONSULTATION, things)
    numbers = [one.pk for one in entries]
    at = timezone.now() - timedelta(days=days)
    with without_rules():
        Entry.objects.filter(pk__in=numbers).update(at=at)
    WaitingEntry.objects.filter(entry__in=numbers).delete()
    seal(Entry.objects.filter(pk__in=numbers).order_by("id"))
    sequence()
    return numbers


def test_over_age_entries_go_and_the_proof_stays(tmp_path: Path) -> None:
    old, young = aged(30, 1200), aged(10, 1000)
    checkpoint()
    done = erase(rests=0)
    assert done is not None
    assert not done.failure
    assert done.rows == 30
    assert not Entry.objects.filter(pk__in=old).exists()
    assert Entry.objects.filter(pk__in=young).count() == 10
    assert Leaf.objects.filter(entry__in=old).count() == 30
    erasure = Entry.objects.get(operation=Operation.ERASURE)
    assert erasure.detail == {"count": 30, "leaves": [[0, 29]]}
    found = verified(exported(tmp_path))
    assert found.returncode == 0, found.stdout + found.stderr
    assert "30 of them were erased for their age" in found.stdout


def test_logs_go_by_their_own_terms(tmp_path: Path) -> None:
    for _ in range(3):
        aged(2, 400, Log.ALGORITHMIC)
        aged(1, 400, Log.VIDEO)
    assert erase_batch(Log.VIDEO) == 0
    assert erase_batch(Log.ALGORITHMIC) == 6
    erasure = Entry.objects.get(operation=Operation.ERASURE)
    assert erasure.detail["leaves"] == [[0, 1], [3, 4], [6, 7]]
    assert verified(exported(tmp_path)).returncode == 0


def test_erasure_that_goes_itself_is_taken_over(tmp_path: Path) -> None:
    """Six years on: what erased the oldest entries is over age too."""
    aged(5, 2500)
    aged(1, 400, Log.ALGORITHMIC)
    aged(3, 2500)
    assert erase_batch(Log.VIDEO) == 8
    sequence()
    first = Entry.objects.get(operation=Operation.ERASURE)
    moved = timezone.now() - timedelta(days=1200)
    with without_rules() as cursor:
        as_if_written_at(cursor, first.pk, moved)
    assert erase_batch(Log.VIDEO) == 1
    second = Entry.objects.get(operation=Operation.ERASURE)
    assert second.detail["leaves"] == [[0, 4], [6, 9]], "place 5 has its entry still"
    found = verified(exported(tmp_path))
    assert found.returncode == 0, found.stdout
    assert erase_batch(Log.ALGORITHMIC) == 1
    sequence()
    with without_rules() as cursor:
        as_if_written_at(cursor, second.pk, moved)
    assert erase_batch(Log.VIDEO) == 1
    last = Entry.objects.order_by("-id")[0]
    assert last.detail["leaves"] == [[0, 10]]
    assert verified(exported(tmp_path)).returncode == 0


def test_what_is_removed_under_cover_of_an_erasure_is_named(tmp_path: Path) -> None:
    aged(30, 1200)
    young = aged(10, 100)
    erase_batch(Log.VIDEO)
    with without_rules() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE id = %s", [young[4]])
    wrong = first_wrong(verified(exported(tmp_path)))
    assert wrong.startswith(f"Place 34 (entry {young[4]}): the entry was removed, and no entry")


def test_young_entry_is_not_erased_by_whoever_asks() -> None:
    young = aged(1, 100)
    with pytest.raises(IntegrityError, match="is not over age"), transaction.atomic():
        Entry.objects.filter(pk__in=young).delete()


def test_old_entry_goes_only_with_an_entry_that_says_so() -> None:
    old = aged(2, 1200)
    with pytest.raises(IntegrityError, match="goes only with an entry"), transaction.atomic():
        Entry.objects.filter(pk__in=old[:1]).delete()


def test_entry_without_a_place_is_not_erased() -> None:
    """It was refused, and stays for who looks into it."""
    old = aged(1, 1200)
    with without_rules() as cursor:
        cursor.execute("DELETE FROM journal_leaf")
    assert erase_batch(Log.VIDEO) == 0
    assert Entry.objects.filter(pk__in=old).exists()


def test_part_of_the_log_carries_the_erasures_of_its_entries(tmp_path: Path) -> None:
    aged(40, 1200)
    aged(300, 100)
    erase_batch(Log.VIDEO)
    found = verified(exported(tmp_path, 10, 60))
    assert found.returncode == 0, found.stdout
    assert "30 of them were erased" in found.stdout
