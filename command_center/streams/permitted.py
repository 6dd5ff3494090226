"""Whether a camera's worker may look at it, as it tells by the state."""

from command_center.calibration.looking import heard_by
from command_center.streams.present_states import states

BEFORE_THE_LAW = frozenset({"unknown", "offline", "starting"})
"""States in which a worker has no picture, and so has not asked."""


def is_permitted(camera_id: int) -> bool | None:
    """None: nobody has said."""
    (told,) = states([camera_id])
    return None if told.state in BEFORE_THE_LAW else told.state != "unpermitted"


def declare() -> None:
    heard_by(is_permitted)
