"""A film recorded as if a camera had sent it at some time past: real segments, real rows."""

import itertools
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from command_center.footage.camera_recording import Mode
from command_center.footage.entering import enter_segment
from command_center.footage.finished import Finished
from command_center.footage.models import Segment
from command_center.footage.reel import Reel
from command_center.streams.picture_feed import Shape
from command_center.venues.models import Camera
from detection.fragments.fragmenter import fragmenter_for
from detection.frame import PTS_PER_S
from detection.source.address import open_film, video_stream
from detection.source.live import Arrival, StreamInfo
from detection.source.reading import Damage, read_packets
from detection.source.timeline import Timeline

_fences = iter(range(1, 1_000_000))
_lock = threading.Lock()


def record_film(
    camera: Camera,
    film: Path,
    began_at: datetime,
    mode: Mode = Mode.CONTINUOUS,
    found: Callable[[int], str | None] = lambda _: None,
) -> list[Segment]:
    """The whole film once, its first picture taken at `began_at`. `found`: of each picture, what
    analysis says, as JSON."""
    finished = write_segments(camera, film, began_at, mode, found=found)
    for one in finished:
        assert enter_segment(one)
    return list(Segment.objects.filter(file__path__in=[one.path for one in finished]))


def write_segments(
    camera: Camera,
    film: Path,
    began_at: datetime,
    mode: Mode = Mode.CONTINUOUS,
    fence: int | None = None,
    found: Callable[[int], str | None] = lambda _: None,
) -> list[Finished]:
    """The files alone, as a crash would leave them that came before they were entered."""
    finished: list[Finished] = []
    first_pts: int | None = None
    numbers = itertools.count()
    with _lock:
        reel = Reel(camera.pk, fence or next(_fences), finished.append)
    reel.wish.mode = mode
    with open_film(film) as container:
        stream, timeline = video_stream(container), Timeline()
        codec = stream.codec_context
        info = StreamInfo(codec.name, codec.width, codec.height, bytes(codec.extradata or b""))
        fragmenter = fragmenter_for(info)
        reel.begin(Shape(fragmenter.codec, info.width, info.height), fragmenter.init_segment)
        for packet in read_packets(container, stream, Damage()):
            timeline.place(packet)
            pts = packet.pts or 0
            first_pts = pts if first_pts is None else first_pts
            at = began_at + timedelta(seconds=(pts - first_pts) / PTS_PER_S)
            reel.note_time(pts, at)
            for fragment in fragmenter.feed(Arrival(packet, at, packet.is_keyframe, 1)):
                reel.take(fragment)
                told = found(next(numbers))
                if told is not None:
                    reel.note_found(fragment.pts, told.encode())
        reel.close()
    return finished
