"""Alerts: sightings that an order covers, waiting for a person's verdict."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.law.models import Order
from command_center.venues.models import Camera, Zone, kind_choices

REFUSE_UNCOVERED = """
    -- The lock makes a withdrawal wait for this alert, or this alert see the withdrawal.
    PERFORM 1 FROM law_order
    WHERE id = NEW.order_id
      AND NEW.kind = ANY (kinds)
      AND NEW.started_at >= starts_at AND NEW.started_at < ends_at
      AND (withdrawn_at IS NULL OR withdrawn_at > clock_timestamp())
      AND EXISTS (
        SELECT 1 FROM law_orderedcamera
        WHERE order_id = NEW.order_id AND camera_id = NEW.camera_id
      )
    FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no order in force covers % by camera % at %',
            NEW.kind, NEW.camera_id, NEW.started_at USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


REFUSE_SUPERSEDED = """
    PERFORM 1 FROM leases_lease
    WHERE camera_id = NEW.camera_id AND fence = NEW.fence
      AND NOT EXISTS (
        SELECT 1 FROM leases_lease later
        WHERE later.camera_id = NEW.camera_id AND later.fence > NEW.fence
          AND later.taken_at <= NEW.found_at
      );
    IF NOT FOUND THEN
        RAISE EXCEPTION 'lease % has lost camera % before %',
            NEW.fence, NEW.camera_id, NEW.found_at USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
"""What was found while the lease held is stored later too; what was found after it is not."""


class Alert(models.Model):
    """Draws a person's attention to one sighting; it decides nothing (Décret 2023-828, art. 2).

    PostgreSQL refuses one that its order does not cover by camera, kind and instant
    (Loi 2023-380, art. 10), whoever inserts it, and one whose finder had lost the camera. Alerts
    from before leases had fences have no `uid`, `fence` and `found_at`; those from before there
    were versions have no `camera_version`.
    """

    camera = models.ForeignKey(Camera, models.PROTECT, related_name="alerts")
    order = models.ForeignKey(Order, models.DO_NOTHING, related_name="alerts")
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, related_name="alerts")
    zone_name = models.CharField(_("zone"), max_length=120)
    kind = models.CharField(_("kind of event"), max_length=32, choices=kind_choices)
    started_at = models.DateTimeField(_("start"))
    ended_at = models.DateTimeField(_("end"), null=True)
    box = ArrayField(models.FloatField(), size=4, help_text="left, top, right, bottom, 0..1")
    confidence = models.FloatField(_("confidence"))
    reason = models.JSONField(_("reason"))
    track = models.BigIntegerField(null=True)
    uid = models.UUIDField(unique=True, null=True, help_text="drawn when found")
    fence = models.BigIntegerField(null=True, help_text="of the lease under which it was found")
    found_at = models.DateTimeField(_("found"), null=True)
    clock_offset_s = models.FloatField(null=True, help_text="the camera's clock less the server's")
    camera_version = models.PositiveIntegerField(null=True, help_text="of its set-up")
    raised_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-started_at", "-id"]
        indexes = [models.Index(fields=["-started_at", "-id"], name="alerts_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("started_at")),
                name="alert_ends_after_start",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="an_order_covers_it",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=REFUSE_UNCOVERED,
            ),
            pgtrigger.Trigger(
                name="its_finder_held_the_camera",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=REFUSE_SUPERSEDED,
            ),
            pgtrigger.ReadOnly(
                name="origin_is_kept",
                fields=[
                    *("camera", "order", "zone_name", "kind", "started_at", "raised_at"),
                    *("uid", "fence", "found_at", "clock_offset_s", "camera_version"),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
