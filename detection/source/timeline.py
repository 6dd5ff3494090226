"""Presentation times that only grow: over loops, reconnections and clocks that jump."""

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from av.packet import Packet
from av.video.stream import VideoStream

from detection.frame import PTS_PER_S

LARGEST_STEP = 10 * PTS_PER_S
"""A longer step between two packets is a clock that was set, not a camera that waited."""

if TYPE_CHECKING:
    VideoPacket: TypeAlias = Packet[VideoStream]
else:
    VideoPacket = Packet  # generic for the type checker only

FIRST_STEP = PTS_PER_S // 25
CLOCK = Fraction(1, PTS_PER_S)


class Timeline:
    """Rewrites the times of one stream's packets to 1/90000 s, decoding times strictly growing."""

    def __init__(self) -> None:
        self._offset = 0
        self._last_dts = -1
        self._step = FIRST_STEP
        self._joins = True

    def rejoin(self) -> None:
        """The next packet follows the last, whatever its times say: a loop or a reconnection."""
        self._joins = True

    def place(self, packet: VideoPacket) -> None:
        """Set the packet's pts, dts and time base. Missing times are made up from the last."""
        due = self._last_dts + self._step
        dts = _ticks(packet.dts if packet.dts is not None else packet.pts, packet.time_base)
        pts = _ticks(packet.pts, packet.time_base)
        if dts is None:
            dts = due - self._offset
        if self._joins or not 0 < dts + self._offset - self._last_dts <= LARGEST_STEP:
            dts = self._settle(dts, due)
        self._write(packet, dts + self._offset, dts if pts is None else pts)

    def _settle(self, dts: int, due: int) -> int:
        """Two packets of one time are one tick apart; any other jump moves the offset."""
        if not self._joins and dts + self._offset == self._last_dts:
            return dts + 1
        self._joins = False
        self._offset = max(due, 0) - dts
        return dts

    def _write(self, packet: VideoPacket, dts: int, own_pts: int) -> None:
        if self._last_dts >= 0:
            self._step = dts - self._last_dts
        self._last_dts = dts
        packet.time_base = CLOCK
        packet.dts = dts
        # A pts before its dts cannot be shown in time; one far after it is damaged.
        pts = own_pts + self._offset
        packet.pts = pts if dts <= pts <= dts + LARGEST_STEP else dts


def _ticks(value: int | None, time_base: Fraction | None) -> int | None:
    return None if value is None or time_base is None else round(value * time_base * PTS_PER_S)
