"""The socket of one camera's live picture, boxes and state."""

import asyncio
from urllib.parse import parse_qs

from channels.db import database_sync_to_async

from command_center.people.seen_socket import SeenSocket
from command_center.streams import relayed
from command_center.streams.feed_keys import MAIN, STREAMS, SUB, FeedKeys
from command_center.streams.flow import Dishonest, Flow
from command_center.streams.message import Message
from command_center.streams.relay import viewing
from command_center.venues.models import Camera

NO_SUCH_CAMERA = 4404
TRY_AGAIN, POLICY_VIOLATED = 4503, 4400
"""Of our own: Daphne refuses to send the codes of RFC 6455, and the socket would stay open."""


class LiveConsumer(SeenSocket):
    """Joined through the door: who may not see cameras is shown nothing."""

    permission = "venues.view_camera"
    _sending: "asyncio.Task[None] | None" = None

    async def show(self) -> None:
        which = await _stream(self.scope["url_route"]["kwargs"]["camera_id"], self._asked())
        if which is None:
            await self.close(NO_SUCH_CAMERA)
            return
        self._flow = Flow()
        self._sending = asyncio.create_task(self._send_all(which))

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """The one thing that a browser says is how much has come."""
        if self._sending is None:
            return
        try:
            self._flow.note_received(None if bytes_data else text_data)
        except Dishonest:
            await self.stop_showing()
            await self.close(POLICY_VIOLATED)

    def _asked(self) -> str:
        """Which stream the address names; the main one where it names none."""
        query = parse_qs(self.scope["query_string"].decode("latin-1"), keep_blank_values=True)
        return ",".join(query.get("stream", [MAIN]))

    async def _send_all(self, which: FeedKeys) -> None:
        with relayed.viewers.track_inprogress():
            async with viewing(which) as viewer:
                # Room first: what is taken from the viewer afterwards is the newest.
                while await self._flow.has_room() and (message := await viewer.next()):
                    await self._send_message(message)
        await self.close(TRY_AGAIN)

    async def _send_message(self, message: Message) -> None:
        self._flow.note_sent(message.size)
        relayed.sent_bytes.inc(message.size)
        if message.text is not None:
            await self.send(text_data=message.text)
        if message.data is not None:
            await self.send(bytes_data=message.data)

    async def stop_showing(self) -> None:
        sending, self._sending = self._sending, None
        if sending:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)


@database_sync_to_async
def _stream(camera_id: int, asked: str) -> FeedKeys | None:
    """The main stream where the camera has no small one; None where there is no such thing."""
    camera = Camera.objects.filter(pk=camera_id, is_enabled=True).only("sub_url").first()
    if camera is None or asked not in STREAMS:
        return None
    return FeedKeys(camera_id, SUB if asked == SUB and camera.sub_url else MAIN)
