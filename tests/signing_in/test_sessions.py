"""Open sessions: listed, ended by their owner or by an administrator, sockets with them."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from command_center.people.models import Agent
from command_center.people.rights import FORBIDDEN
from command_center.signing_in import sessions
from command_center.signing_in.browser_name import browser_name
from command_center.signing_in.models import OpenSession
from tests.signing_in.at_the_door import LANGUAGE_COOKIE, PASSWORD, is_in, kinds, sign_in
from tests.sockets import socket_of

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEW = "Nine blue Herons wade at 5"


@pytest.fixture
def head(db: None) -> Client:
    """An administrator, signed in."""
    agent = Agent.objects.create_user("roux", password=PASSWORD)
    agent.user_permissions.set(Permission.objects.filter(content_type__app_label="people"))
    client = Client()
    client.force_login(agent)
    client.cookies[LANGUAGE_COOKIE] = "en"
    return client


def test_own_sessions_are_listed_with_their_device(client: Client, operator: Agent) -> None:
    sign_in(client, "operator", HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="192.0.2.7")
    client.cookies[LANGUAGE_COOKIE] = "en"
    page = client.get("/account/").text
    assert "Firefox, Linux" in page
    assert "192.0.2.7" in page
    assert "this session" in page


def test_agent_ends_another_session_of_theirs_and_nobody_elses(
    client: Client, operator: Agent, stranger: Agent
) -> None:
    other, strangers = Client(), Client()
    for one, name in [(client, "operator"), (other, "operator"), (strangers, "stranger")]:
        sign_in(one, name)
    theirs = OpenSession.objects.get(agent=stranger)
    assert client.post(f"/account/sessions/{theirs.pk}/end").status_code == 404
    assert is_in(strangers)
    others = OpenSession.objects.get(session_key=other.session.session_key)
    client.post(f"/account/sessions/{others.pk}/end")
    assert not is_in(other)
    assert is_in(client)
    assert kinds()[-1] == "session_ended"


def test_agent_ends_all_other_sessions_at_once(client: Client, operator: Agent) -> None:
    others = [Client(), Client()]
    for one in [client, *others]:
        sign_in(one, "operator")
    client.post("/account/sessions/end")
    assert [is_in(one) for one in [client, *others]] == [True, False, False]


def test_administrator_ends_all_sessions_of_anyone(
    head: Client, client: Client, operator: Agent
) -> None:
    sign_in(client, "operator")
    answer = head.post(f"/people/{operator.pk}/sessions/end")
    assert answer.headers["location"] == f"/people/{operator.pk}/account"
    assert not is_in(client)
    assert kinds()[-1] == "person_sessions_end"


@pytest.mark.parametrize("page", ["account", "link", "leave", "sessions/end"])
def test_administrator_touches_no_superusers_account_and_not_their_own(
    head: Client, operator: Agent, page: str
) -> None:
    Agent.objects.filter(pk=operator.pk).update(is_superuser=True)
    me = Agent.objects.get(username="roux")
    for one in (operator, me):
        assert head.post(f"/people/{one.pk}/{page}", {"reason": "x"}).status_code == 403
    operator.refresh_from_db()
    assert operator.is_active


def test_changing_the_password_ends_other_sessions_and_renews_this_one(
    client: Client, operator: Agent
) -> None:
    other = Client()
    sign_in(client, "operator")
    sign_in(other, "operator")
    before = client.session.session_key
    given = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    wrong = client.post("/account/password", given | {"old_password": "wrong"})
    assert wrong.status_code == 200
    assert client.post("/account/password", given).headers["location"] == "/account/"
    assert is_in(client)
    assert client.session.session_key != before
    assert not is_in(other)
    assert OpenSession.objects.get().session_key == client.session.session_key
    assert "password_changed" in kinds()


def test_changing_the_password_counts_guesses_of_the_old_one(
    client: Client, operator: Agent
) -> None:
    sign_in(client, "operator")
    given = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    for _ in range(5):
        client.post("/account/password", given)
    client.post("/account/password", given | {"old_password": PASSWORD})
    operator.refresh_from_db()
    assert operator.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1", "Safari, iOS"),
        ("curl/8", ""),
    ],
)
def test_browser_is_named_in_few_words(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name


async def opened(agent: Agent) -> WebsocketCommunicator:
    socket = await socket_of(agent, "/ws/alerts")
    assert (await socket.connect())[0]
    assert await socket.receive_nothing(0.2)
    return socket


async def closes(socket: WebsocketCommunicator, within_s: float = 1.0) -> bool:
    async with asyncio.timeout(within_s):
        return bool((await socket.receive_output(within_s)).get("code") == FORBIDDEN)


@pytest.mark.django_db(transaction=True)
async def test_ended_session_closes_its_open_sockets_at_once(operator: Agent) -> None:
    socket = await opened(operator)
    await sync_to_async(sessions.end_all)(operator)
    assert await closes(socket)


@pytest.mark.django_db(transaction=True)
async def test_signing_out_closes_open_sockets_at_once(operator: Agent) -> None:
    socket = await opened(operator)
    session = await sync_to_async(OpenSession.objects.get)()

    def sign_out() -> None:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        client.post("/sign-out")

    await sync_to_async(sign_out)()
    assert await closes(socket)


@pytest.mark.django_db(transaction=True)
async def test_socket_stays_closed_to_who_lacks_a_forced_second_factor(
    operator: Agent, settings: Any
) -> None:
    settings.SECOND_FACTOR_FORCED = True
    await Agent.objects.filter(pk=operator.pk).aupdate(is_superuser=True)
    socket = await socket_of(operator, "/ws/alerts")
    assert (await socket.connect())[0]
    assert await closes(socket, 5)


@pytest.mark.django_db(transaction=True)
async def test_open_socket_is_use_of_the_session(operator: Agent) -> None:
    socket = await opened(operator)
    began_at = timezone.now()
    a_while_ago = began_at - timedelta(minutes=20)
    await OpenSession.objects.aupdate(seen_at=a_while_ago)
    await operator.asave()  # something of theirs changes: the socket asks again
    assert await socket.receive_nothing(1)
    assert (await OpenSession.objects.aget()).seen_at >= began_at


@pytest.mark.django_db(transaction=True)
async def test_socket_of_a_session_that_was_not_used_for_long_closes(operator: Agent) -> None:
    socket = await opened(operator)
    await OpenSession.objects.aupdate(seen_at=timezone.now() - timedelta(minutes=30))
    await operator.asave()
    assert await closes(socket)
