"""A segment that is written, on its way to the index."""

from dataclasses import dataclass
from datetime import datetime

from command_center.footage.camera_recording import Mode
from command_center.footage.gap import GapCause


@dataclass(frozen=True, slots=True)
class Finished:
    """`path` relative to the folder of footage. `after`: why what was before it may be missing,
    where it is known and is a gap."""

    path: str
    camera_id: int
    fence: int
    mode: Mode
    began_at: datetime
    ended_at: datetime
    pts: int
    pictures: int
    codec: str
    width: int
    height: int
    size_bytes: int
    sha256: str
    clock_offset_s: float | None = None
    after: GapCause | None = None
    is_recovered: bool = False
