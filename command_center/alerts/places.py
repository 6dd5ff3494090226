"""Where alerts belong."""

from collections.abc import Sequence

from command_center.alerts.models import Alert
from command_center.people.places import found_at, placed
from command_center.people.reach import Place


def declare() -> None:
    found_at("alert_id", _of_alert)


def _of_alert(number: int) -> Sequence[Place]:
    found = Alert.objects.filter(pk=number).order_by()
    return placed(found.values_list("camera__venue_id", "camera_id"))
