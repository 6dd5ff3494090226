"""Where quiet moments belong."""

from collections.abc import Sequence

from command_center.people.places import found_at, placed
from command_center.people.reach import Place
from command_center.streams.models import Glimpse


def declare() -> None:
    found_at("glimpse_id", _of_glimpse)


def _of_glimpse(number: int) -> Sequence[Place]:
    found = Glimpse.objects.filter(pk=number).order_by()
    return placed(found.values_list("camera__venue_id", "camera_id"))
