"""Holds: what a procedure needs is kept beyond its age, for so long as the procedure says."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, never
from command_center.people.models import Agent
from command_center.retention.functions import HOLDS_LOCK

PLACED = f"""
    -- Waits for the batch that is being erased; the next one sees this hold.
    PERFORM pg_advisory_xact_lock({HOLDS_LOCK});
    NEW.placed_at := clock_timestamp();
    IF NEW.released_at IS NOT NULL OR NEW.ends_at <= NEW.placed_at THEN
        RAISE EXCEPTION 'hold % would not hold anything any more', NEW.reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
RELEASED_ONCE = """
    IF OLD.released_at IS NOT NULL OR to_jsonb(OLD)
        - '{released_at,released_by_id,released_reason,extract_reference}'::text[]
        IS DISTINCT FROM to_jsonb(NEW)
        - '{released_at,released_by_id,released_reason,extract_reference}'::text[]
    THEN
        RAISE EXCEPTION 'hold % is kept as it was placed, and released once', OLD.reference
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.released_at := clock_timestamp();
    RETURN NEW;
"""


class Procedure(models.TextChoices):
    FLAGRANTE = "flagrante", _("flagrante delicto inquiry")
    PRELIMINARY = "preliminary", _("preliminary inquiry")
    JUDICIAL = "judicial", _("judicial investigation, by letters rogatory")
    ADMINISTRATIVE = "administrative", _("administrative procedure")
    RIGHTS_REQUEST = "rights_request", _("request of a person concerned")


class HoldQuerySet(models.QuerySet["Hold"]):
    def active(self) -> "HoldQuerySet":
        """Neither released nor at their end, by PostgreSQL's clock."""
        return self.filter(released_at=None, ends_at__gt=Now())


class Hold(models.Model):
    """For a procedure with its reference, until its end or release (CSI, R253-4). It covers what
    its cameras show between two instants, single alerts with their files, and single files.

    Never changed and never deleted: a longer one is a new one. Release ends it, as does an extract
    that has left the system: then the copy serves the procedure.
    """

    procedure = models.CharField(_("kind of procedure"), max_length=20, choices=Procedure.choices)
    reference = models.CharField(_("reference"), max_length=120)
    authority = models.CharField(_("receiving authority"), max_length=200)
    requester = models.CharField(_("requested by"), max_length=200)
    cameras = ArrayField(models.BigIntegerField(), verbose_name=_("cameras"), default=list)
    covers_from = models.DateTimeField(_("covers from"), null=True)
    covers_until = models.DateTimeField(_("covers until"), null=True)
    alerts = ArrayField(models.BigIntegerField(), verbose_name=_("alerts"), default=list)
    files = ArrayField(models.BigIntegerField(), verbose_name=_("files"), default=list)
    placed_by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(_("placed at"), editable=False)
    ends_at = models.DateTimeField(_("ends at"))
    released_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(_("released at"), null=True, editable=False)
    released_reason = models.CharField(_("reason"), max_length=300, blank=True)
    extract_reference = models.CharField(_("reference of the extract"), max_length=120, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    reference__regex=r"\S", authority__regex=r"\S", requester__regex=r"\S"
                ),
                name="nothing_is_held_without_a_reference",
            ),
            models.CheckConstraint(
                condition=models.Q(procedure__in=Procedure.values),
                name="hold_is_for_a_known_procedure",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    cameras__len__gt=0,
                    covers_from__isnull=False,
                    covers_until__isnull=False,
                    covers_from__lt=models.F("covers_until"),
                )
                | models.Q(cameras__len=0, covers_from=None, covers_until=None)
                & (models.Q(alerts__len__gt=0) | models.Q(files__len__gt=0)),
                name="hold_says_what_it_covers",
            ),
            models.CheckConstraint(
                condition=models.Q(released_at=None)
                | models.Q(released_by__isnull=False, released_reason__regex=r"\S"),
                name="hold_is_released_by_somebody_for_a_reason",
            ),
        ]
        triggers = [
            HardRule(
                name="placed_now",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=PLACED,
            ),
            HardRule(
                name="released_once",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=RELEASED_ONCE,
            ),
            never("never_deleted", pgtrigger.Delete, why="a hold is released, and never deleted"),
            never("never_emptied", pgtrigger.Truncate, why="holds are kept"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def state(self) -> str:
        if self.released_at:
            return "released"
        return "active" if self.ends_at > timezone.now() else "ended"

    def release(self, by: Agent, reason: str, extract_reference: str = "") -> bool:
        """Whether it was held until now. `extract_reference`: of the copy that left the system."""
        active = Hold.objects.active().filter(pk=self.pk)
        released = active.update(
            released_at=Now(),
            released_by=by,
            released_reason=reason,
            extract_reference=extract_reference,
        )
        return bool(released)
