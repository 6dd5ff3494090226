"""Asking one device over HTTP, within seconds and within a size."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from xml.etree.ElementTree import Element

import httpx

from detection.source.address import shown
from detection.source.http_calls import AsyncJudgedTransport
from detection.source.networks import Forbidden
from detection.source.onvif.login import Login, username_token
from detection.source.onvif.soap import Question, read_answer
from detection.source.onvif.trouble import OnvifError, Trouble

ANSWERS_WITHIN_S = 6.0
LARGEST_ANSWER = 1_000_000
"""Bytes: the profiles of a recorder with 32 inputs take a third of it."""


class _Answer(NamedTuple):
    response: httpx.Response
    received: bytes


@asynccontextmanager
async def http() -> AsyncIterator[httpx.AsyncClient]:
    """No redirects, no proxy of the environment, and nobody outside the networks of cameras.

    A camera signs its own certificate; what is told to it is a digest, never the password.
    """
    transport = AsyncJudgedTransport(verify=False)
    async with httpx.AsyncClient(
        transport=transport, trust_env=False, timeout=ANSWERS_WITHIN_S
    ) as client:
        yield client


class Caller:
    """`offset` is the device's clock less ours: its digests count by its own."""

    def __init__(self, client: httpx.AsyncClient, login: Login) -> None:
        self._client = client
        self._login = login
        self._http_digest = httpx.DigestAuth(login.user, login.password)
        self.offset = timedelta()

    async def ask(self, address: str, question: Question, *, is_signed: bool = True) -> Element:
        """The element in the answer's body; `OnvifError` where there is none."""
        is_signed = is_signed and bool(self._login.user)
        request = self._request(address, question, is_signed)
        try:
            async with asyncio.timeout(ANSWERS_WITHIN_S):
                answer = await (self._send_signed(request) if is_signed else self._send(request))
        except Forbidden as error:
            raise OnvifError(Trouble.FORBIDDEN, str(error)) from None
        except (TimeoutError, httpx.HTTPError, httpx.StreamError, UnicodeError) as error:
            reason = type(error).__name__
            raise OnvifError(
                Trouble.NO_ANSWER, f"{shown(address)} does not answer ({reason})."
            ) from None
        return read_answer(address, answer.response.status_code, answer.received)

    def _request(self, address: str, question: Question, is_signed: bool) -> httpx.Request:
        by_its_clock = datetime.now(UTC) + self.offset
        header = username_token(self._login, by_its_clock) if is_signed else ""
        kind = f'application/soap+xml; charset=utf-8; action="{question.action}"'
        # Not compressed: a small answer that unfolds to a large one would pass the limit.
        headers = {"Content-Type": kind, "Accept-Encoding": "identity"}
        content = question.written(header)
        try:
            return self._client.build_request("POST", address, content=content, headers=headers)
        except (httpx.InvalidURL, ValueError):
            message = f"{shown(address)} is no address of a device."
            raise OnvifError(Trouble.NO_ADDRESS, message) from None

    async def _send_signed(self, request: httpx.Request) -> _Answer:
        """Devices of Profile T want HTTP's digest as well as, or instead of, the header's."""
        flow = self._http_digest.sync_auth_flow(request)
        answer = await self._send(next(flow))
        if answer.response.status_code == httpx.codes.UNAUTHORIZED:
            # It asks for no digest, or for a kind that nobody knows.
            with suppress(StopIteration, KeyError, NotImplementedError):
                answer = await self._send(flow.send(answer.response))
        flow.close()
        return answer

    async def _send(self, request: httpx.Request) -> _Answer:
        response = await self._client.send(request, stream=True)
        received = bytearray()
        try:
            async for part in response.aiter_raw():
                received += part
                if len(received) > LARGEST_ANSWER:
                    message = f"{shown(str(request.url))} answers more than {LARGEST_ANSWER} bytes."
                    raise OnvifError(Trouble.NOT_ONVIF, message)
        finally:
            await response.aclose()
        return _Answer(response, bytes(received))
