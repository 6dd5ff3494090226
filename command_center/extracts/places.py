"""Where extracts belong: at all of their cameras."""

from collections.abc import Sequence

from django.db.models import Q

from command_center.extracts.models import Extract
from command_center.people.places import found_at
from command_center.people.reach import ALL, Place, Reach


def declare() -> None:
    found_at("extract_id", _of_extract)


def reached_by(reach: Reach) -> Q:
    """Extracts of which each camera is covered."""
    if reach.is_everywhere:
        return ALL
    whole = Q(venue__in=list(reach.whole_venues()))
    return whole | Q(cameras__contained_by=reach.single_cameras())


def _of_extract(number: int) -> Sequence[Place]:
    found = Extract.objects.filter(pk=number).values_list("venue_id", "cameras").first()
    return [Place(found[0], camera) for camera in found[1]] if found else []
