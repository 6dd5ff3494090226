"""A person's word on an alert: it was so, or it was not, and why; what was done about it."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, never
from command_center.people.models import Agent

BY_ONE_WHO_MAY_SEE = """
    NEW.at := clock_timestamp();
    IF NOT people_may_see(NEW.agent_id, NEW.at) THEN
        RAISE EXCEPTION 'agent % may not see at %, and so gives no verdict', NEW.agent_id, NEW.at
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
GOES_WITH_ITS_ALERT = """
    IF EXISTS (SELECT 1 FROM alerts_alert WHERE id = OLD.alert_id) THEN
        RAISE EXCEPTION 'verdict % goes only with its alert', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


ITS_ALERT_WAITS_NO_MORE = """
    UPDATE alerts_alert SET waits = false WHERE id = NEW.alert_id;
    RETURN NULL;
"""
"""PostgreSQL works out afresh whether it does (`alerts.models.WAITS_FOR_A_PERSON`)."""


class Outcome(models.TextChoices):
    CONFIRMED = "confirmed", _("confirmed")
    INVALIDATED = "invalidated", _("invalidated")


class Cause(models.TextChoices):
    """Why a false alarm was one: what the field test met (evaluation committee, January 2025)."""

    REFLECTION = "reflection", _("reflection or puddle")
    PERSON_AS_OBJECT = "person_as_object", _("person taken for an object")
    FURNITURE = "furniture", _("furniture or fixture")
    LIGHT = "light", _("light, beacon or sign")
    SHADOW = "shadow", _("shadow")
    WEATHER = "weather", _("rain, snow, fog or wind")
    ANIMAL = "animal", _("animal")
    AUTHORISED = "authorised", _("staff or vehicle with leave to be there")
    CAMERA = "camera", _("camera moved, dirty or disturbed")
    COUNT = "count", _("wrong count")
    OTHER = "other", _("other")


class FollowUp(models.TextChoices):
    NONE = "none", _("none needed")
    WATCHED = "watched", _("watched more closely")
    PATROL = "patrol", _("patrol sent")
    STEWARDS = "stewards", _("stewards told")
    FIRST_AID = "first_aid", _("first aid sent")
    FIRE_BRIGADE = "fire_brigade", _("fire brigade called")
    POLICE = "police", _("police called")
    CROWD_MEASURE = "crowd_measure", _("gates or flow changed")


class Standing(models.Manager["Verdict"]):
    """Verdicts that were not taken back: only these count."""

    def get_queryset(self) -> "models.QuerySet[Verdict]":
        # An outer join would be estimated at one row, and verdicts be read one by one.
        from command_center.alerts.withdrawal import Withdrawal

        taken_back = Withdrawal.objects.filter(verdict=models.OuterRef("pk"))
        return super().get_queryset().filter(~models.Exists(taken_back))


class Verdict(models.Model):
    """By a person, always, who may see at that instant (Décret n° 2023-828, art. 2 and 18).

    Never changed: a later one of the same alert corrects it, and the latest holds. `at` is by
    PostgreSQL's clock. Stored only by `command_center.alerts.judging.judge`.

    `objects` and `alert.verdicts` leave out what was taken back; `said` holds all.
    """

    alert = models.ForeignKey("alerts.Alert", models.CASCADE, related_name="verdicts")
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="verdicts")
    at = models.DateTimeField(_("at"), auto_now_add=True)
    outcome = models.CharField(_("verdict"), max_length=12, choices=Outcome.choices)
    cause = models.CharField(_("cause"), max_length=20, choices=Cause.choices, blank=True)
    follow_up = models.CharField(
        _("follow-up"), max_length=20, choices=FollowUp.choices, blank=True
    )
    note = models.CharField(_("note"), max_length=500, blank=True)

    objects = Standing()
    said = models.Manager()

    class Meta:
        ordering = ["-id"]  # not by `at`: a clock may be set back
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    outcome=Outcome.CONFIRMED, cause="", follow_up__in=FollowUp.values
                )
                | models.Q(outcome=Outcome.INVALIDATED, cause__in=Cause.values, follow_up=""),
                name="confirmed_with_follow_up_or_invalidated_with_cause",
            ),
        ]
        triggers = [
            never("never_changes", pgtrigger.Update, why="a later verdict corrects it"),
            HardRule(
                name="by_one_who_may_see",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=BY_ONE_WHO_MAY_SEE,
            ),
            HardRule(
                name="its_alert_waits_no_more",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=ITS_ALERT_WAITS_NO_MORE,
            ),
            HardRule(
                name="goes_with_its_alert",
                operation=pgtrigger.Delete,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=GOES_WITH_ITS_ALERT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alert}: {self.outcome}"
