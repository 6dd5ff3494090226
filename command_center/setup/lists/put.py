"""A camera as its line wants it. What cannot be is told by column."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from command_center.setup.given_zones import MASK, Fault, Given, faults
from command_center.setup.lists.credentials import OF_ADDRESSES, put_addresses
from command_center.venues.camera_setup import put_masks, put_placement, put_zones, setup_of
from command_center.venues.models import Camera, FloorPlan

FIELDS = {
    "queue": "queue",
    "analysed_per_s": "analysed_per_s",
    "watched": "is_enabled",
    "ground": "ground",
}
SAVED = ("url", "sub_url", *FIELDS.values())
COLUMNS = {"url": "address", "sub_url": "sub_address", "is_enabled": "watched"}
"""The model's name of a field → the list's."""


def put_fields(camera: Camera, values: Mapping[str, Any]) -> list[str]:
    """Not saved; the fields that differ now. Raises Django's `ValidationError`, by column."""
    before = {field: getattr(camera, field) for field in SAVED}
    if values.keys() & OF_ADDRESSES or not camera.url:
        put_addresses(camera, values)
    for column in FIELDS.keys() & values.keys():
        setattr(camera, FIELDS[column], values[column])
    try:
        # Of one that is there its name stays: a question less to the database for each line.
        is_known = camera.pk is not None
        camera.full_clean(
            exclude=["venue", "name"] if is_known else [], validate_constraints=not is_known
        )
    except ValidationError as error:
        raise ValidationError(
            {COLUMNS.get(field, field): texts for field, texts in error.message_dict.items()}
        ) from error
    return [field for field in SAVED if getattr(camera, field) != before[field]]


def put_drawn(camera: Camera, values: Mapping[str, Any]) -> None:
    """In the database, of a camera that is there. Raises Django's `ValidationError`, by column."""
    if values.keys() & {"zones", "masks", "ground"}:
        _put_zones(camera, values)
    if "placement" in values:
        _put_placement(camera, values["placement"])


def _put_zones(camera: Camera, values: Mapping[str, Any]) -> None:
    """Looked at together: a zone may need the ground, and shares its names with the masks."""
    wanted = {**setup_of(camera), **values}
    drawn = [*wanted["zones"], *({**mask, "kind": MASK} for mask in wanted["masks"])]
    found = faults(camera, Given(0, "-", [{"parameters": {}, **one} for one in drawn]))
    if found:
        raise ValidationError(_by_column(drawn, found))
    put_zones(camera, wanted["zones"])
    put_masks(camera, wanted["masks"])


def _by_column(drawn: Sequence[Mapping[str, Any]], found: Sequence[Fault]) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for fault in found:
        one = drawn[fault.zone or 0]
        text = fault.text if one["name"] in fault.text else f"{one['name']}: {fault.text}"
        told.setdefault("masks" if one["kind"] == MASK else "zones", []).append(text)
    return told


def _put_placement(camera: Camera, placement: Mapping[str, Any] | None) -> None:
    """A list knows the plan by its name."""
    if placement is None:
        put_placement(camera, None)
        return
    plans = FloorPlan.objects.filter(venue=camera.venue, name=placement["plan"])
    plan = plans.values_list("pk", flat=True).first()
    if plan is None:
        told = _("The venue has no plan “%(plan)s”: enter it first, or leave the placement out.")
        raise ValidationError({"placement": told % {"plan": placement["plan"]}})
    try:
        put_placement(camera, {**placement, "plan": plan})
    except ValidationError as error:
        raise ValidationError({"placement": error.messages}) from error
