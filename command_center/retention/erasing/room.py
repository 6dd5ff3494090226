"""Looking at the disk, and making room where footage takes more than it may."""

import threading
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from command_center.retention.bucket.bucket import bucket
from command_center.retention.bucket.watch import bucket_watch
from command_center.retention.classes import RetentionClass
from command_center.retention.disk import Disk, disk
from command_center.retention.disk_watch import disk_watch
from command_center.retention.erasing.early import EarlyEraser, words_of
from command_center.retention.erasing.only_one import MAKING_ROOM_LOCK, only_one
from command_center.retention.limits import limits
from command_center.retention.models import DiskWatch, StoredFile
from command_center.retention.stock import Stock, take_stock


@dataclass
class Room:
    """What one run has made. `stuck_bytes`: what is too much still, and may not go."""

    gone: int = 0
    gone_bytes: int = 0
    stuck_bytes: int = 0
    newest: StoredFile | None = None
    failure: str = ""


def make_room(stop: threading.Event | None = None) -> Room | None:
    """Look, let go of what is too much and of no recording more, and keep how it stands. None:
    another process does.

    What is too much is asked once: some file systems say only later what was freed.
    """
    with only_one(MAKING_ROOM_LOCK) as is_this:
        if not is_this:
            return None
        stock, others = take_stock()
        there = disk()
        footage_bytes = others + sum(one.size_bytes for one in stock)
        room = _let_go(there, footage_bytes, stop or threading.Event())
        if room.gone:
            stock, others = take_stock()
        _note(there, stock, others, room)
    return room


def _let_go(there: Disk, footage_bytes: int, stop: threading.Event) -> Room:
    """First what a run that was interrupted had begun."""
    room = Room()
    excess = there.excess_bytes(footage_bytes)
    eraser = EarlyEraser(words_of(footage_bytes, there.capacity_bytes(footage_bytes)))
    while not stop.is_set():
        tried, gone = eraser.erase_marked()
        _count(room, gone)
        left = excess - room.gone_bytes
        if not tried and (left <= 0 or not eraser.mark(left)):
            room.stuck_bytes = max(0, left)
            break
    for one in list(eraser.files.obstacles.values())[:1]:
        room.failure = f"{one.path}: {one.why}"[:500]
    return room


def _count(room: Room, gone: list[StoredFile]) -> None:
    room.gone += len(gone)
    room.gone_bytes += sum(file.size_bytes for file in gone)
    known = [room.newest] if room.newest else []
    room.newest = max([*known, *gone], key=lambda file: file.captured_from, default=None)


def _note(before: Disk, stock: list[Stock], others: int, room: Room) -> None:
    """As it is now."""
    there = disk() if room.gone else before
    footage_bytes = others + sum(one.size_bytes for one in stock)
    watch = disk_watch()
    watch.at = timezone.now()
    watch.footage_bytes, watch.free_bytes = footage_bytes, there.free_bytes
    watch.capacity_bytes = there.capacity_bytes(footage_bytes)
    watch.bytes_per_day = sum(one.bytes_per_day for one in stock)
    watch.needed_bytes = footage_bytes if _moves_on() else others + needed_bytes(stock)
    watch.stuck_bytes, watch.failure = room.stuck_bytes, room.failure
    if room.newest:
        watch.early_at, watch.early_until = watch.at, room.newest.captured_from
    DiskWatch.objects.bulk_create(
        [watch],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[one.name for one in DiskWatch._meta.fields if one.name != "id"],
    )


def _moves_on() -> bool:
    """Whether what comes goes on to the bucket: then the local disk comes to hold no more."""
    return bucket() is not None and not bucket_watch().failure


def needed_bytes(stock: list[Stock]) -> int:
    """What recordings come to take where each is kept as long as its rule says."""
    lasts = kept_for()
    days = {one.camera_id: lasts[one.camera_id] / timedelta(days=1) for one in stock}
    return round(sum(one.bytes_per_day * days[one.camera_id] for one in stock))


def kept_for() -> dict[int, timedelta]:
    """Of each camera: how long its recordings may stay, from today on."""
    return {
        scope: limit.from_today
        for limit in limits(RetentionClass.RECORDINGS)
        for scope in limit.scopes
        if scope > 0
    }
