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


class Alert(models.Model):
    """Draws a person's attention to one sighting; it decides nothing (Décret 2023-828, art. 2).

    PostgreSQL refuses one that its order does not cover by camera, kind and instant
    (Loi 2023-380, art. 10), whoever inserts it.
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
            pgtrigger.ReadOnly(
                name="origin_is_kept",
                fields=["camera", "order", "zone_name", "kind", "started_at", "raised_at"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
