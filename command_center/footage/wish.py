"""From when on a camera's pictures are to be kept, at each moment."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from command_center.footage.camera_recording import POST_ROLL_S, PRE_ROLL_S, Mode

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Wish:
    """`open_since`: when the oldest alert that goes on began; None: no alert does."""

    mode: Mode = Mode.OFF
    pre_roll: timedelta = timedelta(seconds=PRE_ROLL_S)
    post_roll: timedelta = timedelta(seconds=POST_ROLL_S)
    open_since: datetime | None = None
    _kept_since: datetime = ALWAYS
    _kept_until: datetime = ALWAYS

    def since(self, at: datetime) -> datetime | None:
        """None: the picture taken then is not to be kept."""
        if self.mode is Mode.OFF:
            return None
        if self.mode is Mode.CONTINUOUS:
            return ALWAYS
        if self.open_since is not None:
            self._kept_since = self.open_since - self.pre_roll
            self._kept_until = max(self._kept_until, at + self.post_roll)
        return self._kept_since if at < self._kept_until else None
