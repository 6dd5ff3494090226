"""A run of recorded pictures with the people in it made unrecognisable."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from command_center.blur.coded_run import began_at, coded
from command_center.blur.context import Context
from command_center.blur.kept import Kept
from command_center.footage.media import ticks
from command_center.footage.run import Run, Shown
from detection.blur.blurring import Blur
from detection.blur.coded import decoded
from detection.fragments import isobmff
from detection.fragments.h264 import configuration, length_prefixed
from detection.fragments.initialised import avcc_of, size_px_of
from detection.frame import PTS_PER_S
from detection.source.timeline import VideoPacket

MOST_KEPT_BYTES = 64_000_000
"""Of blurred runs, in every web process: what several people look at is blurred once."""


class NothingToShow(ValueError):
    """None of the pictures can be decoded."""


def blurred(run: Run) -> Run:
    """Coded anew, smaller, each picture at its instant; boxes and sources stay. All that is not
    known to be empty is a mosaic. Raises `NothingToShow`."""
    key = (run.camera_id, run.since, run.until, len(run.pictures), run.pictures[-1].data)
    found = _kept.get(key)
    if found is None:
        found = _blurred(run)
        _kept.put(key, found)
    return found


def _blurred(run: Run) -> Run:
    width_px, height_px = size_px_of(run.init)
    began = began_at(run)
    blur = Blur(width_px, height_px, began.timestamp(), Context(run).around)
    packets = list(blur.blur(decoded(avcc_of(run.init), (coded(run, one) for one in run.pictures))))
    if not packets:
        raise NothingToShow(f"camera {run.camera_id}: its pictures from {began} on are damaged")
    init = isobmff.initialisation(*blur.size_px, configuration(blur.extradata).avcc)
    return Run(run.camera_id, init, list(_shown(run, packets)), run.found, run.sources)


def _shown(run: Run, packets: list[VideoPacket]) -> Iterator[Shown]:
    """Each lasts until the next: what could not be decoded leaves no gap."""
    at = {ticks(one.at - began_at(run)): one.at for one in run.pictures}
    times = [packet.pts or 0 for packet in packets]
    until = max(times[-1] + 1, ticks(run.until - began_at(run)))
    for number, (pts, then) in enumerate(pairwise([*times, until])):
        packet = packets[number]
        data = length_prefixed(bytes(packet))
        mp4 = isobmff.fragment(number + 1, pts, pts, then - pts, packet.is_keyframe, data)
        lasts = timedelta(seconds=(then - pts) / PTS_PER_S)
        yield Shown(at[pts], at[pts], lasts, packet.is_keyframe, mp4)


def _size(run: Run) -> int:
    return sum(len(one.data) for one in run.pictures)


_kept: Kept[Run] = Kept(MOST_KEPT_BYTES, _size)
