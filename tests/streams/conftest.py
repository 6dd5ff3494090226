import pytest

from command_center.streams.redis_client import client


@pytest.fixture(autouse=True)
def _empty_redis() -> None:
    client().flushdb()
