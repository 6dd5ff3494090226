"""What no table holds of a camera, read from JSON: what is drawn on its picture and on a plan."""

import math
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from command_center.setup.given_zones import MASK, read
from command_center.venues.camera_setup import PLACED


def zones(cell: Any) -> list[Mapping[str, Any]]:
    try:
        given = [{"parameters": {}, **zone} for zone in cell]
        return read({"based_on": 0, "reason": "", "zones": given}).drawn
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise ValidationError(_("Each needs a name, a kind and a polygon [[x, y], …].")) from error


def masks(cell: Any) -> list[Mapping[str, Any]]:
    try:
        drawn = zones([{**mask, "kind": MASK} for mask in cell])
    except TypeError as error:
        raise ValidationError(_("Each needs a name and a polygon [[x, y], …].")) from error
    return [{"name": mask["name"], "polygon": mask["polygon"]} for mask in drawn]


def ground(cell: Any) -> Any:
    """Looked at with the camera: what cannot be measured from is refused there."""
    return cell


def placement(cell: Any) -> dict[str, Any] | None:
    if cell is None:
        return None
    try:
        return {"plan": str(cell["plan"]), **{field: _finite(cell[field]) for field in PLACED}}
    except (TypeError, KeyError, ValueError) as error:
        fields = {"fields": ", ".join(("plan", *PLACED))}
        raise ValidationError(_("It needs: %(fields)s.") % fields) from error


def _finite(cell: Any) -> float:
    number = float(cell)
    if not math.isfinite(number):
        raise ValueError(cell)
    return number
