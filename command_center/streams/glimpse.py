"""One picture of a quiet moment that was drawn in advance: a person looks what was missed."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule
from command_center.venues.models import Camera, kind_choices

LATE_S = 20
"""The first analysed frame after the moment is kept; a later one would be another moment's."""

MOST_BYTES = 400_000

DRAWN_IN_ADVANCE = """
    IF NEW.due_at <= clock_timestamp() OR NEW.taken_at IS NOT NULL OR NEW.jpeg IS NOT NULL
        OR NEW.erased_at IS NOT NULL
    THEN
        RAISE EXCEPTION 'a moment is drawn before it has come: % of camera % has passed',
            NEW.due_at, NEW.camera_id USING ERRCODE = 'check_violation';
    END IF;
    NEW.drawn_at := clock_timestamp();
    RETURN NEW;
"""

TAKEN_ONCE_AND_ERASED = f"""
    IF (OLD.camera_id, OLD.due_at, OLD.drawn_at, OLD.represents_min)
        IS DISTINCT FROM (NEW.camera_id, NEW.due_at, NEW.drawn_at, NEW.represents_min)
        OR OLD.erased_at IS NOT NULL
    THEN
        RAISE EXCEPTION 'glimpse % is kept as it was drawn', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.taken_at IS NULL THEN
        IF NEW.jpeg IS NULL OR octet_length(NEW.jpeg) > {MOST_BYTES} OR NEW.erased_at IS NOT NULL
            OR NEW.taken_at IS NULL
            OR NEW.taken_at NOT BETWEEN NEW.due_at AND NEW.due_at + interval '{LATE_S} s'
        THEN
            RAISE EXCEPTION 'glimpse % is taken at its moment, and is small', OLD.id
                USING ERRCODE = 'check_violation';
        END IF;
        IF cardinality(NEW.kinds) = 0 OR EXISTS (
            SELECT 1 FROM unnest(NEW.kinds) AS kind WHERE NOT EXISTS (
                SELECT 1 FROM law_order AS orders
                JOIN law_orderedcamera AS listed ON listed.order_id = orders.id
                WHERE listed.camera_id = NEW.camera_id AND kind = ANY (orders.kinds)
                AND law_permits(orders.id, NEW.taken_at)
            )
        ) THEN
            RAISE EXCEPTION 'no order in force covers a glimpse by camera % at %',
                NEW.camera_id, NEW.taken_at USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.jpeg IS NOT NULL
        OR (OLD.taken_at, OLD.kinds) IS DISTINCT FROM (NEW.taken_at, NEW.kinds)
    THEN
        RAISE EXCEPTION 'glimpse % can only be erased now', OLD.id
            USING ERRCODE = 'check_violation';
    ELSE
        NEW.erased_at := clock_timestamp();
    END IF;
    RETURN NEW;
"""
"""Nobody picks moments, or pictures for them, after the fact; what is erased stays erased."""

GOES_WITH_ITS_CAMERA = """
    IF EXISTS (SELECT 1 FROM venues_camera WHERE id = OLD.camera_id) THEN
        RAISE EXCEPTION 'glimpse % goes only with its camera: leaving out moments is choosing',
            OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class Glimpse(models.Model):
    """Drawn before its moment; its picture, already masked, is taken where the camera is analysed
    then. Without `taken_at` it was not. `kinds`: those permitted of which no alert was open.

    Stands for `represents_min` minutes of the camera. The picture is erased once it was reviewed,
    and in any case within a month (CSI art. L252-5); the row stays, as a figure.
    """

    camera = models.ForeignKey(Camera, models.CASCADE, related_name="glimpses")
    due_at = models.DateTimeField(_("moment"))
    represents_min = models.FloatField()
    drawn_at = models.DateTimeField(editable=False, auto_now_add=True)
    taken_at = models.DateTimeField(_("taken"), null=True)
    kinds = ArrayField(
        models.CharField(max_length=32, choices=kind_choices), default=list, blank=True
    )
    jpeg = models.BinaryField(null=True, help_text="none before it was taken and once erased")
    erased_at = models.DateTimeField(_("erased"), null=True, editable=False)

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["camera", "due_at"], name="a_moment_once_a_camera"),
            models.CheckConstraint(
                condition=models.Q(represents_min__gt=0), name="a_moment_stands_for_some_time"
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="glimpses_by_moment")]
        triggers = [
            HardRule(
                name="drawn_in_advance",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=DRAWN_IN_ADVANCE,
            ),
            HardRule(
                name="taken_once_and_erased",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=TAKEN_ONCE_AND_ERASED,
            ),
            HardRule(
                name="goes_with_its_camera",
                operation=pgtrigger.Delete,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=GOES_WITH_ITS_CAMERA,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.camera}, {self.due_at:%Y-%m-%d %H:%M:%S}"
