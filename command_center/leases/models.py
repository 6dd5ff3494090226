"""Workers and leases, in PostgreSQL: its clock alone says what has expired."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.venues.models import Camera

USUAL_COST = 0.1
"""Cores, for a camera that has never been watched: 720p with a crowd."""


class Worker(models.Model):
    """A process that watches cameras. One that is not seen any more is dead or cut off."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    queues = ArrayField(
        models.CharField(max_length=20), help_text="what it is able to do: cpu, gpu"
    )
    capacity = models.PositiveIntegerField(_("cameras at most"))
    seen_at = models.DateTimeField(_("last seen"))

    def __str__(self) -> str:
        return self.name


class Lease(models.Model):
    """One worker's watch over one camera; kept, since it tells when a camera was not watched.

    `fence` grows with each lease of a camera. Who holds a smaller one than the latest has lost
    the camera, whatever he believes (Kleppmann 2016, “How to do distributed locking”).
    """

    camera = models.ForeignKey(Camera, models.CASCADE, related_name="leases")
    fence = models.BigIntegerField(_("fence"))
    worker = models.CharField(_("worker"), max_length=200)
    taken_at = models.DateTimeField(_("taken"))
    renewed_at = models.DateTimeField(_("renewed"))
    given_up_at = models.DateTimeField(_("given up"), null=True)
    cost = models.FloatField(_("cores used"), default=USUAL_COST)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["camera", "fence"], name="a_fence_once_a_camera"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="lease_origin_is_kept", fields=["camera", "fence", "worker", "taken_at"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.camera}, {self.fence}"
