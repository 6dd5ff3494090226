"""Writing one film of an extract: a plain fragmented MP4, its pictures' times, and their boxes."""

import csv
import hashlib
import json
import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from command_center.footage.media import ticks
from command_center.footage.run import Run, Shown
from detection.fragments.recorded import retimed, sample
from detection.fragments.timed import taken_at

SEQUENCE = 20
"""Where the number of a fragment lies in it (ISO/IEC 14496-12, 8.8.5)."""

COLUMNS = "picture", "at", "pts", "keyframe", "sha256"


@dataclass
class Film:
    """What is known of one once it is written. `before`: pictures from the keyframe on that are
    shown before the stretch begins. `samples_sha256`: of its coded pictures, one after another."""

    name: str
    camera_id: int
    codec: str
    first_at: datetime
    ends_at: datetime
    pictures: int = 0
    before: int = 0
    sources: list[str] = field(default_factory=list)
    samples_sha256: str = ""
    times: str = ""
    boxes: str = ""


class FilmWriter:
    """Into `folder`; nothing is kept in memory but one piece. Times in the film count from its
    first picture; `since` is the start that was asked for."""

    def __init__(
        self, folder: Path, name: str, first: Run, since: datetime, *, has_boxes: bool
    ) -> None:
        self._origin = first.pictures[0].decoded_at
        self._since = since
        self.film = Film(f"{name}.mp4", first.camera_id, first.codec, first.since, first.until)
        self.film.times = f"{name}.times.csv"
        self._mp4 = (folder / self.film.name).open("wb")
        self._times = (folder / self.film.times).open("w", newline="")
        self._rows = csv.writer(self._times, lineterminator="\n")
        self._rows.writerow(COLUMNS)
        self.film.boxes = f"{name}.boxes.jsonl" if has_boxes else ""
        self._boxes = (folder / self.film.boxes).open("wb") if has_boxes else None
        self._mp4.write(first.init)
        self._samples = hashlib.sha256()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._mp4.close()
        self._times.close()
        if self._boxes:
            self._boxes.close()
        self.film.samples_sha256 = self._samples.hexdigest()

    def add(self, run: Run) -> None:
        for one in run.pictures:
            self._add_picture(one)
        self.film.ends_at = max(self.film.ends_at, run.until)
        self.film.first_at = min(self.film.first_at, run.since)
        known = self.film.sources
        known += [part.path for part in run.sources if part.path not in known]
        if self._boxes:
            for found in run.found:
                line = {"at": in_utc(found.at), "boxes": json.loads(found.text)}
                self._boxes.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")

    def _add_picture(self, one: Shown) -> None:
        number = self.film.pictures + 1
        pts = ticks(one.at - self._origin)
        data = bytearray(retimed(one.data, ticks(one.decoded_at - self._origin)))
        struct.pack_into(">I", data, SEQUENCE, number)
        if one.keyframe:
            self._mp4.write(taken_at(pts, one.at))
        self._mp4.write(data)
        coded = sample(one.data)
        self._samples.update(coded)
        digest = hashlib.sha256(coded).hexdigest()
        self._rows.writerow([number, in_utc(one.at), pts, int(one.keyframe), digest])
        self.film.pictures = number
        self.film.before += one.at + one.lasts <= self._since


def in_utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
