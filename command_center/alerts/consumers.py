"""The socket that says that there is an alert, and who looks at which; the page then asks."""

import asyncio
from dataclasses import asdict
from typing import Any

from channels.generic.websocket import AsyncJsonWebsocketConsumer

from command_center.alerts.announcements import GROUP, told_to
from command_center.alerts.looking import Pace, looked_at, places_of_alert, tell_looking
from command_center.alerts.newest import newest_alerts
from command_center.people.seen_socket import SeenSocket

NEWEST_SAID_EVERY_S = 3.0
"""A message server that was away has lost what was said meanwhile: the page hears that it lacks
something, and asks."""


class AlertsConsumer(AsyncJsonWebsocketConsumer, SeenSocket):
    permission = "alerts.view_alert"
    _saying: "asyncio.Task[None] | None" = None

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.pace = Pace()

    async def receive(self, text_data: str | None = None, *_: Any, **__: Any) -> None:
        """Which alert this agent looks at, and nothing else: what is not that is not answered."""
        number = looked_at(text_data)
        if number is None or not self.pace.is_time():
            return
        places = [one for one in await places_of_alert(number) if self.access.reach.covers(one)]
        if places:
            await tell_looking(self.channel_layer, number, _name_of(self.scope), places)

    async def desk_presence(self, event: dict[str, Any]) -> None:
        """Of others only."""
        if event["agent"] != _name_of(self.scope):
            await self._pass_on(event)

    async def desk_changed(self, event: dict[str, Any]) -> None:
        await self._pass_on(event)

    async def join(self) -> None:
        await self.channel_layer.group_add(GROUP, self.channel_name)

    async def show(self) -> None:
        self._saying = asyncio.create_task(self._say_newest())

    async def stop_showing(self) -> None:
        await self.channel_layer.group_discard(GROUP, self.channel_name)
        if self._saying:
            self._saying.cancel()
            await asyncio.gather(self._saying, return_exceptions=True)

    async def alert_raised(self, event: dict[str, Any]) -> None:
        await self._pass_on(event)

    async def alert_ended(self, event: dict[str, Any]) -> None:
        await self._pass_on(event)

    async def alert_judged(self, event: dict[str, Any]) -> None:
        await self._pass_on(event)

    async def cameras_changed(self, event: dict[str, Any]) -> None:
        await self._pass_on(event)

    async def _pass_on(self, event: dict[str, Any]) -> None:
        told = told_to(self.access.reach, event)
        if told is not None:
            await self.send_json(told)

    async def _say_newest(self) -> None:
        while True:
            await asyncio.sleep(NEWEST_SAID_EVERY_S)
            newest = await newest_alerts(self.access.reach)
            if newest is not None:
                await self.send_json({"type": "alert.newest", **asdict(newest)})


def _name_of(scope: Any) -> str:
    name: str = scope["user"].get_username()
    return name
