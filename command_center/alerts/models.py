"""Alerts: sightings that an order covers, waiting for a person's verdict."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models as db
from django.utils.translation import gettext_lazy as _

from command_center.alerts.verdict import Verdict
from command_center.hard_rule import HardRule
from command_center.law.models import Order
from command_center.venues.models import Camera, Zone, kind_choices

__all__ = ["Alert", "Verdict"]

REFUSE_UNCOVERED = """
    -- The lock makes a stop or a withdrawal wait for this alert, or this alert see it.
    PERFORM 1 FROM law_order
    WHERE id = NEW.order_id AND (withdrawn_at IS NULL OR withdrawn_at > clock_timestamp())
    FOR SHARE;
    IF NOT FOUND OR law_stopped_instants(NEW.order_id) @> clock_timestamp() OR NOT law_covers(
        NEW.order_id, NEW.camera_id, NEW.kind, NEW.started_at, NEW.software, NEW.models::text[]
    ) THEN
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


KEPT_AS_FOUND = """
    IF to_jsonb(OLD) - '{ended_at,zone_id}'::text[]
        IS DISTINCT FROM to_jsonb(NEW) - '{ended_at,zone_id}'::text[]
    THEN
        RAISE EXCEPTION 'alert % is kept as it was found', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Alert(db.Model):
    """Draws a person's attention to one sighting; it decides nothing (Décret 2023-828, art. 2).

    PostgreSQL refuses one that its order does not cover by camera, kind and instant
    (Loi 2023-380, art. 10), whoever inserts it, and one whose finder had lost the camera. Alerts
    from before leases had fences have no `uid`, `fence` and `found_at`; those from before there
    were versions have no `camera_version`, those from before certificates no `software`.
    """

    camera = db.ForeignKey(Camera, db.PROTECT, related_name="alerts")
    order = db.ForeignKey(Order, db.DO_NOTHING, related_name="alerts")
    zone = db.ForeignKey(Zone, db.SET_NULL, null=True, related_name="alerts")
    zone_name = db.CharField(_("zone"), max_length=120)
    kind = db.CharField(_("kind of event"), max_length=32, choices=kind_choices)
    started_at = db.DateTimeField(_("start"))
    ended_at = db.DateTimeField(_("end"), null=True)
    box = ArrayField(db.FloatField(), size=4, help_text="left, top, right, bottom, 0..1")
    confidence = db.FloatField(_("confidence"))
    reason = db.JSONField(_("reason"))
    track = db.BigIntegerField(null=True)
    uid = db.UUIDField(unique=True, null=True, help_text="drawn when found")
    fence = db.BigIntegerField(null=True, help_text="of the lease under which it was found")
    found_at = db.DateTimeField(_("found"), null=True)
    clock_offset_s = db.FloatField(null=True, help_text="the camera's clock less the server's")
    camera_version = db.PositiveIntegerField(null=True, help_text="of its set-up")
    software = db.CharField(max_length=64, blank=True, help_text="SHA-256 of what found it")
    models = ArrayField(
        db.CharField(max_length=64), default=list, blank=True, help_text="SHA-256 of each"
    )
    luminance = db.FloatField(null=True, help_text="mean of the picture, 0 black … 1 white")
    raised_at = db.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-started_at", "-id"]
        indexes = [db.Index(fields=["-started_at", "-id"], name="alerts_newest_first")]
        constraints = [
            db.CheckConstraint(
                condition=db.Q(ended_at=None) | db.Q(ended_at__gte=db.F("started_at")),
                name="alert_ends_after_start",
            ),
        ]
        triggers = [
            HardRule(
                name="an_order_covers_it",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=REFUSE_UNCOVERED,
            ),
            HardRule(
                name="its_finder_held_the_camera",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=REFUSE_SUPERSEDED,
            ),
            HardRule(
                name="origin_is_kept",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=KEPT_AS_FOUND,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
