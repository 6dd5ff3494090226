"""Every change to what a camera looks for makes a version, with its author, time and reason."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from command_center.people.models import Agent
from command_center.venues.models import Camera, CameraVersion, Zone
from detection.source.address import shown

Setup = dict[str, Any]
"""A camera's whole set-up as JSON; its address without credentials, for the record only."""

RESTORED = ("queue", "analysed_per_s", "ground")
"""Of the camera itself; its address, its name and whether it is watched stay as they are."""


class Outdated(Exception):
    """Somebody has changed the camera since; `latest` says who and when."""

    def __init__(self, latest: CameraVersion) -> None:
        super().__init__(f"Camera “{latest.camera}” is at version {latest.number} already.")
        self.latest = latest


def latest_number(camera: Camera) -> int:
    """0 for a camera that nobody has changed yet."""
    latest = camera.versions.first()
    return latest.number if latest else 0


@contextmanager
def changing(camera_id: int, based_on: int | None, author: Agent, reason: str) -> Iterator[Camera]:
    """Lock the camera, let the block change it, and keep what has come of it as a new version.

    `based_on` is the version that the author has seen; `Outdated` where it is not the latest.
    None where only the present matters. What the block raises undoes everything.
    """
    with transaction.atomic():
        camera = Camera.objects.select_for_update(no_key=True).get(pk=camera_id)
        before = camera.versions.first() or _keep(camera, 0, None, "")
        if based_on is not None and based_on != before.number:
            raise Outdated(before)
        yield camera
        camera.refresh_from_db()
        if setup_of(camera) != before.setup:
            _keep(camera, before.number + 1, author, reason)


def setup_of(camera: Camera) -> Setup:
    return {
        "name": camera.name,
        "address": shown(camera.url),
        "sub_address": shown(camera.sub_url) if camera.sub_url else "",
        "is_enabled": camera.is_enabled,
        **{field: getattr(camera, field) for field in RESTORED},
        "zones": [_zone(zone) for zone in Zone.objects.filter(camera=camera).order_by("name")],
    }


def put_zones(camera: Camera, zones: list[Mapping[str, Any]]) -> None:
    """Exactly these: those of a known name are changed, the others come and go.

    Raises Django's `ValidationError` for one that cannot be used.
    """
    present = {zone.name: zone for zone in Zone.objects.filter(camera=camera)}
    for given in zones:
        zone = present.pop(given["name"], None) or Zone(camera=camera, name=given["name"])
        zone.kind, zone.polygon = given["kind"], given["polygon"]
        zone.parameters = given["parameters"]
        zone.full_clean(validate_unique=False)
        zone.save()
    for gone in present.values():
        gone.delete()  # its alerts keep its name


def restore(version: CameraVersion, based_on: int, author: Agent, reason: str) -> None:
    """As a new version; nothing of what came between is lost."""
    with changing(version.camera_id, based_on, author, reason) as camera:
        for field in RESTORED:
            setattr(camera, field, version.setup[field])
        camera.full_clean()
        camera.save(update_fields=RESTORED)
        put_zones(camera, version.setup["zones"])


def _keep(camera: Camera, number: int, author: Agent | None, reason: str) -> CameraVersion:
    return CameraVersion.objects.create(
        camera=camera,
        number=number,
        author=author,
        reason=reason,
        at=timezone.now(),
        setup=setup_of(camera),
    )


def _zone(zone: Zone) -> dict[str, Any]:
    fields = ("name", "kind", "polygon", "parameters")
    return {field: getattr(zone, field) for field in fields}
