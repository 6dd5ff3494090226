"""Bands of light: how bright the picture was in which something was found."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

NIGHT_BELOW, DAY_FROM = 0.2, 0.4
"""Of the mean of the picture, 0 black … 1 white, as the camera delivers it. A camera holds a daylit
street near 0.4 to 0.5 by its exposure; it falls below that once its gain is spent, and below 0.2
mostly lamps are seen. The bands say how the picture was, not where the sun stood."""


class Light(StrEnum):
    NIGHT = "night"
    DUSK = "dusk"
    DAY = "day"
    UNKNOWN = "unknown"


LIGHT_LABELS = {
    Light.NIGHT: _("night"),
    Light.DUSK: _("dusk"),
    Light.DAY: _("day"),
    Light.UNKNOWN: _("light unknown"),
}


def light_of(luminance: float | None) -> Light:
    if luminance is None:
        return Light.UNKNOWN
    if luminance < NIGHT_BELOW:
        return Light.NIGHT
    return Light.DUSK if luminance < DAY_FROM else Light.DAY


def light_in_sql() -> models.Case:
    """The same, of an alert's `luminance`."""
    return models.Case(
        models.When(luminance=None, then=models.Value(Light.UNKNOWN.value)),
        models.When(luminance__lt=NIGHT_BELOW, then=models.Value(Light.NIGHT.value)),
        models.When(luminance__lt=DAY_FROM, then=models.Value(Light.DUSK.value)),
        default=models.Value(Light.DAY.value),
        output_field=models.CharField(),
    )
