"""What hangs on a camera or a venue: said before it is deleted, and reason enough to keep it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command_center.alerts.models import Alert
from command_center.calibration.models import Calibration
from command_center.law.models import Order
from command_center.streams.models import CameraState, UsualView
from command_center.venues.models import Camera, FloorPlan, PendingChange, Placement, Venue

MOST_NAMED = 12
Found = QuerySet[Any]


class Hanging(NamedTuple):
    """`told` counts them; `names` are the first of them. `is_kept`: it forbids to delete."""

    told: str
    is_kept: bool
    names: Sequence[str] = ()
    more: int = 0


Telling = Callable[[Camera], Iterator[Hanging]]
_tellings: list[Telling] = []


def kept_by(telling: Telling) -> None:
    """Said once by a later room: what of its own hangs on a camera, and forbids to delete it."""
    _tellings.append(telling)


def on_camera(camera: Camera) -> list[Hanging]:
    """Only what there is; first what forbids to delete."""
    of_others = [one for telling in _tellings for one in telling(camera)]
    return [*_history(camera), *of_others, *_set_up(camera)]


def on_venue(venue: Venue) -> list[Hanging]:
    cameras = Camera.objects.filter(venue=venue)
    orders = Order.objects.filter(venue=venue)
    plans = FloorPlan.objects.filter(venue=venue)
    told_cameras = ngettext("%(count)s camera", "%(count)s cameras", cameras.count())
    told_plans = ngettext("%(count)s floor plan", "%(count)s floor plans", plans.count())
    return [
        *hanging(told_cameras, cameras, "name", is_kept=True),
        *hanging(_orders(orders), orders, "reference", is_kept=True),
        *hanging(told_plans, plans, "name"),
    ]


def _history(camera: Camera) -> Iterator[Hanging]:
    """The first version is how it was entered: without a second one nothing was changed."""
    changes = camera.versions.filter(number__gt=0)
    pending = PendingChange.objects.filter(camera=camera)
    alerts = Alert.objects.filter(camera=camera)
    orders = Order.objects.filter(cameras=camera)
    calibrations = Calibration.objects.filter(camera=camera)
    for text, found in (
        (ngettext("%(count)s change", "%(count)s changes", changes.count()), changes),
        (_("%(count)s decided by two people"), pending),
        (ngettext("%(count)s alert", "%(count)s alerts", alerts.count()), alerts),
        (
            ngettext("%(count)s calibration", "%(count)s calibrations", calibrations.count()),
            calibrations,
        ),
    ):
        yield from hanging(text, found, is_kept=True)
    yield from hanging(_orders(orders), orders, "reference", is_kept=True)


def _set_up(camera: Camera) -> Iterator[Hanging]:
    zones, masks = camera.zones.all(), camera.masks.all()
    states = CameraState.objects.filter(camera=camera)
    told_zones = ngettext("%(count)s zone", "%(count)s zones", zones.count())
    told_masks = ngettext("%(count)s mask", "%(count)s masks", masks.count())
    yield from hanging(told_zones, zones, "name")
    yield from hanging(told_masks, masks, "name")
    placements = Placement.objects.filter(camera=camera)
    yield from hanging(_("Its place on the plan"), placements, "plan__name")
    yield from hanging(_("Its usual view"), UsualView.objects.filter(camera=camera))
    yield from hanging(_("What was noted of its picture"), states)


def _orders(found: Found) -> str:
    return ngettext("%(count)s order", "%(count)s orders", found.count())


def hanging(text: str, found: Found, named: str = "", is_kept: bool = False) -> Iterator[Hanging]:
    """`text` with `%(count)s`; nothing where there is none. `named`: by which field."""
    count = found.count()
    if not count:
        return
    names = list(found.order_by(named).values_list(named, flat=True)[:MOST_NAMED]) if named else []
    more = count - len(names) if named else 0
    yield Hanging(text % {"count": count}, is_kept, names, more)
