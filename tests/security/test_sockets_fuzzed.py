"""Whatever is sent over a socket: it stays open, or is closed with a code of ours."""

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.sockets import socket_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

CLEAN = {4400, 4403, 4404, 4503}
TEXTS = st.one_of(
    st.text(max_size=40),
    st.integers().map(str),
    st.floats().map(str),
    st.sampled_from(
        ["", "null", "{}", "[" * 5000, "1e999", "-1", "NaN", "9" * 400, '{"received": 1}']
    ),
)
MESSAGES = st.lists(
    st.one_of(
        TEXTS.map(lambda text: {"type": "websocket.receive", "text": text}),
        st.binary(max_size=40).map(lambda data: {"type": "websocket.receive", "bytes": data}),
    ),
    max_size=6,
)
small = trying(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


async def told(agent: Agent, path: str, messages: list[dict[str, Any]]) -> Any:
    """The code that it was closed with; None where it stayed open. What the socket raised is
    raised."""
    socket = await socket_of(agent, path)
    assert (await socket.connect())[0]
    for message in messages:
        await socket.send_input(message)
    code = None
    try:
        while True:
            said = await socket.receive_output(0.05)
            if said["type"] == "websocket.close":
                code = said.get("code")
                break
    except TimeoutError:
        pass
    if not socket.future.done():
        await socket.send_input({"type": "websocket.disconnect", "code": 1001})
    async with asyncio.timeout(5):
        await socket.wait()
    return code


@small
@given(messages=MESSAGES)
@example(messages=[{"type": "websocket.receive", "text": "no JSON"}])
@example(messages=[{"type": "websocket.receive", "bytes": b"\x00"}])
async def test_alerts_socket_reads_nothing(operator: Agent, messages: list[dict[str, Any]]) -> None:
    assert await told(operator, "/ws/alerts", messages) is None


@small
@given(messages=MESSAGES)
async def test_live_socket_stays_or_closes_cleanly(
    operator: Agent, camera: Camera, messages: list[dict[str, Any]]
) -> None:
    assert await told(operator, f"/ws/cameras/{camera.pk}/live", messages) in CLEAN | {None}


@small
@given(query=st.text(max_size=30))
async def test_no_query_makes_the_live_socket_fail(
    operator: Agent, camera: Camera, query: str
) -> None:
    path = f"/ws/cameras/{camera.pk}/live?stream={query.encode().hex()}&{query!a}"
    assert await told(operator, path, []) in CLEAN | {None}
