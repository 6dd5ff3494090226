"""The socket of an incident: it says that something was done, to whoever may see it."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from command_center.incidents.acting import note
from command_center.incidents.models import Incident
from command_center.people.models import Agent
from command_center.people.rights import FORBIDDEN
from command_center.people.roles import Role
from command_center.venues.models import Venue
from tests.people.posted import posted
from tests.sockets import socket_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]


async def said(socket: Any) -> Any:
    return await socket.receive_json_from(8)


async def test_colleague_hears_that_something_was_done(
    guard: Agent, colleague: Agent, incident: Incident
) -> None:
    socket = await socket_of(colleague, f"/ws/incidents/{incident.pk}")
    assert (await socket.connect())[0]
    assert await said(socket) == {"type": "incident.changed", "version": 1}
    await sync_to_async(note)(incident.pk, guard, "Patrol sent.")
    assert await said(socket) == {"type": "incident.changed", "version": 2}
    await socket.disconnect()


async def test_what_could_not_be_announced_is_said_within_seconds(
    guard: Agent, colleague: Agent, incident: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    socket = await socket_of(colleague, f"/ws/incidents/{incident.pk}")
    assert (await socket.connect())[0]
    await said(socket)
    monkeypatch.setattr("command_center.incidents.announcing.send", lambda *_: None)
    await sync_to_async(note)(incident.pk, guard, "Patrol sent.")
    assert await said(socket) == {"type": "incident.changed", "version": 2}
    await socket.disconnect()


async def test_socket_elsewhere_is_closed_as_one_that_is_not_there(
    incident: Incident, stranger: Agent
) -> None:
    station = await sync_to_async(Venue.objects.create)(name="Station")
    agent = await sync_to_async(posted)(stranger, Role.SUPERVISOR, station)
    for number in (incident.pk, 987_654):
        socket = await socket_of(agent, f"/ws/incidents/{number}")
        assert (await socket.connect())[0]
        assert (await socket.receive_output(5))["code"] == FORBIDDEN
