"""Where incidents and hand-overs belong: at the cameras that they name, else at their venue."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from command_center.incidents.models import Act, HandOver, Incident
from command_center.people.places import found_at, placed
from command_center.people.reach import ALL, Place, Reach


def declare() -> None:
    found_at("incident_id", _of_incident)
    found_at("hand_over_id", _of_hand_over)


def within(reach: Reach, *, wholly: bool = False) -> Q:
    """Of incidents: those whose cameras are all covered. `wholly`: for who changes them, which
    needs the whole venue where they name no camera."""
    if reach.is_everywhere:
        return ALL
    named = Act.objects.filter(incident=OuterRef("pk"), camera__isnull=False)
    beyond = named.exclude(reach.of("incident__venue_id", "camera_id"))
    there = reach.of("venue_id")
    if wholly:
        there &= reach.wholly_of("venue_id") | Q(Exists(named))
    return there & ~Q(Exists(beyond))


def places_of(incident: Incident) -> list[Place]:
    return list(_of_incident(incident.pk))


def of_hand_over(hand_over: HandOver) -> list[Place]:
    return list(_of_hand_over(hand_over.pk))


def _of_incident(number: int) -> Sequence[Place]:
    acts = Act.objects.filter(incident=number, camera__isnull=False).order_by()
    cameras = acts.values_list("incident__venue_id", "camera_id").distinct()
    venues = Incident.objects.filter(pk=number).order_by().values_list("venue_id")
    return placed(cameras) or placed(venues)


def _of_hand_over(number: int) -> Sequence[Place]:
    """Of all its incidents; one that names none is of its venue."""
    incidents = Act.objects.filter(hand_over=number).order_by().values("incident")
    cameras = Act.objects.filter(incident__in=incidents, camera__isnull=False).order_by()
    found = placed(cameras.values_list("incident__venue_id", "camera_id").distinct())
    venues = HandOver.objects.filter(pk=number).order_by().values_list("venue_id")
    return found or placed(venues)
