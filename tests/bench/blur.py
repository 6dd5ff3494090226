"""What blurring costs: milliseconds for each second of 720p video at 25 pictures a second.

    python -m tests.bench.blur FILM… [--seconds 12]

Films are scaled to 720p first, with a keyframe a second. For each: decoding alone, which a plain
answer does not need; blurring, on one thread for the mosaic and two for decoding; what the half
minutes around a moment cost when they are read for the first time; and how much of the picture is
left plain. Everything is measured in CPU seconds too, since a machine's cores are shared.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.video.frame import PictureType, VideoFrame

from detection.blur.activity import Activity, activity_of
from detection.blur.blurring import Blur, Surroundings
from detection.blur.coded import Coded, decoded, keyframes
from detection.blur.planes import planes_of, shown_size_px
from detection.frame import PTS_PER_S
from detection.source.address import open_film, video_stream
from tests.allowances import allow

WIDTH_PX, HEIGHT_PX, FPS = 1280, 720, 25


@dataclass(frozen=True, slots=True)
class Film:
    avcc: bytes
    pictures: Sequence[Coded]
    keyframes: Sequence[Coded]

    @property
    def lasts_s(self) -> float:
        return len(self.pictures) / FPS


@dataclass(frozen=True, slots=True)
class Took:
    wall_s: float
    cpu_s: float

    def a_second(self, of: Film) -> str:
        return (
            f"{self.wall_s / of.lasts_s * 1000:.0f} ms ({self.cpu_s / of.lasts_s * 1000:.0f} CPU)"
        )


def main() -> None:
    allow()
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("films", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=12)
    options = parser.parse_args()
    for path in options.films:
        measure(path.name, prepared(path, round(options.seconds * FPS)))


def measure(name: str, film: Film) -> None:
    decoding = timed(lambda: list(decoded(film.avcc, film.pictures)))
    known: list[Activity] = []
    around = timed(lambda: known.append(activity(film)))
    blur = Blur(WIDTH_PX, HEIGHT_PX, 0.0, lambda _since, _until: Surroundings(known[0], []))
    sizes: list[int] = []
    took = timed(
        lambda: sizes.extend(one.size for one in blur.blur(decoded(film.avcc, film.pictures)))
    )
    print(f"{name}: {film.lasts_s:.0f} s of {WIDTH_PX} × {HEIGHT_PX}, {FPS} a second")
    print(f"  decoding alone      {decoding.a_second(film)} a second of video")
    print(f"  decoding, blurring  {took.a_second(film)} a second of video")
    print(f"  blurred             {sum(sizes) * 8 / film.lasts_s / 1000:.0f} kbit/s")
    each = around.wall_s / len(film.keyframes) * 1000
    print(f"  around              {each:.1f} ms a keyframe, ten in half a minute")


def activity(film: Film) -> Activity:
    size = shown_size_px(WIDTH_PX, HEIGHT_PX)
    pictures = keyframes(film.avcc, film.keyframes)
    found = [
        activity_of(planes_of(one, size).small(), (one.pts or 0) / PTS_PER_S) for one in pictures
    ]
    first, *others = found
    for other in others:
        first = first.joined(other)
    return first


def timed(work: object) -> Took:
    wall_s, cpu_s = time.perf_counter(), time.process_time()
    work()  # type: ignore[operator]
    return Took(time.perf_counter() - wall_s, time.process_time() - cpu_s)


def prepared(path: Path, count: int) -> Film:
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
    encoder.time_base = Fraction(1, PTS_PER_S)
    encoder.options = {"preset": "veryfast", "bf": "0", "x264-params": "annexb=0"}
    encoder.flags |= av.codec.context.Flags.global_header.value
    packets = []
    for number, picture in zip(range(count), pictures_of(path), strict=False):
        fitted = picture.reformat(WIDTH_PX, HEIGHT_PX, format="yuv420p")
        fitted.pts, fitted.time_base = number * PTS_PER_S // FPS, Fraction(1, PTS_PER_S)
        fitted.pict_type = PictureType.NONE if number % FPS else PictureType.I
        packets += encoder.encode(fitted)
    packets += encoder.encode(None)
    coded = [Coded(bytes(one), one.pts or 0, one.dts or 0) for one in packets]
    keys = [one for one, packet in zip(coded, packets, strict=True) if packet.is_keyframe]
    return Film(bytes(encoder.extradata or b""), coded, keys)


def pictures_of(path: Path) -> Iterator[VideoFrame]:
    """Over and over."""
    while True:
        with open_film(path) as container:
            yield from container.decode(video_stream(container))


if __name__ == "__main__":
    main()
