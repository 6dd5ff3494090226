"""What a crash left of one recording: cut to its last whole picture, and into the index."""

import hashlib
import os
import struct
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import BinaryIO

from command_center.footage.camera_recording import Mode, recording_of
from command_center.footage.entering import enter_segment
from command_center.footage.file_lock import lock
from command_center.footage.finished import Finished
from command_center.footage.paths import RecordingName, read_path
from command_center.footage.whole_pictures import whole_pictures
from command_center.retention.folder import place_of
from command_center.retention.models import StoredFile
from detection.fragments.initialised import codec_of, size_px_of
from detection.fragments.recorded import NotRecorded, Recorded, read_recorded
from detection.frame import PTS_PER_S


class Outcome(Enum):
    ENTERED = auto()
    KNOWN = auto()  # entered meanwhile, or gone
    WRITTEN = auto()  # its writer lives
    EMPTY = auto()  # no whole picture: removed
    STRANGE = auto()  # no recording of this system: left


def recover(path: str) -> Outcome:
    """Of a file without a row. Raises `OSError` and `DatabaseError`: it is tried again."""
    name = read_path(path)
    if name is None:
        return Outcome.STRANGE
    try:
        with place_of(path).open("r+b") as file:
            if not lock(file.fileno()):
                return Outcome.WRITTEN
            if StoredFile.objects.filter(path=path).exists():
                return Outcome.KNOWN
            return _recover(path, name, file)
    except FileNotFoundError:
        return Outcome.KNOWN


def _recover(path: str, name: RecordingName, file: BinaryIO) -> Outcome:
    data = file.read()
    try:
        recorded = whole_pictures(data, read_recorded(data))
    except (NotRecorded, struct.error):
        is_begun = b"ftyp".startswith(data[4:8]) or not data.strip(b"\0")
        return _remove(path) if is_begun else Outcome.STRANGE
    if not recorded.pictures or not recorded.taken:
        return _remove(path)
    file.truncate(recorded.size)
    os.fdatasync(file.fileno())
    is_entered = enter_segment(_finished(path, name, data[: recorded.size], recorded))
    return Outcome.ENTERED if is_entered else Outcome.EMPTY


def _remove(path: str) -> Outcome:
    place_of(path).unlink(missing_ok=True)
    return Outcome.EMPTY


def _finished(path: str, name: RecordingName, data: bytes, recorded: Recorded) -> Finished:
    init = data[: recorded.init_size]
    width, height = size_px_of(init)
    pts = recorded.pictures[0].pts
    end_pts = max(one.pts + one.duration for one in recorded.pictures)
    began_at = _began_at(recorded)
    return Finished(
        path=path,
        camera_id=name.camera_id,
        fence=name.fence,
        mode=Mode(recording_of(name.camera_id).mode),
        began_at=began_at,
        ended_at=began_at + timedelta(seconds=(end_pts - pts) / PTS_PER_S),
        pts=pts,
        pictures=len(recorded.pictures),
        codec=codec_of(init),
        width=width,
        height=height,
        size_bytes=recorded.size,
        sha256=hashlib.sha256(data).hexdigest(),
        is_recovered=True,
    )


def _began_at(recorded: Recorded) -> datetime:
    began_at = recorded.began_at
    assert began_at is not None  # there are pictures, and times
    return began_at
