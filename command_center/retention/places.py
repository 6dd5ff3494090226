"""Where rules, holds and certificates of erasure belong."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from command_center.alerts.models import Alert
from command_center.people.places import found_at, placed
from command_center.people.reach import OF_NO_VENUE, Place, Reach
from command_center.retention.models import Cap, ErasureCertificate, Hold, Rule, StoredFile
from command_center.venues.models import Camera

VENUE_OF_RULE = Coalesce("rule__venue_id", "rule__camera__venue_id")


def declare() -> None:
    found_at("rule_id", _of_rule)
    found_at("cap_id", _of_cap)
    found_at("hold_id", _of_hold)
    found_at("certificate_number", _of_certificate)


def places_of_hold(hold: Hold) -> list[Place]:
    """Of all that it covers. What has gone since was somewhere nobody knows: only whoever reaches
    everywhere reaches that."""
    cameras = Camera.objects.filter(pk__in=hold.cameras).order_by()
    alerts = Alert.objects.filter(pk__in=hold.alerts).order_by()
    files = StoredFile.objects.filter(pk__in=hold.files).order_by()
    found = [
        *placed(cameras.values_list("venue_id", "pk")),
        *placed(alerts.values_list("camera__venue_id", "camera_id")),
        *placed(files.values_list("venue_id", "camera_id")),
    ]
    wanted = len(set(hold.cameras)) + len(set(hold.alerts)) + len(set(hold.files))
    return found if len(found) == wanted else [*found, OF_NO_VENUE]


def reached_holds(holds: Iterable[Hold], reach: Reach) -> list[Hold]:
    """Those of which everything that they cover is covered."""
    if reach.is_everywhere:
        return list(holds)
    return [one for one in holds if all(reach.covers(place) for place in places_of_hold(one))]


def reached_certificates(reach: Reach) -> "QuerySet[ErasureCertificate]":
    found = ErasureCertificate.objects.defer("items", "totals").annotate(of_venue=VENUE_OF_RULE)
    return found.filter(reach.of("of_venue", "rule__camera_id"))


def _of_hold(number: int) -> Sequence[Place]:
    hold = Hold.objects.filter(pk=number).first()
    return places_of_hold(hold) if hold else []


def _of_rule(number: int) -> Sequence[Place]:
    venue = Coalesce("venue_id", "camera__venue_id")
    return placed(Rule.objects.filter(pk=number).order_by().values_list(venue, "camera_id"))


def _of_cap(number: int) -> Sequence[Place]:
    return [OF_NO_VENUE] if Cap.objects.filter(pk=number).exists() else []


def _of_certificate(number: int) -> Sequence[Place]:
    """One by a rule of a venue or camera names things of that one only; any other, of all."""
    found = ErasureCertificate.objects.filter(number=number).order_by()
    return placed(found.values_list(VENUE_OF_RULE, "rule__camera_id"))
