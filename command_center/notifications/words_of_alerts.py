"""What is said of an alert outside of the house: kind, place, times and numbers, and where to look.

No verdict and no note, no camera's address, no picture.
"""

from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from command_center.alerts.models import Alert
from command_center.alerts.severity import SEVERITIES, SEVERITY_LABELS
from command_center.notifications.message import Message, one_line
from command_center.notifications.site_address import link
from command_center.venues.models import KIND_LABELS, Camera
from command_center.venues.reasons import reason_in_words
from detection.kinds import EventKind


def alert_message(number: int) -> Message | None:
    alert = Alert.objects.select_related("camera__venue").filter(pk=number).first()
    return None if alert is None else _message(alert)


def _message(alert: Alert) -> Message:
    return Message(
        type="alert.raised",
        at=alert.raised_at,
        title=alert_title(alert),
        lines=alert_lines(alert),
        data=alert_data(alert),
        topic=f"{topic_of(alert.camera)}/alerts/{alert.kind}",
    )


def alert_title(alert: Alert) -> str:
    kind = EventKind(alert.kind)
    said = (SEVERITY_LABELS[SEVERITIES[kind]], KIND_LABELS[kind], alert.camera.name)
    return one_line(" · ".join(map(str, said)))


def alert_lines(alert: Alert) -> tuple[str, ...]:
    kind = EventKind(alert.kind)
    begun = formats.date_format(timezone.localtime(alert.started_at), "DATETIME_FORMAT")
    zone, start, why = _("Zone"), _("Start"), _("Why")
    whole = _("whole picture")
    return (
        f"{alert_title(alert)} ({alert.camera.venue.name})",
        f"{zone}: {alert.zone_name or whole}",
        f"{start}: {begun}",
        f"{why}: {reason_in_words(kind, alert.reason)}",
        link("alert", alert.pk),
        "",
        _("This draws attention and decides nothing: a person looks, and judges."),
    )


def alert_data(alert: Alert) -> dict[str, Any]:
    kind = EventKind(alert.kind)
    return {
        "alert": alert.pk,
        "kind": kind.value,
        "severity": SEVERITIES[kind].value,
        **camera_data(alert.camera),
        "zone": alert.zone_name,
        "started_at": alert.started_at,
        "ended_at": alert.ended_at,
        "confidence": round(alert.confidence, 3),
        "measures": alert.reason,
        "link": link("alert", alert.pk),
    }


def camera_data(camera: Camera) -> dict[str, Any]:
    return {
        "camera": {"id": camera.pk, "name": camera.name},
        "venue": {"id": camera.venue_id, "name": camera.venue.name},
    }


def topic_of(camera: Camera) -> str:
    """By numbers: names change, and may hold what a topic may not."""
    return f"{camera.venue_id}/{camera.pk}"
