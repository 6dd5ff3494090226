"""Where unmaskings belong."""

from collections.abc import Sequence

from command_center.blur.models import Unmasking
from command_center.people.places import found_at
from command_center.people.reach import Place


def declare() -> None:
    found_at("unmasking_id", _of_unmasking)


def _of_unmasking(number: int) -> Sequence[Place]:
    found = Unmasking.objects.filter(pk=number).values_list("venue_id", "cameras")
    return [Place(venue, camera) for venue, cameras in found for camera in cameras]
