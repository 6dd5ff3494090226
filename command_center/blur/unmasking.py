"""Unmasking: somebody sees people plain, for a reason, for minutes, perhaps by leave of another."""

from datetime import datetime, timedelta

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from command_center.blur.venue_blur import LONGEST_MIN, USUAL_MIN
from command_center.hard_rule import HardRule, append_only
from command_center.people.models import Agent
from command_center.people.reason import LONGEST_REASON
from command_center.venues.models import Venue

APPROVED_WITHIN = timedelta(minutes=30)
"""Afterwards it is asked for anew: what it was needed for has passed."""

ASKED_NOW = f"""
    NEW.asked_at := clock_timestamp();
    IF NOT people_may_see(NEW.agent_id, NEW.asked_at) THEN
        RAISE EXCEPTION 'agent % may not see at %, and so unmasks nothing',
            NEW.agent_id, NEW.asked_at USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM unnest(NEW.cameras) AS number WHERE NOT EXISTS (
            SELECT 1 FROM venues_camera WHERE id = number AND venue_id = NEW.venue_id)
    ) THEN
        RAISE EXCEPTION 'an unmasking is of cameras of one venue' USING ERRCODE = 'check_violation';
    END IF;
    SELECT unmasking_needs_second, longest_unmasking_min
        INTO NEW.needs_second, longest_min
        FROM blur_venueblur WHERE venue_id = NEW.venue_id;
    NEW.needs_second := COALESCE(NEW.needs_second, false);
    IF NEW.lasts_min > COALESCE(longest_min, {USUAL_MIN}) THEN
        RAISE EXCEPTION 'an unmasking lasts % minutes at most here', COALESCE(longest_min,
            {USUAL_MIN}) USING ERRCODE = 'check_violation';
    END IF;
    NEW.ends_at := CASE WHEN NOT NEW.needs_second
        THEN NEW.asked_at + make_interval(mins => NEW.lasts_min) END;
    RETURN NEW;
"""
APPROVED_BY_ANOTHER = f"""
    NEW.at := clock_timestamp();
    SELECT * INTO asked FROM blur_unmasking WHERE id = NEW.unmasking_id;
    IF asked.agent_id = NEW.agent_id THEN
        RAISE EXCEPTION 'nobody approves their own unmasking' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT asked.needs_second
        OR NEW.at > asked.asked_at + interval '{APPROVED_WITHIN.seconds} seconds'
        OR EXISTS (SELECT 1 FROM blur_ending WHERE unmasking_id = asked.id)
    THEN
        RAISE EXCEPTION 'unmasking % waits for no approval any more', asked.id
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.ends_at := NEW.at + make_interval(mins => asked.lasts_min);
    RETURN NEW;
"""
ENDED_NOW = """
    NEW.at := clock_timestamp();
    RETURN NEW;
"""


class UnmaskingQuerySet(models.QuerySet["Unmasking"]):
    """By PostgreSQL's clock."""

    def in_force(self) -> "UnmaskingQuerySet":
        holds = models.Q(ends_at__gt=Now()) | models.Q(approval__ends_at__gt=Now())
        return self.filter(holds, ending=None)

    def waiting(self) -> "UnmaskingQuerySet":
        return self.filter(
            needs_second=True, approval=None, ending=None, asked_at__gt=Now() - APPROVED_WITHIN
        )


class Unmasking(models.Model):
    """Of what cameras of one venue show from one instant to another; what lies after the asking is
    seen live. It holds for its agent alone: at once, or from an approval on where the venue asks
    for a second person. Never changed: an approval or an ending is a row beside it.

    `needs_second` and `ends_at` are written by PostgreSQL, from what the venue says then;
    `ends_at` is None where it begins with an approval.
    """

    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+")
    cameras = ArrayField(models.BigIntegerField(), verbose_name=_("cameras"))
    covers_from = models.DateTimeField(_("covers from"))
    covers_until = models.DateTimeField(_("covers until"))
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON)
    lasts_min = models.PositiveSmallIntegerField(_("minutes"))
    asked_at = models.DateTimeField(_("asked at"), editable=False)
    needs_second = models.BooleanField(editable=False)
    ends_at = models.DateTimeField(_("ends at"), null=True, editable=False)

    objects = UnmaskingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        default_permissions = ("add", "view")
        indexes = [models.Index(fields=["agent", "-id"], name="unmaskings_of_an_agent")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__regex=r"\S"), name="unmasking_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(cameras__len__gt=0, covers_from__lt=models.F("covers_until")),
                name="unmasking_says_of_what",
            ),
            models.CheckConstraint(
                condition=models.Q(lasts_min__gte=1, lasts_min__lte=LONGEST_MIN),
                name="unmasking_lasts_minutes",
            ),
        ]
        triggers = [
            HardRule(
                name="asked_now",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("longest_min", "integer")],
                func=ASKED_NOW,
            ),
            *append_only("an unmasking is kept as it was asked for"),
        ]

    def __str__(self) -> str:
        return f"{self.agent}, {self.asked_at}"

    @property
    def holds_until(self) -> datetime | None:
        """Its end unless it is ended before; None while it waits for an approval."""
        approval: Approval | None = getattr(self, "approval", None)
        return self.ends_at if approval is None else approval.ends_at


class Approval(models.Model):
    """By a second person; never changed. `at` and `ends_at` are by PostgreSQL's clock."""

    unmasking = models.OneToOneField(Unmasking, models.PROTECT, related_name="approval")
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), editable=False)
    ends_at = models.DateTimeField(_("ends at"), editable=False)

    class Meta:
        default_permissions = ("add",)
        triggers = [
            HardRule(
                name="approved_by_another",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("asked", "blur_unmasking%ROWTYPE")],
                func=APPROVED_BY_ANOTHER,
            ),
            *append_only("an approval is kept as it was given"),
        ]

    def __str__(self) -> str:
        return f"{self.unmasking}: {self.agent}"


class Ending(models.Model):
    """Before its time, by who unmasked or who may approve; also of one that waits."""

    unmasking = models.OneToOneField(Unmasking, models.PROTECT, related_name="ending")
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), editable=False)

    class Meta:
        default_permissions = ()
        triggers = [
            HardRule(
                name="ended_now", operation=pgtrigger.Insert, when=pgtrigger.Before, func=ENDED_NOW
            ),
            *append_only("an unmasking that was ended stays ended"),
        ]

    def __str__(self) -> str:
        return f"{self.unmasking}: {self.at}"
