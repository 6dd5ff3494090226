"""Who has which alerts in hand, by what people did with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from command_center.desk.act import What

ACTS = """
    SELECT act.alert_id, act.what, act.at, holder.id, holder.username
    FROM desk_act AS act JOIN alerts_alert AS it ON it.id = act.alert_id
    LEFT JOIN people_agent AS holder ON holder.id = CASE act.what
        WHEN 'acknowledged' THEN act.agent_id WHEN 'given' THEN act.to_id END
    WHERE {which} ORDER BY act.id
"""
WAITING = "it.waits"
OF_THESE = "it.id = ANY (%s)"


@dataclass(frozen=True, slots=True)
class Owned:
    """What was last done. `since`: from when somebody has it in hand, whoever; None where it was
    left to others at `at`."""

    at: datetime
    owner_id: int | None
    owner: str
    since: datetime | None


def owned(alerts: list[int] | None = None) -> Mapping[int, Owned]:
    """By the numbers of alerts with which something was done: of these, or of all that wait."""
    given = [] if alerts is None else [alerts]
    with connection.cursor() as cursor:
        cursor.execute(ACTS.format(which=WAITING if alerts is None else OF_THESE), given)
        rows = cursor.fetchall()
    found: dict[int, Owned] = {}
    for alert, what, at, number, name in rows:
        before = found.get(alert)
        since = (before.since if before else None) or at
        is_left = what == What.RELEASED
        found[alert] = Owned(at, number, name or "", None if is_left else since)
    return found
