"""The five services that may be the controller (Décret n° 2023-828)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Service(models.TextChoices):
    POLICE_NATIONALE = "police_nationale", _("Police nationale")
    GENDARMERIE = "gendarmerie", _("Gendarmerie nationale")
    FIRE_AND_RESCUE = "fire_and_rescue", _("Fire and rescue service")
    MUNICIPAL_POLICE = "municipal_police", _("Municipal police")
    INTERNAL_SECURITY = "internal_security", _("Internal security of SNCF or RATP")
