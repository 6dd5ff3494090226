"""Taking, renewing and giving up the watch over a camera."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection

LEASE_S = 5.0
"""A dead worker's cameras are free after this long."""

RENEWED_EVERY_S = 1.5

LATEST = """
    SELECT fence FROM leases_lease WHERE camera_id = %(camera)s ORDER BY fence DESC LIMIT 1
"""

TAKE = f"""
    WITH latest AS (
        SELECT fence, given_up_at IS NULL
            AND renewed_at > statement_timestamp() - make_interval(secs => {LEASE_S}) AS is_held
        FROM leases_lease WHERE camera_id = %(camera)s ORDER BY fence DESC LIMIT 1
    )
    INSERT INTO leases_lease (camera_id, fence, worker, taken_at, renewed_at, cost)
    SELECT %(camera)s, COALESCE((SELECT fence FROM latest), 0) + 1, %(worker)s,
        statement_timestamp(), statement_timestamp(), %(cost)s
    WHERE NOT COALESCE((SELECT is_held FROM latest), false)
    ON CONFLICT DO NOTHING
    RETURNING fence
"""
"""Two who take at once want the same fence: one of them gets it."""

RENEW = f"""
    UPDATE leases_lease SET renewed_at = statement_timestamp(), cost = %(cost)s
    WHERE camera_id = %(camera)s AND fence = %(fence)s AND given_up_at IS NULL
        AND fence = ({LATEST})
"""
"""Also one that has expired, as long as nobody else has taken the camera."""

GIVE_UP = """
    UPDATE leases_lease SET given_up_at = statement_timestamp()
    WHERE camera_id = %(camera)s AND fence = %(fence)s AND given_up_at IS NULL
"""


@dataclass
class Lease:
    """A worker's right to watch one camera, as that worker knows it."""

    camera_id: int
    fence: int
    clock: Callable[[], float] = time.monotonic
    _proven_s: float = field(init=False)

    def __post_init__(self) -> None:
        self._proven_s = self.clock()

    @property
    def is_held(self) -> bool:
        """Whether it cannot have expired: who was paused for longer must not say anything.

        Told by this machine's own clock, since the database may be out of reach.
        """
        return self.clock() - self._proven_s < LEASE_S

    def renew(self, cost: float) -> bool:
        """False when another has the camera: the holder must stop at once. `cost` in cores."""
        asked_s = self.clock()  # before the answer: it may be late
        if not _changed(RENEW, camera=self.camera_id, fence=self.fence, cost=cost):
            return False
        self._proven_s = asked_s
        return True

    def give_up(self) -> None:
        _changed(GIVE_UP, camera=self.camera_id, fence=self.fence)


def take(camera_id: int, worker: str, cost: float) -> Lease | None:
    """The lease of a camera that nobody watches; None where somebody does."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"camera": camera_id, "worker": worker, "cost": cost})
        row = cursor.fetchone()
    return None if row is None else Lease(camera_id, row[0])


def _changed(statement: str, **values: object) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount == 1)
