"""The socket that says that something was done with an incident; the page then asks what."""

import asyncio
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from command_center.incidents.announcing import group_of
from command_center.incidents.models import Incident
from command_center.outage import surviving_outages
from command_center.people.seen_socket import SeenSocket

SAID_EVERY_S = 5.0
"""A message server that was away has lost what was said meanwhile."""


class IncidentConsumer(AsyncJsonWebsocketConsumer, SeenSocket):
    permission = "incidents.view_incident"
    _saying: "asyncio.Task[None] | None" = None

    async def receive(self, *_: Any, **__: Any) -> None:
        """A browser says nothing here."""

    async def join(self) -> None:
        await self.channel_layer.group_add(group_of(self._incident), self.channel_name)

    async def show(self) -> None:
        self._saying = asyncio.create_task(self._say_version())

    async def stop_showing(self) -> None:
        await self.channel_layer.group_discard(group_of(self._incident), self.channel_name)
        if self._saying:
            self._saying.cancel()
            await asyncio.gather(self._saying, return_exceptions=True)

    async def incident_changed(self, event: dict[str, Any]) -> None:
        await self.send_json(event)

    @property
    def _incident(self) -> int:
        number: int = self._named["incident_id"]
        return number

    async def _say_version(self) -> None:
        """The first at once: something may have been done since the page was read."""
        while True:
            version = await _version_of(self._incident)
            if version is not None:
                await self.send_json({"type": "incident.changed", "version": version})
            await asyncio.sleep(SAID_EVERY_S)


@database_sync_to_async
def _version_of(incident: int) -> int | None:
    """None while the database is away."""
    with surviving_outages("Version of an incident"):
        found = Incident.objects.filter(pk=incident).order_by()
        return found.values_list("version", flat=True).first()
    return None
