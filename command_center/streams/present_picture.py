"""What somebody who joins a camera's picture must have to see it at once."""

from command_center.streams.message import Message, joined

KEPT_ENTRIES = 1500
KEPT_BYTES = 16_000_000
"""Bounds for cameras that hardly ever send a keyframe; half a minute at 4 Mbit/s."""


class PresentPicture:
    """The initialisation, and everything from the last keyframe on.

    A camera that hardly ever sends a keyframe must not fill the memory: beyond its bounds
    the group of pictures is let go, and who joins then waits for the next keyframe.
    """

    def __init__(self) -> None:
        self._init: Message | None = None
        self._group: list[Message] = []
        self._group_bytes = 0
        self.has_begun = False

    def messages(self) -> list[Message]:
        """The whole group of pictures is one message."""
        return [self._init, *joined(self._group)] if self._init else []

    def remember(self, message: Message) -> None:
        if message.what == "init":
            self._init, self.has_begun = message, False
            self._keep([])
        elif message.what == "keyframe":
            self.has_begun = True
            self._keep([message])
        elif len(self._group) >= KEPT_ENTRIES or self._group_bytes >= KEPT_BYTES:
            self._keep([])
        elif self._group:
            self._group.append(message)
            self._group_bytes += message.size

    def _keep(self, group: list[Message]) -> None:
        self._group = group
        self._group_bytes = sum(message.size for message in group)
