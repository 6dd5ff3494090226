"""Where calibrations belong."""

from collections.abc import Sequence

from command_center.calibration.models import Calibration
from command_center.people.places import found_at, placed
from command_center.people.reach import Place


def declare() -> None:
    found_at("calibration_id", _of_calibration)


def _of_calibration(number: int) -> Sequence[Place]:
    found = Calibration.objects.filter(pk=number).order_by()
    return placed(found.values_list("camera__venue_id", "camera_id"))
