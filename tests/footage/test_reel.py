"""Reel, roll and wish, whatever comes: what is to be kept is, once and from a keyframe on."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from command_center.footage import recorder as recording
from command_center.footage.camera_recording import Mode
from command_center.footage.finished import Finished
from command_center.footage.gap import GapCause
from command_center.footage.recorder import Recorder
from command_center.footage.reel import FOUND_WITHIN, TRIED_AGAIN_AFTER, Reel
from command_center.footage.segment_writer import SegmentWriter
from command_center.retention.folder import place_of
from command_center.streams.picture_feed import Shape
from detection.fragments import isobmff
from detection.fragments.fragmenter import Fragment
from detection.fragments.recorded import read_recorded, sample
from detection.frame import PTS_PER_S

FPS = 10
STEP = PTS_PER_S // FPS
BEGAN_AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
AVCC = bytes.fromhex("0164001fffe1000467640000010004" + "68000000")
INIT = isobmff.initialisation(640, 360, AVCC)
SHAPE = Shape("avc1.64001f", 640, 360)
ROLL = timedelta(seconds=4)


@pytest.fixture(autouse=True, scope="module")
def _own_folder() -> Iterator[None]:
    """One for all examples."""
    with tempfile.TemporaryDirectory() as folder, override_settings(STATE_DIR=Path(folder)):
        yield


@dataclass
class Told:
    """Pictures of one camera, numbered; each knows its number."""

    keyframes: Sequence[bool]

    def fragments(self) -> Iterator[tuple[int, Fragment]]:
        for number, keyframe in enumerate(self.keyframes):
            pts = number * STEP
            body = number.to_bytes(4, "big") * 3
            coded = len(body).to_bytes(4, "big") + body
            data = isobmff.fragment(number, pts, pts, STEP, keyframe, coded)
            yield number, Fragment(data, keyframe, pts, STEP)


def at(number: int) -> datetime:
    return BEGAN_AT + timedelta(seconds=number / FPS)


_fences = iter(range(1, 10**9))


def new_reel(mode: Mode, done: list[Finished]) -> Reel:
    reel = Reel(7, next(_fences), done.append)
    reel.wish.mode = mode
    reel.wish.pre_roll = reel.wish.post_roll = ROLL
    reel.begin(SHAPE, INIT)
    return reel


def numbers(finished: Finished) -> list[int]:
    data = place_of(finished.path).read_bytes()
    found = read_recorded(data).pictures
    assert len(found) == finished.pictures
    assert found[0].keyframe
    assert found[0].pts == finished.pts
    assert finished.began_at == at(found[0].pts // STEP)
    assert finished.size_bytes == len(data)
    return [
        int.from_bytes(sample(data[one.offset : one.offset + one.size])[4:8], "big")
        for one in found
    ]


groups = st.lists(st.integers(1, 40), min_size=1, max_size=60)
"""How many pictures each keyframe is followed by, itself counted."""


def keyframes(lengths: Sequence[int]) -> list[bool]:
    return [first == 0 for length in lengths for first in range(length)]


@given(st.integers(0, 20), groups, st.integers(1, 30))
def test_continuous_recording_has_each_picture_once(
    before: int, lengths: list[int], written_every: int
) -> None:
    """Joined in the middle of a group: what comes before the first keyframe shows nothing."""
    told, done = Told([False] * before + keyframes(lengths)), list[Finished]()
    reel = new_reel(Mode.CONTINUOUS, done)
    for number, fragment in told.fragments():
        reel.note_time(fragment.pts, at(number))
        reel.take(fragment)
        if number % written_every == 0:
            reel.write()
    reel.close()
    found = [number for one in done for number in numbers(one)]
    assert found == list(range(before, len(told.keyframes)))
    assert [one.after for one in done] == [GapCause.UNWATCHED, *[None] * (len(done) - 1)]
    assert all(one.ended_at == later.began_at for one, later in pairwise(done))


@dataclass(frozen=True)
class Raised:
    """An alert: numbers of pictures when it began, when it was found, and when it ended."""

    began: int
    found: int
    ended: int


alerts = st.lists(
    st.builds(
        lambda began, late, lasts: Raised(began, began + late, began + late + lasts),
        st.integers(0, 900),
        st.integers(0, int(FOUND_WITHIN.total_seconds() * FPS) - 1),
        st.integers(0, 100),
    ),
    min_size=1,
    max_size=4,
)


@given(groups.filter(lambda lengths: sum(lengths) > 100), alerts)
def test_what_an_alert_begins_and_ends_with_is_at_hand(
    lengths: list[int], raised: list[Raised]
) -> None:
    """Once each, and nothing of long before or after."""
    told, done = Told(keyframes(lengths)), list[Finished]()
    reel = new_reel(Mode.ALERTS, done)
    for number, fragment in told.fragments():
        going_on = [one for one in raised if one.found <= number <= one.ended]
        reel.wish.open_since = min((at(one.began) for one in going_on), default=None)
        reel.note_time(fragment.pts, at(number))
        reel.take(fragment)
    reel.close()
    found = [number for one in done for number in numbers(one)]
    assert sorted(set(found)) == found
    last = len(told.keyframes) - 1
    rolls = int(ROLL.total_seconds() * FPS)
    seen = [one for one in raised if one.found <= last]
    wanted = {
        number
        for one in seen
        for number in range(max(0, one.began - rolls), min(last + 1, one.ended + rolls))
    }
    assert wanted <= set(found)
    longest = max(lengths)
    near = {
        number
        for one in seen
        for number in range(one.began - rolls - longest, one.ended + rolls + longest + 1)
    }
    assert set(found) <= near


@given(groups.filter(lambda lengths: sum(lengths) > 20), st.data())
def test_cut_at_any_byte_it_gives_whole_pictures_only(lengths: list[int], data: Any) -> None:
    told, done = Told(keyframes(lengths)[:250]), list[Finished]()
    reel = new_reel(Mode.CONTINUOUS, done)
    for number, fragment in told.fragments():
        reel.note_time(fragment.pts, at(number))
        reel.take(fragment)
        if number % 3 == 0:
            reel.note_found(fragment.pts, b'[{"box": 1}]')
    reel.close()
    whole = place_of(done[0].path).read_bytes()
    ends = [one.offset + one.size for one in read_recorded(whole).pictures]
    cut = data.draw(st.integers(len(INIT), len(whole)))
    found = read_recorded(whole[:cut])
    assert len(found.pictures) == sum(end <= cut for end in ends)
    assert found.size <= cut
    assert read_recorded(whole[: found.size]) == found


class FullStorage:
    """Takes so many bytes of all files, then says as the system does that there is no room."""

    def __init__(self, room: int) -> None:
        self.room = room
        self._write = SegmentWriter.write

    def write(self, writer: SegmentWriter, data: bytes) -> None:
        if len(data) > self.room:
            raise OSError(28, "No space left on device")
        self.room -= len(data)
        self._write(writer, data)


@given(groups.filter(lambda lengths: sum(lengths) > 60), st.integers(0, 20_000), st.integers(1, 9))
def test_a_full_disk_leaves_what_was_written_and_a_gap(
    lengths: list[int], room: int, written_every: int
) -> None:
    told, done = Told(keyframes(lengths)), list[Finished]()
    storage = FullStorage(room)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SegmentWriter, "write", lambda writer, data: storage.write(writer, data))
        reel = new_reel(Mode.CONTINUOUS, done)
        for number, fragment in told.fragments():
            reel.note_time(fragment.pts, at(number))
            reel.take(fragment)
            if number % written_every == 0:
                reel.write()
            if number == len(told.keyframes) // 2:
                storage.room = 10**9
        reel.close()
    found = [number for one in done for number in numbers(one)]
    assert sorted(set(found)) == found
    after = len(told.keyframes) // 2 + int(TRIED_AGAIN_AFTER.total_seconds() * FPS)
    if after + max(lengths) < len(told.keyframes):
        assert found[-1] == len(told.keyframes) - 1
    for one, later in pairwise(done):
        contiguous = numbers(one)[-1] + 1 == numbers(later)[0]
        assert later.after == (None if contiguous else GapCause.DISK_FULL)


def test_what_the_storage_does_not_take_in_a_minute_is_a_gap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Between the camera and the writing thread; it goes on with a keyframe."""
    monkeypatch.setattr(recording, "MOST_WAITING_BYTES", 4000)
    told, done = Told(keyframes([10] * 60)), list[Finished]()
    tap = Recorder(7, next(_fences))
    reel = new_reel(Mode.CONTINUOUS, done)
    tap.begin(SHAPE, INIT)
    for number, fragment in told.fragments():
        tap.note_time(fragment.pts, at(number))
        tap.take(fragment)
        if number < 100 or number > 305:  # in between the storage hangs
            tap.tell(reel)
            reel.write()
    reel.close()
    first, *others = done
    found = [number for one in others for number in numbers(one)]
    assert numbers(first)[:100] == list(range(100))
    assert 100 < len(numbers(first)) < 305
    assert found == list(range(310, 600))
    assert [one.after for one in others] == [GapCause.STORAGE, *[None] * (len(others) - 1)]
