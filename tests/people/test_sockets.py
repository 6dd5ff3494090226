"""Open sockets close the moment that their agent's access ends: a wall left open shows nothing."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.utils import timezone

from command_center.people import rights, seen_socket
from command_center.people.models import Agent, Subject
from command_center.people.rights import FORBIDDEN
from command_center.venues.models import Camera
from tests.people.trained import taught
from tests.sockets import socket_of

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE_S = 1.0

Open = Callable[[Agent], Awaitable[list[WebsocketCommunicator]]]


@pytest.fixture
def opened(camera: Camera) -> Open:
    """The wall's sockets: a camera's and the alerts', let in."""

    async def open_both(agent: Agent) -> list[WebsocketCommunicator]:
        found = []
        for path in (f"/ws/cameras/{camera.pk}/live", "/ws/alerts"):
            socket = await socket_of(agent, path)
            assert (await socket.connect())[0]
            found.append(socket)
        assert json.loads(await found[0].receive_from(5))["type"] == "state"
        return found

    return open_both


async def close_code(socket: WebsocketCommunicator, within_s: float) -> Any:
    async with asyncio.timeout(within_s):
        while (message := await socket.receive_output(within_s))["type"] != "websocket.close":
            pass
    return message["code"]


async def assert_closed(sockets: list[WebsocketCommunicator], within_s: float = AT_ONCE_S) -> None:
    codes = await asyncio.gather(*(close_code(socket, within_s) for socket in sockets))
    assert codes == [FORBIDDEN] * len(sockets)
    for socket in sockets:
        assert await socket.receive_nothing(0.1)
        await socket.disconnect()


async def assert_open(sockets: list[WebsocketCommunicator], for_s: float) -> None:
    await asyncio.sleep(for_s)
    for socket in sockets:
        while not await socket.receive_nothing(0.05):
            assert (await socket.receive_output(1))["type"] == "websocket.send"
        await socket.disconnect()


def shorten(agent: Agent, head: Agent) -> datetime:
    """The training in operating ends in a second and a half; its end."""
    (long,) = agent.trainings.filter(subject=Subject.OPERATING)
    ends_at = timezone.now() + timedelta(seconds=1.5)
    taught(agent, Subject.OPERATING, ends_at=ends_at)
    long.revoke(head, "replaced")
    return ends_at


async def test_sockets_close_when_a_training_expires(
    operator: Agent, stranger: Agent, opened: Open
) -> None:
    sockets = await opened(operator)
    until = await sync_to_async(shorten)(operator, stranger)
    left_s = (until - timezone.now()).total_seconds()
    await assert_closed(sockets, within_s=left_s + AT_ONCE_S)
    assert timezone.now() >= until


async def test_sockets_stay_when_the_training_is_renewed_before_its_end(
    operator: Agent, stranger: Agent, opened: Open
) -> None:
    sockets = await opened(operator)
    until = await sync_to_async(shorten)(operator, stranger)
    await sync_to_async(taught)(operator, Subject.OPERATING)
    left_s = (until - timezone.now()).total_seconds()
    await assert_open(sockets, for_s=left_s + AT_ONCE_S)


def revoke_designation(agent: Agent, head: Agent) -> None:
    agent.designations.get().revoke(head, "left the service")


def revoke_training(agent: Agent, head: Agent) -> None:
    agent.trainings.get(subject=Subject.DATA_PROTECTION).revoke(head, "certificate withdrawn")


def switch_off(agent: Agent, head: Agent) -> None:
    agent.is_active = False
    agent.save()


def take_rights(agent: Agent, head: Agent) -> None:
    agent.user_permissions.clear()


def change_password(agent: Agent, head: Agent) -> None:
    agent.set_password("another correct horse")
    agent.save()


@pytest.mark.parametrize(
    "end", [revoke_designation, revoke_training, switch_off, take_rights, change_password]
)
async def test_sockets_close_within_a_second(
    operator: Agent, stranger: Agent, opened: Open, end: Callable[[Agent, Agent], None]
) -> None:
    sockets = await opened(operator)
    await sync_to_async(end)(operator, stranger)
    await assert_closed(sockets)


def leave_group(agent: Agent, group: Group) -> None:
    agent.groups.remove(group)


def empty_group(agent: Agent, group: Group) -> None:
    group.permissions.clear()


def delete_group(agent: Agent, group: Group) -> None:
    group.delete()


@pytest.mark.parametrize("end", [leave_group, empty_group, delete_group])
async def test_sockets_close_when_the_rights_of_a_group_end(
    operator: Agent, opened: Open, end: Callable[[Agent, Group], None]
) -> None:
    def rights_by_group() -> Group:
        group = Group.objects.create(name="Control room")
        group.permissions.set(operator.user_permissions.all())
        operator.groups.add(group)
        operator.user_permissions.clear()
        return group

    group = await sync_to_async(rights_by_group)()
    sockets = await opened(operator)
    await sync_to_async(end)(operator, group)
    await assert_closed(sockets)


async def test_change_of_another_agent_closes_nothing(
    operator: Agent, stranger: Agent, opened: Open
) -> None:
    sockets = await opened(operator)
    await sync_to_async(switch_off)(stranger, operator)
    await assert_open(sockets, for_s=0.5)


BEHIND_THE_BACK = {
    "revoked": (
        "UPDATE people_designation SET revoked_by_id = %(head)s, revoked_reason = 'x'"
        " WHERE agent_id = %(agent)s"
    ),
    "switched off": "UPDATE people_agent SET is_active = false WHERE id = %(agent)s",
    "without rights": "DELETE FROM people_agent_user_permissions WHERE agent_id = %(agent)s",
}


@pytest.mark.parametrize("statement", BEHIND_THE_BACK.values(), ids=list(BEHIND_THE_BACK))
async def test_change_behind_the_products_back_is_found_at_the_next_check(
    operator: Agent,
    stranger: Agent,
    opened: Open,
    monkeypatch: pytest.MonkeyPatch,
    statement: str,
) -> None:
    monkeypatch.setattr(seen_socket, "RECHECKED_EVERY_S", 0.5)
    sockets = await opened(operator)

    def execute() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"agent": operator.pk, "head": stranger.pk})

    await sync_to_async(execute)()
    await assert_closed(sockets, within_s=0.5 + AT_ONCE_S)


def test_check_comes_every_ten_seconds() -> None:
    assert seen_socket.RECHECKED_EVERY_S == 10


async def test_signing_out_closes_sockets_at_the_next_check(
    operator: Agent, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen_socket, "RECHECKED_EVERY_S", 0.5)
    sockets = await opened(operator)
    await Session.objects.all().adelete()
    await assert_closed(sockets, within_s=0.5 + AT_ONCE_S)


async def test_sockets_of_a_page_ask_once(
    operator: Agent, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen_socket, "RECHECKED_EVERY_S", 1.0)
    asked = []

    def ask(scope: Any, permission: str) -> Awaitable[rights.Access]:
        asked.append(permission)
        return access_of(scope, permission)

    sockets = [*(await opened(operator)), *(await opened(operator))]
    access_of = rights.access_of
    monkeypatch.setattr(rights, "access_of", ask)
    async with asyncio.timeout(5):
        while len(asked) < 4:  # two checks, of a camera's socket and the alerts'
            await asyncio.sleep(0.05)
    assert asked.count("venues.view_camera") == asked.count("alerts.view_alert") == 2
    await assert_open(sockets, for_s=0)


async def test_while_the_database_is_away_a_socket_stays_to_its_known_end(
    operator: Agent, stranger: Agent, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen_socket, "RECHECKED_EVERY_S", 0.25)
    asked = asyncio.Event()

    async def is_away(scope: Any, permission: str) -> rights.Access:
        asked.set()
        raise OperationalError("the server is gone")

    sockets = await opened(operator)
    until = await sync_to_async(shorten)(operator, stranger)
    await asyncio.sleep(0.5)  # a check has learnt the new end
    monkeypatch.setattr(seen_socket, "access_of", is_away)
    monkeypatch.setattr(seen_socket, "shared_access_of", is_away)
    left_s = (until - timezone.now()).total_seconds()
    await assert_closed(sockets, within_s=left_s + AT_ONCE_S)
    assert asked.is_set()
    assert timezone.now() >= until - timedelta(milliseconds=100)


async def test_nothing_is_shown_to_an_agent_with_all_rights_and_no_training(
    stranger: Agent, camera: Camera
) -> None:
    await Agent.objects.filter(pk=stranger.pk).aupdate(is_superuser=True)
    for path in (f"/ws/cameras/{camera.pk}/live", "/ws/alerts"):
        socket = await socket_of(stranger, path)
        assert (await socket.connect())[0]
        assert (await socket.receive_output(5))["code"] == FORBIDDEN
        assert await socket.receive_nothing(0.3)
