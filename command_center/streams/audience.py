"""Those who watch a camera's stream in this web process, and what each newcomer must be shown."""

from collections import deque
from collections.abc import Iterable

from command_center.streams.live_feed import KEPT_SAYINGS
from command_center.streams.message import Message
from command_center.streams.present_picture import PresentPicture
from command_center.streams.viewer import Viewer


class Audience:
    """Every viewer is offered the same messages, in the same order."""

    def __init__(self) -> None:
        self.state: Message | None = None
        self._viewers: set[Viewer] = set()
        self._picture = PresentPicture()
        self._overlays: deque[Message] = deque(maxlen=KEPT_SAYINGS)

    def __bool__(self) -> bool:
        return bool(self._viewers)

    def join(self) -> Viewer:
        viewer = Viewer(self._present())
        self._viewers.add(viewer)
        return viewer

    def leave(self, viewer: Viewer) -> None:
        self._viewers.discard(viewer)

    def begin_with(self, messages: Iterable[Message]) -> None:
        """The present picture, from what the feed still holds."""
        for message in messages:
            self._picture.remember(message)
        for message in self._picture.messages():
            self._offer(message)

    def hear(self, messages: Iterable[Message]) -> None:
        """What is said beside the picture: states and overlays."""
        for message in messages:
            if message.what == "state":
                self.show_state(message)
            else:
                self._overlays.append(message)
                self._offer(message)

    def see(self, messages: Iterable[Message]) -> None:
        """The picture itself; nothing of it before a keyframe."""
        for message in messages:
            self._picture.remember(message)
            if message.what == "init":
                self._overlays.clear()
            if message.what != "fragment" or self._picture.has_begun:
                self._offer(message)

    def show_state(self, state: Message) -> None:
        if state != self.state:
            self.state = state
            self._offer(state)

    def end(self) -> None:
        for viewer in self._viewers:
            viewer.end()

    def _present(self) -> list[Message]:
        """The state, the picture from its last keyframe on, its boxes."""
        return [m for m in (self.state, *self._picture.messages(), *self._overlays) if m]

    def _offer(self, message: Message) -> None:
        for viewer in self._viewers:
            viewer.offer(message)
