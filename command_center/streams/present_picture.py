"""What somebody who joins a camera's picture must have to see it at once."""

from command_center.streams.live_feed import KEPT_ENTRIES
from command_center.streams.viewer import Message


class PresentPicture:
    """The initialisation, and everything from the last keyframe on.

    A camera that hardly ever sends a keyframe must not fill the memory: after `KEPT_ENTRIES`
    the group of pictures is let go, and who joins then waits for the next keyframe.
    """

    def __init__(self) -> None:
        self._init: Message | None = None
        self._group: list[Message] = []
        self.has_begun = False

    def messages(self) -> list[Message]:
        return [self._init, *self._group] if self._init else []

    def remember(self, message: Message) -> None:
        if message.what == "init":
            self._init, self._group, self.has_begun = message, [], False
        elif message.what == "keyframe":
            self._group, self.has_begun = [message], True
        elif len(self._group) >= KEPT_ENTRIES:
            self._group = []
        elif self._group and message.what in {"fragment", "overlay"}:
            self._group.append(message)
