"""A number that changes with what was done at the desk: pages that lost the message hear it."""

from django.db import connection

from command_center.alerts.newest import marked_by
from command_center.people.reach import Reach

MARK = """
    SELECT (SELECT COALESCE(max(id), 0) FROM desk_act)
        + (SELECT COALESCE(max(id), 0) FROM alerts_withdrawal)
        + (SELECT count(*) FROM desk_suppression)
        + (SELECT count(*) FROM desk_suppression
            WHERE lifted_at IS NOT NULL OR until <= clock_timestamp())
"""
"""Each grows and none falls, but with what is erased: what ends by itself changes it too."""


def declare() -> None:
    marked_by(_mark)


def _mark(reach: Reach) -> int:  # noqa: ARG001
    """Of all places: that something was done tells nothing of what, and pages ask for what they
    may see."""
    with connection.cursor() as cursor:
        cursor.execute(MARK)
        (mark,) = cursor.fetchone()
    return int(mark)
