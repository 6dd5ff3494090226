"""Real films as a camera would send them: a keyframe a second."""

from fractions import Fraction
from pathlib import Path

import av
from av.video.frame import VideoFrame

FPS = 10
QUICK = {"preset": "ultrafast", "crf": "23"}


def with_keyframes(film: Path, to: Path, first: int = 0, every: int = FPS) -> Path:
    """From its picture `first` on, at ten pictures a second, one keyframe in `every`."""
    options = {"g": str(every), "keyint_min": str(every), "sc_threshold": "0", "bf": "0"}
    with av.open(str(film)) as source, av.open(str(to), "w") as target:
        shown = source.streams.video[0]
        stream = target.add_stream("libx264", rate=FPS, options={**options, **QUICK})
        stream.width, stream.height, stream.pix_fmt = shown.width, shown.height, "yuv420p"
        for number, picture in enumerate(source.decode(shown)):
            if number >= first:
                again = VideoFrame.from_ndarray(picture.to_ndarray(format="yuv420p"), "yuv420p")
                again.pts, again.time_base = number - first, Fraction(1, FPS)
                target.mux(stream.encode(again))
        target.mux(stream.encode(None))
    return to
