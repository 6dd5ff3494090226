"""A camera: packets that never end, over lost connections and the end of a film in its place."""

import logging
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from detection.frame import PTS_PER_S, Frame
from detection.masks import Masks
from detection.source.address import (
    Cause,
    SourceError,
    comes_in_lumps,
    is_file,
    is_rtsp,
    open_source,
    shown,
    video_stream,
)
from detection.source.camera_clock import CameraClock, camera_time
from detection.source.reading import (
    Damage,
    Wanted,
    decode,
    prepare_decoder,
    read_packets,
    to_image,
)
from detection.source.timeline import Timeline, VideoPacket
from detection.source.veil import Veil

FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 5.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """What a reader of the packets must know. `extradata` is the codec's own (avcC, SPS…)."""

    codec: str
    width: int
    height: int
    extradata: bytes


@dataclass(frozen=True, slots=True)
class Arrival:
    """One packet, as the camera sent it, with both of its times; of a masked camera, encoded again
    from the masked `picture`.

    `packet.pts` and `packet.dts` are in 1/90000 s and only grow over the life of the source.
    `session` grows with each connection: what was told of the stream may have changed.
    """

    packet: VideoPacket
    captured_at: datetime
    keyframe: bool
    session: int
    picture: VideoFrame | None = None

    @property
    def pts(self) -> int:
        return self.packet.pts or 0


class LiveSource:
    """Reads one camera. One thread only; `stop` is obeyed within the limit of a read.

    What its masks cover comes out nowhere: neither in packets nor in frames.
    """

    def __init__(
        self,
        address: str,
        stop: threading.Event,
        on_lost: Callable[[Cause], None],
        masks: Masks | None = None,
    ) -> None:
        self._address = address
        self._masks = masks
        self._veil: Veil | None = None
        self._stop = stop
        self._on_lost = on_lost
        self._timeline = Timeline()
        self._session = 0
        self._wait_s = FIRST_WAIT_S
        self._stream: VideoStream | None = None
        self._clock = CameraClock()
        self.damage = Damage()

    @property
    def stream_info(self) -> StreamInfo:
        """Of the present session; there is one as soon as there is an arrival."""
        assert self._stream is not None
        if self._veil is not None:
            return StreamInfo("h264", *self._veil.size_px, self._veil.extradata)
        codec = self._stream.codec_context
        return StreamInfo(codec.name, codec.width, codec.height, bytes(codec.extradata or b""))

    @property
    def clock_offset_s(self) -> float | None:
        """The camera's clock minus the server's; None where the camera tells no time."""
        return self._clock.offset_s

    def arrivals(self) -> Iterator[Arrival]:
        """Until `stop`. A lost connection is told, then tried again with growing pauses."""
        while not self._stop.is_set():
            try:
                yield from self._veiled() if self._masks else self._connected()
                lost = SourceError(Cause.ENDED, f"{shown(self._address)}: the stream has ended.")
            except SourceError as error:
                lost = error
            if not self._stop.is_set():
                self._rest(lost)

    def decode(self, arrival: Arrival, wanted: Wanted) -> list[Frame]:
        """The wanted pictures that this packet completes; the others are not even converted."""
        assert self._stream is not None
        if arrival.picture is not None:
            pictures = [arrival.picture]
        else:
            pictures = decode(self._stream, arrival.packet, self.damage)
        return [
            Frame(to_image(picture), picture.pts, _shown_at(arrival, picture.pts))
            for picture in pictures
            if picture.pts is not None and wanted(picture.pts)
        ]

    def _veiled(self) -> Iterator[Arrival]:
        """Every picture is decoded, masked and encoded again, which costs a tenth of a core."""
        self._veil = None
        for raw in self._connected():
            assert self._stream is not None
            for picture in decode(self._stream, raw.packet, self.damage):
                yield from self._cover(raw, picture)

    def _cover(self, raw: Arrival, picture: VideoFrame) -> Iterator[Arrival]:
        assert self._masks is not None
        if self._veil is None:
            self._veil = Veil(self._masks, picture.width, picture.height)
        at = _shown_at(raw, picture.pts or 0)
        burnt, packets = self._veil.cover(picture)
        for packet in packets:
            yield Arrival(packet, at, packet.is_keyframe, raw.session, burnt)

    def _connected(self) -> Iterator[Arrival]:
        container = open_source(self._address)
        self._session += 1
        pace = _Pace(self._stop)
        while not self._stop.is_set():
            with container:
                arrivals = self._read(container)
                if comes_in_lumps(container, self._address):
                    arrivals = pace.keep(arrivals)
                else:  # lumps come long after their time: they would tell of no clock
                    arrivals = self._clocked(arrivals)
                yield from arrivals
            if not is_file(self._address):
                return
            container = open_source(self._address)  # the film again, without a break

    def _read(self, container: InputContainer) -> Iterator[Arrival]:
        self._stream = video_stream(container)
        prepare_decoder(self._stream)
        self._timeline.rejoin()
        arriving = _Arriving(is_rtsp(self._address))
        try:
            for packet in read_packets(container, self._stream, self.damage):
                if self._stop.is_set():
                    return
                self._wait_s = FIRST_WAIT_S
                self._timeline.place(packet)
                captured_at = arriving.began(datetime.now(UTC))
                yield Arrival(packet, captured_at, packet.is_keyframe, self._session)
        except (av.error.FFmpegError, OSError) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            message = f"{shown(self._address)}: the connection was lost ({reason})."
            raise SourceError(Cause.ENDED, message) from None

    def _clocked(self, arrivals: Iterator[Arrival]) -> Iterator[Arrival]:
        for arrival in arrivals:
            self._clock.take(arrival.captured_at, camera_time(arrival.packet))
            yield arrival

    def _rest(self, lost: SourceError) -> None:
        """Pauses are spread, or all cameras of a switch that restarts would call at once."""
        logger.warning("%s Trying again in %.1f s.", lost, self._wait_s)
        self._on_lost(lost.cause)
        self._stop.wait(self._wait_s * random.uniform(0.8, 1.2))
        self._wait_s = min(LONGEST_WAIT_S, self._wait_s * 2)


class _Arriving:
    """Over RTSP FFmpeg gives a picture when the next one begins to come, a whole picture late: this
    one began to come when the last one was given."""

    def __init__(self, is_late: bool) -> None:
        self._is_late = is_late
        self._given_at: datetime | None = None

    def began(self, given_at: datetime) -> datetime:
        last_at, self._given_at = self._given_at, given_at
        return last_at if self._is_late and last_at is not None else given_at


class _Pace:
    """Holds packets back until their time, as a camera would send them."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._began_s: float | None = None

    def keep(self, arrivals: Iterator[Arrival]) -> Iterator[Arrival]:
        for arrival in arrivals:
            due_s = (arrival.packet.dts or 0) / PTS_PER_S
            if self._began_s is None:
                self._began_s = time.monotonic() - due_s
            self._stop.wait(max(0.0, self._began_s + due_s - time.monotonic()))
            yield Arrival(arrival.packet, datetime.now(UTC), arrival.keyframe, arrival.session)


def _shown_at(arrival: Arrival, pts: int) -> datetime:
    """Pictures come out of the decoder after later packets went in."""
    return arrival.captured_at - timedelta(seconds=max(0, arrival.pts - pts) / PTS_PER_S)
