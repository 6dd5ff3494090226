"""One segment while it is recorded."""

from datetime import datetime, timedelta

from command_center.footage.camera_recording import Mode
from command_center.footage.finished import Finished
from command_center.footage.gap import GapCause
from command_center.footage.paths import path_of
from command_center.footage.segment_writer import SegmentWriter
from command_center.retention.folder import place_of
from command_center.streams.picture_feed import Shape
from detection.fragments.fragmenter import Fragment
from detection.fragments.timed import taken_at
from detection.frame import PTS_PER_S


class SegmentInProgress:
    """Begins with the keyframe `pts`, taken `began_at`. Raises `OSError` as its writer does: what
    was written before can still be finished."""

    def __init__(
        self,
        camera_id: int,
        fence: int,
        mode: Mode,
        began_at: datetime,
        pts: int,
        shape: Shape,
        init_segment: bytes,
    ) -> None:
        self.began_at, self.pts = began_at, pts
        self._camera_id, self._fence, self._mode = camera_id, fence, mode
        self._shape = shape
        self._path = path_of(camera_id, began_at, fence)
        self._writer = SegmentWriter(place_of(self._path))
        self._pending = [init_segment]
        self._pending_pictures = self._pictures = 0
        self._pending_end_pts = self._end_pts = pts

    def add(self, at: datetime, fragment: Fragment) -> None:
        if fragment.keyframe:
            self._pending.append(taken_at(fragment.pts, at))
        self._pending.append(fragment.data)
        self._pending_pictures += 1
        end_pts = fragment.pts + fragment.duration
        self._pending_end_pts = max(self._pending_end_pts, end_pts)

    def add_message(self, message: bytes) -> None:
        self._pending.append(message)

    def write(self) -> None:
        pending, self._pending = self._pending, []
        self._writer.write(b"".join(pending))
        self._pictures, self._end_pts = self._pending_pictures, self._pending_end_pts

    def finish(
        self, began_at: datetime, clock_offset_s: float | None, after: GapCause | None
    ) -> Finished | None:
        """What was written, with the times that are known by now; None where nothing was."""
        content = self._writer.close()
        if not self._pictures:
            place_of(self._path).unlink(missing_ok=True)
            return None
        lasted = timedelta(seconds=(self._end_pts - self.pts) / PTS_PER_S)
        return Finished(
            path=self._path,
            camera_id=self._camera_id,
            fence=self._fence,
            mode=self._mode,
            began_at=began_at,
            ended_at=began_at + lasted,
            pts=self.pts,
            pictures=self._pictures,
            codec=self._shape.codec,
            width=self._shape.width,
            height=self._shape.height,
            size_bytes=content.size_bytes,
            sha256=content.sha256,
            clock_offset_s=clock_offset_s,
            after=after,
        )
