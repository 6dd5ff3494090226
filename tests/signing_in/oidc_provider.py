"""A provider of OpenID Connect: a real one, in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import httpx

from tests.ports import free_port
from tests.waiting import wait_until

UP_WITHIN_S = 30.0


@contextmanager
def oidc_provider(people: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """Its address. `people`: their claims, `sub` among them."""
    port = free_port()
    claims = [word for one in people for word in ("--user-claims", json.dumps(one))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([*command, *claims], env={**os.environ}, **quiet)  # type: ignore[call-overload]
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: _answers(address), UP_WITHIN_S)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def consent(address: str, subject: str) -> str:
    """Whom the person says to be there; the address that they are sent back to."""
    answer = httpx.post(address, data={"sub": subject}, follow_redirects=False)
    return answer.headers["location"]


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/.well-known/openid-configuration").status_code == 200
    except httpx.HTTPError:
        return False
