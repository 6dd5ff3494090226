"""What signing in adds to an agent's access: their session's end, and the second factor."""

from typing import Any

from command_center.people.agent import Agent
from command_center.people.limits import limit
from command_center.signing_in import sessions
from command_center.signing_in.second_factor import lacks_second_factor


def connect() -> None:
    limit(_lasts_s)


def _lasts_s(agent: Agent, session: Any) -> float:
    return 0 if lacks_second_factor(agent) else sessions.left_s(session)
