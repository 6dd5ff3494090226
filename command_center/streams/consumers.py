"""The socket of one camera's live picture, boxes and state."""

import asyncio

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from command_center.people.rights import FORBIDDEN, may
from command_center.streams.relay import viewing
from command_center.streams.viewer import Message
from command_center.venues.models import Camera

NO_SUCH_CAMERA = 4404
TRY_AGAIN = 1013


class LiveConsumer(AsyncWebsocketConsumer):
    """Joined through the door: who may not see cameras is shown nothing."""

    _sending: "asyncio.Task[None] | None" = None

    async def connect(self) -> None:
        await self.accept()
        camera_id = self.scope["url_route"]["kwargs"]["camera_id"]
        refusal = await self._refusal(camera_id)
        if refusal:
            await self.close(refusal)
            return
        self._sending = asyncio.create_task(self._send_all(camera_id))

    async def disconnect(self, code: int) -> None:  # noqa: ARG002
        if self._sending:
            self._sending.cancel()
            await asyncio.gather(self._sending, return_exceptions=True)

    async def _refusal(self, camera_id: int) -> int | None:
        if not await may(self.scope["user"], "venues.view_camera"):
            return FORBIDDEN
        return None if await _is_watched(camera_id) else NO_SUCH_CAMERA

    async def _send_all(self, camera_id: int) -> None:
        async with viewing(camera_id) as viewer:
            async for message in viewer:
                await self._send_message(message)
        await self.close(TRY_AGAIN)

    async def _send_message(self, message: Message) -> None:
        if message.text is not None:
            await self.send(text_data=message.text)
        if message.data is not None:
            await self.send(bytes_data=message.data)


@database_sync_to_async
def _is_watched(camera_id: int) -> bool:
    return Camera.objects.filter(pk=camera_id, is_enabled=True).exists()
