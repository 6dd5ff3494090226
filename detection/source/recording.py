"""A recording: every picture once, as fast as it can be read."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from av.container import InputContainer
from av.video.frame import VideoFrame

from detection.frame import PTS_PER_S, Frame
from detection.source.address import Cause, SourceError, open_film, video_stream
from detection.source.reading import Damage, decode, prepare_decoder, read_packets, to_image
from detection.source.rhythm import Rhythm
from detection.source.timeline import Timeline


class Recording:
    """The pictures to analyse, in order. `pts` counts from 0; `captured_at` from the file's date.

    Raises `SourceError` for a file that is missing, empty or no video.
    """

    def __init__(self, path: Path, analysed_per_s: float) -> None:
        self._path = path
        self._analysed_per_s = analysed_per_s
        self.damage = Damage()
        with open_film(path) as container:
            self.duration_s = _duration_s(container)
        self._recorded_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def __iter__(self) -> Iterator[Frame]:
        rhythm = Rhythm(self._analysed_per_s)
        first_pts: int | None = None
        with open_film(self._path) as container:
            for picture in self._pictures(container):
                first_pts = picture.pts if first_pts is None else first_pts
                pts = (picture.pts or 0) - (first_pts or 0)
                if rhythm.is_due(pts):
                    yield self._frame(picture, pts)
        if first_pts is None:
            raise SourceError(
                Cause.NOT_VIDEO, f"{self._path}: no picture in it can be decoded; copy it again."
            )

    def _pictures(self, container: InputContainer) -> Iterator[VideoFrame]:
        stream, timeline = video_stream(container), Timeline()
        prepare_decoder(stream)
        for packet in read_packets(container, stream, self.damage):
            timeline.place(packet)
            yield from decode(stream, packet, self.damage)
        yield from decode(stream, None, self.damage)

    def _frame(self, picture: VideoFrame, pts: int) -> Frame:
        at = self._recorded_at + timedelta(seconds=pts / PTS_PER_S)
        return Frame(to_image(picture), pts, at)


def _duration_s(container: InputContainer) -> float:
    """0 where the file does not say."""
    return (container.duration or 0) / 1_000_000
