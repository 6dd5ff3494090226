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

LARGEST_DISORDER = PTS_PER_S
"""Times that go back by less are packets out of order; the offset then stays."""

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
        """Set the packet's pts, dts and time base. Missing times are made up from the last.

        FFmpeg tells none for the first packet over RTSP: the second one tells where both are.
        """
        is_timeless = packet.pts is None and packet.dts is None
        pts = _ticks(packet.pts, packet.time_base)
        dts = self._own_dts(packet, pts)
        step = dts + self._offset - self._last_dts
        if self._joins or not -LARGEST_DISORDER < step <= LARGEST_STEP:
            self._joins = is_timeless
            self._offset = max(0, self._last_dts + self._step) - dts
        self._write(packet, dts + self._offset, (dts if pts is None else pts) + self._offset)

    def _own_dts(self, packet: VideoPacket, pts: int | None) -> int:
        """In the source's own count. Matroska tells none for the first pictures."""
        dts = _ticks(packet.dts, packet.time_base)
        if dts is not None:
            return dts
        return (
            pts if self._joins and pts is not None else self._last_dts + self._step - self._offset
        )

    def _write(self, packet: VideoPacket, dts: int, pts: int) -> None:
        dts = max(dts, self._last_dts + 1)
        if self._last_dts >= 0:
            self._step = max(dts - self._last_dts, 2)
        self._last_dts = dts
        packet.time_base = CLOCK
        packet.dts = dts
        # A picture that would be shown long after or before its decoding is damaged.
        packet.pts = pts if -LARGEST_DISORDER < pts - dts <= LARGEST_STEP else dts


def _ticks(value: int | None, time_base: Fraction | None) -> int | None:
    return None if value is None or time_base is None else round(value * time_base * PTS_PER_S)
