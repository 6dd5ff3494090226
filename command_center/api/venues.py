"""Venues, cameras with their present state, and zones."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from command_center.api.door import behind
from command_center.api.paging import Paging, page_of
from command_center.api.value import Number, Value
from command_center.people.reached import reach_of
from command_center.streams.present_states import State, states
from command_center.venues.models import Camera as StoredCamera
from command_center.venues.models import Venue as StoredVenue
from command_center.venues.models import Zone as StoredZone

router = Router(tags=["venues"])
VENUE, CAMERA = "venues.view_venue", "venues.view_camera"


class Venue(Value):
    id: int
    name: str
    time_zone: str


class VenuePage(Value):
    items: list[Venue]
    next: str | None


class CameraState(Value):
    """As its watcher told it last: live, late, frozen, black, covered, defocused, turned_away,
    offline, unpermitted, calibrating, without_model, starting; unknown while nobody can be asked.
    """

    state: str
    reason: str
    since: datetime | None


class Camera(Value):
    """Without its address, which may hold a password."""

    id: int
    venue: int
    name: str
    is_enabled: bool
    state: CameraState


class CameraPage(Value):
    items: list[Camera]
    next: str | None


class Zone(Value):
    """`polygon`: [[x, y], …] in fractions of the picture, from its left top corner."""

    id: int
    camera: int
    name: str
    kind: str
    polygon: list[list[float]]
    parameters: dict[str, Any]


class ZonePage(Value):
    items: list[Zone]
    next: str | None


class CamerasAsked(Paging):
    venue: Number | None = None


class ZonesAsked(Paging):
    camera: Number | None = None


@router.get("/venues", response=VenuePage, operation_id="list_venues", summary="Venues")
@behind(VENUE, kind="venues", filtered=True)
def list_venues(request: HttpRequest, response: HttpResponse, asked: Query[Paging]) -> VenuePage:
    found = StoredVenue.objects.filter(reach_of(request, VENUE).of("pk"))
    rows, following = page_of(request, response, found, asked)
    told = [Venue(id=row.pk, name=row.name, time_zone=row.time_zone) for row in rows]
    return VenuePage(items=told, next=following)


@router.get("/venues/{int:venue_id}", response=Venue, operation_id="get_venue", summary="One venue")
@behind(VENUE, kind="venue")
def get_venue(request: HttpRequest, venue_id: int) -> Venue:  # noqa: ARG001
    found = get_object_or_404(StoredVenue, pk=venue_id)
    return Venue(id=found.pk, name=found.name, time_zone=found.time_zone)


@router.get(
    "/cameras",
    response=CameraPage,
    operation_id="list_cameras",
    summary="Cameras with their present state",
)
@behind(CAMERA, kind="cameras", filtered=True)
def list_cameras(
    request: HttpRequest, response: HttpResponse, asked: Query[CamerasAsked]
) -> CameraPage:
    found = StoredCamera.objects.filter(reach_of(request, CAMERA).of("venue_id", "pk"))
    if asked.venue is not None:
        found = found.filter(venue=asked.venue)
    rows, following = page_of(request, response, found, asked)
    present = states(row.pk for row in rows)
    told = [_camera(row, state) for row, state in zip(rows, present, strict=True)]
    return CameraPage(items=told, next=following)


@router.get(
    "/cameras/{int:camera_id}", response=Camera, operation_id="get_camera", summary="One camera"
)
@behind(CAMERA, kind="camera_state")
def get_camera(request: HttpRequest, camera_id: int) -> Camera:  # noqa: ARG001
    found = get_object_or_404(StoredCamera, pk=camera_id)
    (state,) = states([found.pk])
    return _camera(found, state)


@router.get("/zones", response=ZonePage, operation_id="list_zones", summary="Zones of cameras")
@behind(CAMERA, kind="zones", filtered=True)
def list_zones(request: HttpRequest, response: HttpResponse, asked: Query[ZonesAsked]) -> ZonePage:
    within = reach_of(request, CAMERA).of("camera__venue_id", "camera_id")
    found = StoredZone.objects.filter(within)
    if asked.camera is not None:
        found = found.filter(camera=asked.camera)
    rows, following = page_of(request, response, found, asked)
    return ZonePage(items=[_zone(row) for row in rows], next=following)


def _camera(camera: StoredCamera, state: State) -> Camera:
    return Camera(
        id=camera.pk,
        venue=camera.venue_id,
        name=camera.name,
        is_enabled=camera.is_enabled,
        state=CameraState(state=state.state, reason=state.reason, since=state.since),
    )


def _zone(zone: StoredZone) -> Zone:
    return Zone(
        id=zone.pk,
        camera=zone.camera_id,
        name=zone.name,
        kind=zone.kind,
        polygon=zone.polygon,
        parameters=zone.parameters,
    )
