"""How far a right reaches: everywhere, to whole venues, to single cameras of a venue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

AT_CAMERA = ("camera__venue_id", "camera_id")
"""For `Reach.of`: rows that are of one camera."""

ALL = ~Q(pk__in=[])
"""Of every row; an empty condition would vanish beside an `|`."""

WHOLE: frozenset[int] = frozenset()
"""Instead of a venue's cameras: all of them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something belongs: a venue, and a camera of it where it is of one camera."""

    venue: int
    camera: int | None = None


OF_NO_VENUE = Place(0)
"""Of the whole site: covered only by what reaches everywhere. No venue has that number."""


@dataclass(frozen=True, slots=True)
class Reach:
    """`venues`: the number of each → its cameras, none for the whole venue."""

    is_everywhere: bool = False
    venues: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.is_everywhere or bool(self.venues)

    def covers(self, place: Place) -> bool:
        """What is of a venue and no camera is seen by whoever sees any of its cameras."""
        if self.is_everywhere:
            return True
        cameras = self.venues.get(place.venue)
        if cameras is None:
            return False
        return cameras == WHOLE or place.camera is None or place.camera in cameras

    def covers_wholly(self, place: Place) -> bool:
        """Instead of `covers`, for whoever changes something: what is of a venue and no camera is
        changed for all of its cameras."""
        if place.camera is not None:
            return self.covers(place)
        return self.is_everywhere or self.venues.get(place.venue) == WHOLE

    def whole_venues(self) -> frozenset[int]:
        return frozenset(venue for venue, cameras in self.venues.items() if cameras == WHOLE)

    def single_cameras(self) -> list[int]:
        """Of the venues that it covers in part."""
        return [one for cameras in self.venues.values() for one in cameras]

    def wholly_of(self, venue: str) -> Q:
        """As `of`, for who changes something for all cameras of a venue."""
        return ALL if self.is_everywhere else Q(**{f"{venue}__in": list(self.whole_venues())})

    def of(self, venue: str, camera: str = "") -> Q:
        """A condition on rows: the look-ups of their venue and, where they have one, camera."""
        if self.is_everywhere:
            return ALL
        if not camera:
            return Q(**{f"{venue}__in": list(self.venues)})
        whole = Q(**{f"{venue}__in": list(self.whole_venues())})
        return whole | Q(**{f"{camera}__in": self.single_cameras()})


NOWHERE = Reach()
EVERYWHERE = Reach(is_everywhere=True)


def united(parts: Iterable[tuple[int | None, Iterable[int]]]) -> Reach:
    """Of posts: each a venue, None for all, and the cameras that it is limited to."""
    venues: dict[int, frozenset[int]] = {}
    for venue, given in parts:
        if venue is None:
            return EVERYWHERE
        cameras = frozenset(given)
        known = venues.get(venue)
        is_whole = cameras == WHOLE or known == WHOLE
        venues[venue] = WHOLE if is_whole else cameras | (known or WHOLE)
    return Reach(venues=venues)
