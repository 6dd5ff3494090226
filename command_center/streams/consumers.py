"""The socket of one camera's live picture, boxes and state."""

import asyncio
import logging
from dataclasses import dataclass
from urllib.parse import parse_qs

from channels.db import database_sync_to_async

from command_center.journal.noting import Thing
from command_center.journal.origin import origin_of_scope
from command_center.outage import DATABASE_AWAY
from command_center.people.seen_socket import SeenSocket
from command_center.streams import relayed
from command_center.streams.feed_keys import MAIN, STREAMS, SUB, FeedKeys
from command_center.streams.flow import Dishonest, Flow
from command_center.streams.live_appearance import Asking, Given, given_stream
from command_center.streams.live_trace import Look, live_trace
from command_center.streams.message import Message
from command_center.streams.relay import viewing
from command_center.venues.models import Camera

NO_SUCH_CAMERA = 4404
TRY_AGAIN, POLICY_VIOLATED = 4503, 4400
"""Of our own: Daphne refuses to send the codes of RFC 6455, and the socket would stay open."""

ABNORMAL = 1006
"""No goodbye came: the browser was killed, or its network is gone."""

CHOSEN_AGAIN_EVERY_S = 5.0
"""Whether people are blurred: an unmasking may end, or a venue be set otherwise."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    asking: Asking
    given: Given

    @property
    def keys(self) -> FeedKeys:
        return FeedKeys(self.asking.camera, self.given.stream)

    @property
    def thing(self) -> Thing:
        camera, venue = self.asking.camera, self.asking.venue
        return Thing("live", camera, camera, venue, detail={"stream": self.given.stream})


class LiveConsumer(SeenSocket):
    """Joined through the door: who may not see cameras is shown nothing, and nothing is shown that
    the journal does not tell of. What is open goes on while the database is away."""

    permission = "venues.view_camera"
    _sending: "asyncio.Task[None] | None" = None
    _choosing: "asyncio.Task[None] | None" = None
    _look: Look | None = None
    _is_lost = False

    async def show(self) -> None:
        self._flow = Flow()
        try:
            asked = await self._asked()
            if asked is None:
                await self.close(NO_SUCH_CAMERA)
                return
            await self._begin(asked.thing)
        except (*DATABASE_AWAY, TimeoutError) as error:
            logger.warning("Live picture: not shown, since not noted: %s", str(error).strip())
            await self.close(TRY_AGAIN)
            return
        self._sending = asyncio.create_task(self._send_all(asked.keys))
        self._choosing = asyncio.create_task(self._choose_again(asked))

    async def _asked(self) -> Asked | None:
        camera: int = self.scope["url_route"]["kwargs"]["camera_id"]
        agent: int = self.scope["user"].pk  # type: ignore[union-attr]  # a visitor is not let in
        return await _found(agent, camera, self._stream())

    async def _choose_again(self, asked: Asked) -> None:
        """The browser asks anew once it would be given another stream. While the database is away
        what is open stays, but for what was given for now."""
        while True:
            await asyncio.sleep(CHOSEN_AGAIN_EVERY_S)
            try:
                is_as_before = await _given(asked.asking) == asked.given
            except (*DATABASE_AWAY, TimeoutError):
                is_as_before = not asked.given.is_for_now
            if not is_as_before:
                break
        await self.close(TRY_AGAIN)

    async def _begin(self, thing: Thing) -> None:
        look = Look(thing, origin_of_scope(self.scope), lambda: self._flow.proven_ago_s)
        await live_trace().begin(look)
        self._look = look

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """The one thing that a browser says is how much has come."""
        if self._sending is None:
            return
        try:
            self._flow.note_received(None if bytes_data else text_data)
        except Dishonest:
            await self.stop_showing()
            await self.close(POLICY_VIOLATED)

    def _stream(self) -> str:
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

    async def disconnect(self, code: int) -> None:
        self._is_lost = code == ABNORMAL
        await super().disconnect(code)

    async def stop_showing(self) -> None:
        tasks = [one for one in (self._sending, self._choosing) if one]
        self._sending = self._choosing = None
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        look, self._look = self._look, None
        if look:
            await live_trace().end(look, is_lost=self._is_lost or self._flow.has_gone_silent)


@database_sync_to_async
def _found(agent_id: int, camera_id: int, asked: str) -> Asked | None:
    """The main stream where the camera has no small one; None where there is no such thing."""
    camera = Camera.objects.filter(pk=camera_id, is_enabled=True).only("sub_url", "venue").first()
    if camera is None or asked not in STREAMS:
        return None
    which = MAIN if asked == SUB and not camera.sub_url else asked
    asking = Asking(agent_id, camera_id, camera.venue_id, which)
    return Asked(asking, given_stream(asking))


@database_sync_to_async
def _given(asking: Asking) -> Given:
    return given_stream(asking)
