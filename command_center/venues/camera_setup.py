"""A camera's whole set-up: what it looks for, where, and what nobody may see of it."""

from collections.abc import Mapping, Sequence
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
    _put_named(Zone, camera, zones, ("kind", "polygon", "parameters"))


def put_masks(camera: Camera, masks: list[Mapping[str, Any]]) -> None:
    """As `put_zones`. The usual view is learnt anew where they differ: its picture is another."""
    before = list(Mask.objects.filter(camera=camera).values("name", "polygon").order_by("name"))
    _put_named(Mask, camera, masks, ("polygon",))
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


def _put_named(
    model: type[Zone] | type[Mask],
    camera: Camera,
    wanted: list[Mapping[str, Any]],
    fields: Sequence[str],
) -> None:
    present = {one.name: one for one in model.objects.filter(camera=camera)}
    for given in wanted:
        one = present.pop(given["name"], None) or model(camera=camera, name=given["name"])
        for field in fields:
            setattr(one, field, given[field])
        one.full_clean(validate_unique=False)
        one.save()
    for gone in present.values():
        gone.delete()  # alerts keep the name of their zone


def _zone(zone: Zone) -> dict[str, Any]:
    fields = ("name", "kind", "polygon", "parameters")
    return {field: getattr(zone, field) for field in fields}


def _placement(camera: Camera) -> dict[str, Any] | None:
    found: dict[str, Any] | None = (
        Placement.objects.filter(camera=camera).values("plan", *PLACED).first()
    )
    return found
