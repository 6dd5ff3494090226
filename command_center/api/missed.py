"""What happened to alerts since an instant: for who was away and comes back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from channels.db import database_sync_to_async

from command_center.alerts.models import Alert, Verdict
from command_center.people.reach import AT_CAMERA, Reach

OVERLAP = timedelta(seconds=60)
"""Said again rather than left out: clocks of machines differ, and what is stored is not told in
the order in which it began. Who hears an event twice asks for the same alert twice."""

MOST = 1000
AT_ALERT = ("alert__camera__venue_id", "alert__camera_id")


@dataclass(frozen=True, slots=True)
class Event:
    """`what`: alert.raised, alert.ended or alert.judged. Numbers only: who may know more asks."""

    what: str
    alert: int
    at: datetime
    verdict: int | None = None

    def numbers(self) -> dict[str, int]:
        told = {"alert": self.alert}
        return told if self.verdict is None else {**told, "verdict": self.verdict}


@database_sync_to_async
def missed(reach: Reach, since: datetime) -> list[Event] | None:
    """In the order in which they happened; None where it is more than anybody should be told one
    by one."""
    start = since - OVERLAP
    alerts = Alert.objects.filter(reach.of(*AT_CAMERA))
    raised = alerts.filter(raised_at__gte=start).values_list("pk", "raised_at")
    ended = alerts.filter(ended_at__gte=start).values_list("pk", "ended_at")
    verdicts = Verdict.objects.filter(reach.of(*AT_ALERT), at__gte=start).order_by("pk")
    judged = verdicts.values_list("alert_id", "at", "pk")
    found = [
        *(Event("alert.raised", *row) for row in raised[: MOST + 1]),
        *(Event("alert.ended", alert, at) for alert, at in ended[: MOST + 1] if at),
        *(Event("alert.judged", *row) for row in judged[: MOST + 1]),
    ]
    return sorted(found, key=lambda one: (one.at, one.what)) if len(found) <= MOST else None
