"""What an agent may do, asked from a socket."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from channels.db import database_sync_to_async
from django.contrib.auth import HASH_SESSION_KEY
from django.utils.crypto import constant_time_compare

from command_center.journal.origin import SHIFT_REASON
from command_center.people.agent import Agent
from command_center.people.limits import lasts_s
from command_center.people.reach import NOWHERE, Place, Reach

FORBIDDEN = 4403
"""Close code of a socket: the right to it is missing or has ended; do not try again."""


@dataclass(frozen=True, slots=True)
class Access:
    """`lasts_s`: for how long, unless something changes. `reach`: where."""

    lasts_s: float
    reach: Reach = NOWHERE

    def covers(self, places: Sequence[Place] | None) -> bool:
        """None: of no place, and open to whoever has the right anywhere. Of nothing: only who
        reaches everywhere may hear that it is not there."""
        if places is None:
            return bool(self.reach)
        if not places:
            return self.reach.is_everywhere
        return all(self.reach.covers(place) for place in places)


CLOSED = Access(0)
_asked: dict[tuple[object, ...], "asyncio.Future[Access]"] = {}
"""Questions that have no answer yet."""


async def shared_access_of(scope: Any, permission: str) -> Access:
    """As `access_of`; the sockets of one page that ask at the same time ask once."""
    loop = asyncio.get_running_loop()
    key = (loop, scope["user"].pk, scope["session"].session_key, permission)
    if key not in _asked:
        _asked[key] = asyncio.ensure_future(access_of(scope, permission))
        _asked[key].add_done_callback(lambda _: _asked.pop(key))
    return await asyncio.shield(_asked[key])


@database_sync_to_async
def access_of(scope: Any, permission: str) -> Access:
    """Read afresh: the socket may be older than a change of the agent or of the session."""
    agent = Agent.objects.filter(pk=scope["user"].pk or 0, is_active=True).first()
    if agent is None or not _is_signed_in(scope["session"], agent):
        return CLOSED
    reach = agent.reach(permission)
    if not reach or not scope["session"].get(SHIFT_REASON):
        return CLOSED
    ends = [post.ends_at for post in agent.posts_in_force if post.ends_at]
    until, else_s = agent.standing.until, lasts_s(agent, scope["session"])
    if until is None or else_s <= 0:
        return CLOSED
    return Access(min((min([until, *ends]) - agent.standing.at).total_seconds(), else_s), reach)


def _is_signed_in(session: Any, agent: Agent) -> bool:
    """Neither signed out since, nor the password changed."""
    known, present = session.get(HASH_SESSION_KEY, ""), agent.get_session_auth_hash()
    return bool(session.exists(session.session_key)) and constant_time_compare(known, present)
