"""A run of a camera's recorded pictures: one after another without a break, coded alike."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from command_center.footage.opening import read_bytes
from command_center.footage.parts import Part, parts
from detection.fragments.initialised import codec_of
from detection.fragments.recorded import NotRecorded, Recorded, read_recorded
from detection.frame import PTS_PER_S

CONTIGUOUS = timedelta(seconds=1)
MOST_BYTES = 24_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture: `data` is its moof and mdat; shown from `at` on for `lasts`, decoded
    `decoded_at`."""

    at: datetime
    decoded_at: datetime
    lasts: timedelta
    keyframe: bool
    data: bytes


@dataclass(frozen=True, slots=True)
class FoundBoxes:
    """`text`: JSON, a list of {track, label, box, confidence}."""

    at: datetime
    text: bytes


@dataclass(frozen=True, slots=True)
class Run:
    """Begins with a keyframe. `sources`: the files that it was read from."""

    camera_id: int
    init: bytes
    pictures: Sequence[Shown]
    found: Sequence[FoundBoxes]
    sources: Sequence[Part]

    @property
    def codec(self) -> str:
        """As in RFC 6381, such as avc1.64001f: what its initialisation says."""
        return codec_of(self.init)

    @property
    def since(self) -> datetime:
        return min(one.at for one in self.pictures)

    @property
    def until(self) -> datetime:
        return max(one.at + one.lasts for one in self.pictures)


def next_run(
    camera_id: int, since: datetime, until: datetime, most_bytes: int = MOST_BYTES
) -> Run | None:
    """From the last keyframe at or before `since` (where there is none: the first after it) up to
    the first picture at or after `until`; shorter where a gap, another coding or `most_bytes`
    ends it. None: nothing is recorded there.

    What begins before `until` and is not in it begins at its own `until`.
    """
    run: Run | None = None
    for part in parts(camera_id, since, until):
        piece = run_in(camera_id, part, since, until, partial(_instants, part=part))
        if piece is not None:
            if run is not None and not _follows(run, piece):
                return run
            run = piece if run is None else _joined(run, piece)
        if run is not None and sum(len(one.data) for one in run.pictures) >= most_bytes:
            return _shortened(run, most_bytes)
    return run


def runs(camera_id: int, since: datetime, until: datetime) -> Iterator[Run]:
    """All that is recorded between the two."""
    while since < until and (run := next_run(camera_id, since, until)) is not None:
        yield run
        since = max(run.until, since + timedelta(milliseconds=1))


def run_in(
    camera_id: int,
    part: Part,
    since: datetime,
    until: datetime,
    instants: Callable[[Recorded], Callable[[int], datetime]],
) -> Run | None:
    """What is wanted of one file, as `instants` tells its times; None of one that is gone or
    damaged meanwhile, or holds nothing of that time."""
    try:
        data = read_bytes(part.path)
        recorded = read_recorded(data)
    except (FileNotFoundError, NotRecorded):
        return None
    if not recorded.pictures:
        return None
    instant = instants(recorded)
    pictures = _wanted(_shown(data, recorded, instant), since, until)
    if not pictures:
        return None
    init, found = data[: recorded.init_size], _found_among(pictures, recorded, instant)
    return Run(camera_id, init, pictures, found, [part])


def _shown(data: bytes, recorded: Recorded, instant: Callable[[int], datetime]) -> list[Shown]:
    """`instant`: from a time in the file (1/90000 s)."""
    return [
        Shown(
            instant(one.pts),
            instant(one.dts),
            timedelta(seconds=one.duration / PTS_PER_S),
            one.keyframe,
            data[one.offset : one.offset + one.size],
        )
        for one in recorded.pictures
    ]


def _found_among(
    pictures: Sequence[Shown], recorded: Recorded, instant: Callable[[int], datetime]
) -> list[FoundBoxes]:
    first, last = pictures[0].at, pictures[-1].at
    found = (FoundBoxes(instant(pts), text) for pts, text in recorded.found)
    return [one for one in found if first <= one.at <= last]


def _instants(recorded: Recorded, *, part: Part) -> Callable[[int], datetime]:
    """By the index; of one that still grows by what it says itself."""
    began_at = part.segment.began_at if part.segment else (recorded.began_at or part.began_at)
    first_pts = recorded.pictures[0].pts
    return lambda pts: began_at + timedelta(seconds=(pts - first_pts) / PTS_PER_S)


def _wanted(pictures: list[Shown], since: datetime, until: datetime) -> list[Shown]:
    """In the order of decoding: what comes before `until`, from the keyframe that shows `since`; in
    a gap of the file, from the first one that follows."""
    wanted = [one for one in pictures if one.decoded_at < until]
    before = [n for n, one in enumerate(wanted) if one.keyframe and one.at <= since]
    wanted = wanted[before[-1] :] if before else wanted
    for number, one in enumerate(wanted):
        if one.at + one.lasts > since:
            is_after_a_gap = one.keyframe and one.at > since
            return wanted[number:] if is_after_a_gap else wanted
    return []


def _follows(run: Run, piece: Run) -> bool:
    is_contiguous = abs(piece.since - run.until) < CONTIGUOUS
    return is_contiguous and piece.init == run.init and piece.pictures[0].keyframe


def _joined(run: Run, piece: Run) -> Run:
    return Run(
        run.camera_id,
        run.init,
        [*run.pictures, *piece.pictures],
        [*run.found, *piece.found],
        [*run.sources, *piece.sources],
    )


def _shortened(run: Run, most_bytes: int) -> Run:
    """To whole groups of pictures, one at least."""
    size, end = 0, len(run.pictures)
    for number, one in enumerate(run.pictures):
        if number and one.keyframe and size + len(one.data) > most_bytes:
            end = number
            break
        size += len(one.data)
    pictures = run.pictures[:end]
    last = pictures[-1].at
    found = [one for one in run.found if one.at <= last]
    return Run(run.camera_id, run.init, pictures, found, run.sources)
