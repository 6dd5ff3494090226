"""Taking, renewing and giving up the watch over a camera."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import connection

LEASE_S = 5.0
"""A dead worker's cameras are free after this long."""

RENEWED_EVERY_S = 1.5

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

RENEW = """
    UPDATE leases_lease AS held SET renewed_at = statement_timestamp(), cost = given.cost
    FROM unnest(%(cameras)s::bigint[], %(fences)s::bigint[], %(costs)s::float8[])
        AS given (camera_id, fence, cost)
    WHERE held.camera_id = given.camera_id AND held.fence = given.fence
        AND held.given_up_at IS NULL
        AND NOT EXISTS (
            SELECT FROM leases_lease AS later
            WHERE later.camera_id = given.camera_id AND later.fence > given.fence
        )
    RETURNING held.camera_id, held.fence
"""
"""Also one that has expired, as long as nobody else has taken the camera."""

GIVE_UP = """
    UPDATE leases_lease SET given_up_at = statement_timestamp()
    WHERE camera_id = %(camera)s AND fence = %(fence)s AND given_up_at IS NULL
"""


@dataclass(eq=False)
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

    def prove(self, asked_s: float) -> None:
        """The database said so, when it was asked at `asked_s` of the clock."""
        self._proven_s = asked_s

    def give_up(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(GIVE_UP, {"camera": self.camera_id, "fence": self.fence})


def take(camera_id: int, worker: str, cost: float) -> Lease | None:
    """The lease of a camera that nobody watches; None where somebody does."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"camera": camera_id, "worker": worker, "cost": cost})
        row = cursor.fetchone()
    return None if row is None else Lease(camera_id, row[0])


def renew(leases: Sequence[Lease], costs: Sequence[float]) -> list[Lease]:
    """Of those that one worker holds, at `costs` cores, the ones that are lost: another has the
    camera, their holder must stop at once."""
    asked_s = [lease.clock() for lease in leases]  # before the answer: it may be late
    values = {
        "cameras": [lease.camera_id for lease in leases],
        "fences": [lease.fence for lease in leases],
        "costs": list(costs),
    }
    with connection.cursor() as cursor:
        cursor.execute(RENEW, values)
        held = set(cursor.fetchall())
    lost = [lease for lease in leases if (lease.camera_id, lease.fence) not in held]
    for lease, moment_s in zip(leases, asked_s, strict=True):
        if lease not in lost:
            lease.prove(moment_s)
    return lost
