"""A list of cameras that waits for its administrator's yes. It may hold passwords: it lies sealed
in Redis, for a quarter of an hour, and only whoever chose it finds it again."""

import json
import secrets
from collections.abc import Sequence
from typing import NamedTuple, cast

from command_center.people.models import Agent
from command_center.setup.lists.lines import Fault, Line
from command_center.streams.redis_client import client
from command_center.venues.sealed import UNREADABLE, seal, unseal

KEPT_FOR_S = 15 * 60


class PendingImport(NamedTuple):
    file_name: str
    lines: Sequence[Line]


def keep(agent: Agent, waiting: PendingImport) -> str:
    """The token that it is found by. Raises redis' `RedisError`."""
    token = secrets.token_urlsafe(16)
    client().set(_key(agent, token), seal(json.dumps(waiting)), ex=KEPT_FOR_S)
    return token


def found(agent: Agent, token: str) -> PendingImport | None:
    """None where it is over, or another's."""
    sealed = client().get(_key(agent, token))
    opened = unseal(cast(bytes, sealed).decode()) if sealed else UNREADABLE
    if opened == UNREADABLE:
        return None
    name, lines = json.loads(opened)
    read = (Line(number, cells, [Fault(*one) for one in faults]) for number, cells, faults in lines)
    return PendingImport(name, list(read))


def forget(agent: Agent, token: str) -> None:
    client().delete(_key(agent, token))


def _key(agent: Agent, token: str) -> str:
    return f"import:{agent.pk}:{token}"
