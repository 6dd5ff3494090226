"""Venues, their cameras, and the zones drawn on each camera's picture."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.venues.camera_version import CameraVersion
from command_center.venues.floor_plan import FloorPlan, Placement
from command_center.venues.mask import Mask
from command_center.venues.pending_change import PendingChange
from command_center.venues.sealed import SealedField
from detection.ground import Ground, GroundRefused, read_ground
from detection.kinds import EventKind
from detection.masks import Masks
from detection.rulebook import RULES
from detection.zones import Zone as WatchedZone
from detection.zones import ZoneRefused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

__all__ = [
    "Camera",
    "CameraVersion",
    "FloorPlan",
    "Mask",
    "PendingChange",
    "Placement",
    "Venue",
    "Zone",
]


def kind_choices() -> "list[tuple[str, StrOrPromise]]":
    """Callable, so that the list never enters a migration."""
    return [(kind.value, label) for kind, label in KIND_LABELS.items()]


KIND_LABELS = {
    EventKind.ABANDONED_OBJECT: _("abandoned object"),
    EventKind.WEAPON: _("presence or use of a weapon"),
    EventKind.WRONG_WAY: _("wrong way"),
    EventKind.INTRUSION: _("intrusion"),
    EventKind.PERSON_DOWN: _("person on the ground after a fall"),
    EventKind.CROWD_MOVEMENT: _("crowd movement"),
    EventKind.DENSITY: _("too high a density of people"),
    EventKind.FIRE: _("fire starting"),
}


class Venue(models.Model):
    """A place under one order: a stadium, a fan zone, a station."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/Paris")

    def __str__(self) -> str:
        return self.name


QUEUES = [("cpu", _("any worker")), ("gpu", _("a worker with a GPU"))]


class Camera(models.Model):
    """One fixed camera. Its addresses may hold credentials: they are sealed in the database, and no
    page and no log shows them.

    The sub-stream is the same view with fewer pixels, for small tiles; it is not analysed.
    """

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="cameras")
    name = models.CharField(_("name"), max_length=120)
    url = SealedField(_("address"), validators=[MaxLengthValidator(500)])
    sub_url = SealedField(
        _("address of its sub-stream"), blank=True, validators=[MaxLengthValidator(500)]
    )
    is_enabled = models.BooleanField(_("watched"), default=True)
    queue = models.CharField(_("watched by"), max_length=20, choices=QUEUES, default="cpu")
    view_accepted_at = models.DateTimeField(_("usual view since"), null=True, editable=False)
    analysed_per_s = models.FloatField(_("frames analysed per second"), default=5.0)
    model = models.CharField(_("model"), max_length=120, blank=True)
    ground = models.JSONField(
        _("ground"),
        null=True,
        blank=True,
        help_text=_('[{"image": [x, y], "metres": [x, y]}, …]: four points or more, measured'),
    )

    class Meta:
        ordering = ["venue__name", "name"]
        constraints = [
            models.UniqueConstraint(fields=["venue", "name"], name="one_camera_of_a_name_a_venue"),
            models.CheckConstraint(
                condition=models.Q(analysed_per_s__gt=0), name="some_frames_are_analysed"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        try:
            self.calibrated_ground()
        except GroundRefused as refusal:
            raise ValidationError({"ground": str(refusal)}) from refusal

    def burnt_masks(self) -> Masks | None:
        """What nobody may see of it; None where nothing is masked."""
        polygons = [mask.polygon for mask in self.masks.all()]
        return Masks(polygons) if polygons else None

    def calibrated_ground(self) -> Ground | None:
        """The ground plane as the detection room knows it; None where it was not measured."""
        return None if self.ground is None else read_ground(self.ground)


class Zone(models.Model):
    """Where in a camera's picture a kind of event is looked for."""

    camera = models.ForeignKey(Camera, models.PROTECT, related_name="zones")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind of event"), max_length=32, choices=kind_choices)
    polygon = models.JSONField(_("polygon"), help_text=_("[[x, y], …] in image fractions"))
    parameters = models.JSONField(_("parameters"), default=dict, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["camera", "name"], name="one_zone_of_a_name_a_camera"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in EventKind]),
                name="zone_kind_is_one_of_the_eight",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        try:
            zone = self.watched()
            if zone.kind in RULES:
                rule = RULES[zone.kind](zone)
                if rule.needs_ground() and self.camera.ground is None:
                    raise ZoneRefused(_("Calibrate the camera's ground first."))
        except (ZoneRefused, TypeError, ValueError) as error:
            raise ValidationError(str(error)) from error

    def watched(self) -> WatchedZone:
        """The same zone as the detection room knows it."""
        polygon = tuple((float(x), float(y)) for x, y in self.polygon)
        return WatchedZone(self.name, EventKind(self.kind), polygon, self.parameters)
