"""Leases: which worker watches which camera. A lease that is not renewed is free again."""

import secrets
from dataclasses import dataclass, field

from command_center.streams.redis_client import client

LEASE_S = 8.0
"""A dead worker's cameras are free after this long."""

RENEWED_EVERY_S = 2.0

IF_MINE = """
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '0' then return redis.call('del', KEYS[1]) end
return redis.call('pexpire', KEYS[1], ARGV[2])
"""
"""Compared and changed in one step, or a late worker would take away another's lease."""


@dataclass(frozen=True, slots=True)
class Lease:
    """One worker's right to watch one camera, held by a secret only it knows."""

    camera_id: int
    holder: str = field(default_factory=lambda: secrets.token_hex(8))

    def take(self) -> bool:
        taken = client().set(_key(self.camera_id), self.holder, nx=True, px=_ms(LEASE_S))
        return bool(taken)

    def renew(self) -> bool:
        """False when it was lost: the holder must stop at once."""
        return self._if_mine(_ms(LEASE_S))

    def give_up(self) -> None:
        self._if_mine(0)

    def _if_mine(self, life_ms: int) -> bool:
        return bool(client().eval(IF_MINE, 1, _key(self.camera_id), self.holder, life_ms))


def is_leased(camera_id: int) -> bool:
    return bool(client().exists(_key(camera_id)))


def _key(camera_id: int) -> str:
    return f"camera:{camera_id}:lease"


def _ms(seconds: float) -> int:
    return int(seconds * 1000)
