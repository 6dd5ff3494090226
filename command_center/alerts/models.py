"""Alerts: sightings that an order covers, waiting for a person's verdict."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models as db
from django.utils.translation import gettext_lazy as _

from command_center.alerts.measures import only_measures
from command_center.alerts.verdict import Verdict
from command_center.alerts.withdrawal import Withdrawal
from command_center.hard_rule import HardRule, never
from command_center.law.models import Order
from command_center.venues.models import Camera, Zone, kind_choices

__all__ = ["Alert", "Verdict", "Withdrawal"]

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
    IF to_jsonb(OLD) - '{ended_at,zone_id,waits}'::text[]
        IS DISTINCT FROM to_jsonb(NEW) - '{ended_at,zone_id,waits}'::text[]
    THEN
        RAISE EXCEPTION 'alert % is kept as it was found', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


WAITS_FOR_A_PERSON = """
    NEW.waits := TG_OP = 'INSERT' OR NOT EXISTS (
        SELECT 1 FROM alerts_verdict AS given
        WHERE given.alert_id = NEW.id AND NOT EXISTS (
            SELECT 1 FROM alerts_withdrawal WHERE verdict_id = given.id
        )
    );
    RETURN NEW;
"""
"""Whatever is written there: no alert is closed but by a verdict that stands."""


ERASED_WHEN_DUE = """
    IF NOT EXISTS (SELECT 1 FROM gone) THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock_shared(7201001);
    SELECT it.id INTO refused FROM gone AS it
    LEFT JOIN retention_limits('alerts') AS limits ON limits.scope = it.camera_id
    WHERE (
        retention_due(it.started_at, limits.zone, limits.months, limits.hours) <= clock_timestamp()
    ) IS NOT TRUE OR EXISTS (
        SELECT 1 FROM retention_hold AS hold
        WHERE hold.released_at IS NULL AND hold.ends_at > clock_timestamp() AND (
            it.id = ANY (hold.alerts) OR (
                it.camera_id = ANY (hold.cameras)
                AND tstzrange(it.started_at, COALESCE(it.ended_at, 'infinity'), '[]')
                    && tstzrange(hold.covers_from, hold.covers_until)
            )
        )
    ) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'alert % is not over age, or under hold: it is not erased', refused
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT it.id INTO refused FROM gone AS it WHERE it.id NOT IN (
        SELECT (item ->> 0)::bigint FROM retention_erasurecertificate AS certificate,
            jsonb_array_elements(certificate.items) AS item
        WHERE certificate.at = transaction_timestamp() AND certificate.what = 'alerts'
    ) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'alert % goes only with a certificate of its erasure', refused
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
"""The retention room erases; the lock lets a hold wait for the batch that goes
(`retention.functions.HOLDS_LOCK`)."""


class Alert(db.Model):
    """Draws a person's attention to one sighting; it decides nothing (Décret 2023-828, art. 2).

    PostgreSQL refuses one that its order does not cover by camera, kind and instant
    (Loi 2023-380, art. 10), whoever inserts it, and one whose finder had lost the camera. Alerts
    from before leases had fences have no `uid`, `fence` and `found_at`; those from before there
    were versions have no `camera_version`, those from before certificates no `software`.

    `waits` is PostgreSQL's: whether no verdict on it stands. Those that wait lie in an index of
    their own, which is as long as the queue, however many alerts are kept.
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
    waits = db.BooleanField(default=True, db_default=True, editable=False)

    class Meta:
        ordering = ["-started_at", "-id"]
        indexes = [
            db.Index(fields=["-started_at", "-id"], name="alerts_newest_first"),
            db.Index(
                fields=["camera", "kind", "zone_name", "started_at", "id"],
                name="alerts_waiting",
                condition=db.Q(waits=True),
            ),
        ]
        constraints = [
            db.CheckConstraint(
                condition=db.Q(ended_at=None) | db.Q(ended_at__gte=db.F("started_at")),
                name="alert_ends_after_start",
            ),
            db.CheckConstraint(condition=only_measures, name="alert_tells_measures_only"),
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
            HardRule(
                name="waits_for_a_person",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=WAITS_FOR_A_PERSON,
            ),
            HardRule(
                name="erased_when_due",
                operation=pgtrigger.Delete,
                when=pgtrigger.After,
                level=pgtrigger.Statement,
                referencing=pgtrigger.Referencing(old="gone"),  # type: ignore[no-untyped-call]
                declare=[("refused", "bigint")],
                func=ERASED_WHEN_DUE,
            ),
            never("never_emptied", pgtrigger.Truncate, why="alerts go when they are due"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
