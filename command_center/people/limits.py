"""What else ends an agent's access to a socket: rooms after this one say so."""

from collections.abc import Callable
from typing import Any

from command_center.people.agent import Agent

Limit = Callable[[Agent, Any], float]
"""From an agent and their session to the seconds that are left; 0 where it is over."""

_limits: list[Limit] = []


def limit(one: Limit) -> None:
    _limits.append(one)


def lasts_s(agent: Agent, session: Any) -> float:
    """The least of all; endless where nothing limits it."""
    return min((one(agent, session) for one in _limits), default=float("inf"))
