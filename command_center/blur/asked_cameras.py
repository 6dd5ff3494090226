"""Which pictures a page asks about: cameras of one venue, and a stretch of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, QueryDict

from command_center.people.reach import Place
from command_center.people.reached import reach_of
from command_center.venues.models import Camera

LONGEST = timedelta(days=1)
MOST_CAMERAS = 64


@dataclass(frozen=True, slots=True)
class Asked:
    cameras: Sequence[Camera]
    since: datetime
    until: datetime

    @property
    def numbers(self) -> list[int]:
        return [one.pk for one in self.cameras]

    @property
    def venue_id(self) -> int:
        return self.cameras[0].venue_id


def asked_of(request: HttpRequest, said: QueryDict) -> Asked:
    """From `cameras` (numbers between commas), `from` and `until` (milliseconds since 1970). Raises
    `Http404` where the right to unmask does not reach one of them, `BadRequest` for nonsense."""
    try:
        numbers = {int(one) for one in said.get("cameras", "").split(",")}
        since, until = (_instant(said.get(name, "")) for name in ("from", "until"))
    except (ValueError, OverflowError, OSError) as error:
        raise BadRequest("Say the cameras’ numbers and two times in milliseconds.") from error
    if not timedelta(0) < until - since <= LONGEST or len(numbers) > MOST_CAMERAS:
        raise BadRequest("Ask for some of a venue’s cameras, and for a day at most.")
    reach = reach_of(request, "blur.add_unmasking")
    found = list(Camera.objects.filter(pk__in=numbers).select_related("venue"))
    places = [Place(one.venue_id, one.pk) for one in found]
    if len(found) != len(numbers) or not all(reach.covers(place) for place in places):
        raise Http404
    if len({one.venue_id for one in found}) != 1:
        raise BadRequest("Unmask the cameras of one venue, then those of another.")
    return Asked(found, since, until)


def _instant(text: str) -> datetime:
    at = datetime.fromtimestamp(int(text) / 1000, UTC)
    if not 2000 <= at.year < 2100:
        raise ValueError(text)
    return at
