"""A request whose body is too large is refused without being read into memory."""

import re
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.daphne import Daphne, daphne

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PLAN_BYTES = 200_000_000
PIECE = bytes(1_000_000)
SPENT_MB = 30


def body() -> Iterator[bytes]:
    for _ in range(PLAN_BYTES // len(PIECE)):
        yield PIECE


def most_mb(web: Daphne) -> float:
    """The most memory that it ever had."""
    status = Path(f"/proc/{web.process.pid}/status")
    if not status.exists():
        pytest.skip("only Linux tells the most that a process had")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
    assert found
    return int(found[1]) / 1000


def test_plan_of_200_mb_is_refused_and_not_read_into_memory() -> None:
    with daphne() as web, closing(HTTPConnection("127.0.0.1", web.port, timeout=60)) as connection:
        sign_in_page(connection)
        before_mb = most_mb(web)
        kind = "multipart/form-data; boundary=----plan"
        headers = {"Content-Length": str(PLAN_BYTES), "Content-Type": kind}
        connection.request("POST", "/venues/1/plans/new", body(), headers)
        answer = connection.getresponse()
        assert answer.status == 413
        assert "Too large: nothing was read." in answer.read().decode()
        assert most_mb(web) - before_mb < SPENT_MB
        sign_in_page(connection)


def sign_in_page(connection: HTTPConnection) -> None:
    connection.request("GET", "/sign-in")
    answer = connection.getresponse()
    assert (answer.status, bool(answer.read())) == (200, True)
