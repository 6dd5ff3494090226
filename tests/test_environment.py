"""DATABASE_URL as Django's settings; a database that does not answer holds nobody up."""

import socket
import time

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from command_center import environment

HERE = "postgresql://vigie:p%40ss@192.0.2.7:6432/site"


def test_address_is_taken_apart() -> None:
    found = environment.database(HERE)
    named = [found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert named == ["vigie", "p@ss", "192.0.2.7", "6432", "site"]


def test_folder_of_a_socket_is_the_host() -> None:
    found = environment.database("postgresql://postgres@/vigie?host=/run/postgresql")
    assert (found["HOST"], found["PORT"]) == ("/run/postgresql", "")
    assert found["OPTIONS"] == {"connect_timeout": "5"}


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("", {"connect_timeout": "5"}),
        ("?connect_timeout=20", {"connect_timeout": "20"}),
        ("?sslmode=require", {"connect_timeout": "5", "sslmode": "require"}),
    ],
)
def test_what_the_address_says_of_the_connection_is_kept(
    query: str, options: dict[str, str]
) -> None:
    assert environment.database(HERE + query)["OPTIONS"] == options


def test_server_that_says_nothing_is_given_up() -> None:
    """As behind a firewall: the connection is taken, and no answer comes."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        url = f"postgresql://vigie@127.0.0.1:{port}/vigie?connect_timeout=2"
        started_s = time.monotonic()
        with pytest.raises(psycopg.errors.ConnectionTimeout):
            psycopg.connect(host="127.0.0.1", port=port, **environment.database(url)["OPTIONS"])
        assert time.monotonic() - started_s < 4


def test_footage_stays_here_unless_a_bucket_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOOTAGE_BUCKET", raising=False)
    assert environment.footage_bucket() is None
    monkeypatch.setenv("FOOTAGE_BUCKET", "evidence")
    monkeypatch.setenv("FOOTAGE_S3_PREFIX", "/lyon/")
    found = environment.footage_bucket()
    assert found is not None
    assert found["OPTIONS"] == {"bucket_name": "evidence", "location": "lyon"}


@pytest.mark.parametrize(
    ("name", "value"), [("FOOTAGE_S3_ACCESS_KEY", "alone"), ("FOOTAGE_S3_ENDPOINT", "s3.example")]
)
def test_bucket_that_cannot_work_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("FOOTAGE_BUCKET", "evidence")
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        environment.footage_bucket()
