"""A camera's whole set-up: what it looks for, where, and what nobody may see of it."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from command_center.venues.models import Camera, Mask, Placement, Zone
from detection.source.address import shown

Setup = dict[str, Any]
"""A camera's whole set-up as JSON; its address without credentials, for the record only."""

RESTORED = ("queue", "analysed_per_s", "ground", "model")
"""Of the camera itself; its address, its name and whether it is watched stay as they are."""

PLACED = ("x", "y", "direction_deg", "view_deg", "reach")


def setup_of(camera: Camera) -> Setup:
    return {
        "name": camera.name,
        "address": shown(camera.url),
        "sub_address": shown(camera.sub_url) if camera.sub_url else "",
        "is_enabled": camera.is_enabled,
        **{field: getattr(camera, field) for field in RESTORED},
        "zones": [_zone(zone) for zone in Zone.objects.filter(camera=camera).order_by("name")],
        "masks": list(
            Mask.objects.filter(camera=camera).order_by("name").values("name", "polygon")
        ),
        "placement": _placement(camera),
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


def put_masks(camera: Camera, masks: list[Mapping[str, Any]]) -> None:
    """As `put_zones`. The usual view is learnt anew where they differ: its picture is another."""
    before = list(Mask.objects.filter(camera=camera).values("name", "polygon").order_by("name"))
    Mask.objects.filter(camera=camera).exclude(name__in=[one["name"] for one in masks]).delete()
    for given in masks:
        mask = Mask.objects.filter(camera=camera, name=given["name"]).first()
        mask = mask or Mask(camera=camera, name=given["name"])
        mask.polygon = given["polygon"]
        mask.full_clean(validate_unique=False)
        mask.save()
    if before != sorted(masks, key=lambda one: str(one["name"])):
        Camera.objects.filter(pk=camera.pk).update(view_accepted_at=timezone.now())


def put_setup(camera: Camera, setup: Mapping[str, Any]) -> None:
    """Of an earlier version or of one that waited; what older ones do not tell is left alone."""
    for field in RESTORED:
        if field in setup:
            setattr(camera, field, setup[field])
    camera.full_clean()
    camera.save(update_fields=RESTORED)
    put_zones(camera, setup["zones"])
    if "masks" in setup:
        put_masks(camera, setup["masks"])
    if "placement" in setup:
        put_placement(camera, setup["placement"])


def put_placement(camera: Camera, given: Mapping[str, Any] | None) -> None:
    """On a plan of its venue; None takes it off. Raises Django's `ValidationError`."""
    if given is None:
        Placement.objects.filter(camera=camera).delete()
        return
    placement = Placement.objects.filter(camera=camera).first() or Placement(camera=camera)
    placement.plan_id = given["plan"]
    for field in PLACED:
        setattr(placement, field, given[field])
    placement.full_clean(validate_unique=False)
    placement.save()


def _zone(zone: Zone) -> dict[str, Any]:
    fields = ("name", "kind", "polygon", "parameters")
    return {field: getattr(zone, field) for field in fields}


def _placement(camera: Camera) -> dict[str, Any] | None:
    found: dict[str, Any] | None = (
        Placement.objects.filter(camera=camera).values("plan", *PLACED).first()
    )
    return found
