"""Stop keys: one for an order, one for everything; how soon workers obeyed; taking up again."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, append_only
from command_center.law.order import Order
from command_center.people.models import Agent


class StopQuerySet(models.QuerySet["Stop"]):
    def standing(self) -> "StopQuerySet":
        """Those that nobody has lifted."""
        return self.filter(resumption=None)


class Stop(models.Model):
    """Analysis stopped, from its instant on (Loi n° 2023-380, art. 10, VIII). Without an order:
    everything. PostgreSQL's clock alone dates it, and lets alerts that are being stored finish
    first."""

    order = models.ForeignKey(Order, models.DO_NOTHING, null=True, blank=True, related_name="stops")
    at = models.DateTimeField(_("stopped at"), editable=False)
    by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)

    objects = StopQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_stop_has_a_reason")
        ]
        triggers = [
            *append_only("a stop is lifted by resuming, and never undone"),
            HardRule(
                name="stops_now",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    PERFORM 1 FROM law_order
                    WHERE NEW.order_id IS NULL OR id = NEW.order_id ORDER BY id FOR UPDATE;
                    NEW.at := clock_timestamp();
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order or '*'}, {self.at}"


class Resumption(models.Model):
    """Analysis taken up again, on the word of an authority that is named."""

    stop = models.OneToOneField(Stop, models.PROTECT, related_name="resumption")
    at = models.DateTimeField(_("resumed at"), editable=False)
    by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    authority = models.CharField(_("authority"), max_length=200)
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(authority=""),
                name="an_authority_resumes_for_a_reason",
            )
        ]
        triggers = [
            *append_only("who resumed, and when, never changes"),
            HardRule(
                name="resumes_now",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="NEW.at := clock_timestamp(); RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stop}: {self.authority}"


class Obedience(models.Model):
    """When a worker had obeyed, and the end of the last analysis by a camera concerned: None
    where it had analysed none."""

    stop = models.ForeignKey(Stop, models.PROTECT, related_name="obediences")
    worker = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    last_analysed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["stop", "worker"], name="a_worker_obeys_a_stop_once")
        ]
        triggers = append_only("a measurement never changes")

    def __str__(self) -> str:
        return f"{self.stop}: {self.worker}"
