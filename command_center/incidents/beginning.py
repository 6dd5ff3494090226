"""What an incident begins with, or is given to see: an alert, or stretches of recordings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone
from django.utils.text import capfirst

from command_center.alerts.models import Alert
from command_center.alerts.rows import AlertRow, alert_row
from command_center.alerts.severity import Severity
from command_center.incidents.local_field import shown_at
from command_center.incidents.state import OTHER, usual_severity
from command_center.incidents.stretch import Stretch, asked_stretches
from command_center.people.reach import AT_CAMERA
from command_center.people.reached import reach_of
from command_center.venues.models import Camera, Venue


@dataclass(frozen=True, slots=True)
class Beginning:
    """`venues`: those that may be chosen; `venue`: the one that is meant, None where nothing says
    it. `cameras`: those of the stretches."""

    venues: "QuerySet[Venue]"
    venue: Venue | None = None
    alert: Alert | None = None
    stretches: Sequence[Stretch] = ()
    cameras: Sequence[Camera] = ()

    @property
    def row(self) -> AlertRow | None:
        return alert_row(self.alert) if self.alert else None

    def initial(self, venue: Venue) -> dict[str, Any]:
        """What the form begins with, by the clock of the venue."""
        row = self.row
        told: dict[str, Any] = {"since": shown_at(self._since(), venue), "what": OTHER}
        if row and self.alert:
            told |= {
                "title": f"{capfirst(row.kind_label)}, {row.camera_name}",
                "what": row.kind,
                "until": shown_at(self.alert.ended_at, venue),
            }
        severity = usual_severity(row.kind) if row else Severity.MEDIUM
        return told | {"severity": severity.value, "venue": venue.pk}

    def _since(self) -> datetime:
        if self.alert:
            return self.alert.started_at
        return self.stretches[0].from_at if self.stretches else timezone.now()


def beginning_of(request: HttpRequest, perm: str) -> Beginning:
    """By the address: `alert`, or `camera`, `from` and `until`. `perm`: what is wanted there.
    Raises `Http404` for what the agent does not reach, as for what is not there."""
    venues = Venue.objects.filter(reach_of(request, perm).wholly_of("pk")).order_by("name")
    if given := request.GET.get("alert"):
        alert = _alert(request, perm, given)
        return Beginning(venues, alert.camera.venue, alert)
    if stretches := asked_stretches(request.GET):
        cameras = _cameras(request, perm, request.GET, stretches)
        return Beginning(venues, cameras[0].venue, None, stretches, cameras)
    return Beginning(venues)


def _alert(request: HttpRequest, perm: str, given: str) -> Alert:
    if not given.isascii() or not given.isdecimal() or len(given) > 18:
        raise Http404
    both = reach_of(request, perm).of(*AT_CAMERA), reach_of(request, "alerts.view_alert")
    found = Alert.objects.filter(both[0], both[1].of(*AT_CAMERA), pk=int(given))
    alert = found.select_related("camera__venue", "order").first()
    if alert is None:
        raise Http404
    return alert


def _cameras(
    request: HttpRequest, perm: str, given: QueryDict, stretches: Sequence[Stretch]
) -> Sequence[Camera]:
    """All of one venue."""
    reach = reach_of(request, perm).of("venue_id", "pk")
    wanted = [one.camera_id for one in stretches]
    found = Camera.objects.filter(reach, pk__in=wanted).select_related("venue")
    cameras = {camera.pk: camera for camera in found}
    if len(cameras) != len(given.getlist("camera")) or len({c.venue_id for c in found}) != 1:
        raise Http404
    return [cameras[one] for one in wanted]
