"""Orders of the prefect: for a place, its cameras, some kinds of event and a time."""

from datetime import datetime

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.venues.models import Camera, Venue, kind_choices
from detection.kinds import EventKind


class OrderQuerySet(models.QuerySet["Order"]):
    def in_force(self, at: datetime) -> "OrderQuerySet":
        """Orders that permit analysis at the instant `at`; the end is exclusive."""
        started = self.filter(starts_at__lte=at, ends_at__gt=at)
        return started.filter(models.Q(withdrawn_at=None) | models.Q(withdrawn_at__gt=at))


class Order(models.Model):
    """A prefect's order (Loi n° 2023-380, art. 10; Décret n° 2023-828, art. 13).

    Deleting one, by a page or by SQL, ends it at once and keeps its row: an alert must always
    be traceable to the order that covered it.
    """

    reference = models.CharField(_("reference"), max_length=120, unique=True)
    authority = models.CharField(_("authority"), max_length=200)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="orders", verbose_name=_("venue"))
    cameras = models.ManyToManyField(
        Camera, through="OrderedCamera", related_name="orders", verbose_name=_("cameras")
    )
    kinds = ArrayField(
        models.CharField(max_length=32, choices=kind_choices), verbose_name=_("kinds of event")
    )
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    is_demonstration = models.BooleanField(default=False, editable=False)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="order_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(kinds__contained_by=[kind.value for kind in EventKind]),
                name="order_kinds_are_of_the_eight",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="deleting_withdraws",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    UPDATE law_order SET withdrawn_at = clock_timestamp()
                    WHERE id = OLD.id AND withdrawn_at IS NULL;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Trigger(
                name="withdrawal_is_final",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
                func="RAISE EXCEPTION 'order % was withdrawn: enter a new one', OLD.reference;",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def state(self, at: datetime | None = None) -> str:
        """planned, in_force, ended or withdrawn."""
        at = at or timezone.now()
        if self.withdrawn_at and self.withdrawn_at <= at:
            return "withdrawn"
        if at < self.starts_at:
            return "planned"
        return "in_force" if at < self.ends_at else "ended"


class OrderedCamera(models.Model):
    """One camera named in an order. Never removed with it: see `Order`."""

    order = models.ForeignKey(Order, models.DO_NOTHING, related_name="ordered_cameras")
    camera = models.ForeignKey(Camera, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "camera"], name="a_camera_once_an_order")
        ]
        triggers = [pgtrigger.Protect(name="camera_list_is_kept", operation=pgtrigger.Delete)]
