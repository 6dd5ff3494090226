"""The socket that says that there is an alert; the page then asks for it."""

from typing import Any

from channels.generic.websocket import AsyncJsonWebsocketConsumer

from command_center.alerts.door import GROUP
from command_center.people.rights import FORBIDDEN, may


class AlertsConsumer(AsyncJsonWebsocketConsumer):
    async def connect(self) -> None:
        await self.accept()
        if not await may(self.scope["user"], "alerts.view_alert"):
            await self.close(FORBIDDEN)
            return
        await self.channel_layer.group_add(GROUP, self.channel_name)

    async def disconnect(self, code: int) -> None:  # noqa: ARG002
        await self.channel_layer.group_discard(GROUP, self.channel_name)

    async def alert_raised(self, event: dict[str, Any]) -> None:
        await self.send_json(event)

    async def alert_ended(self, event: dict[str, Any]) -> None:
        await self.send_json(event)
