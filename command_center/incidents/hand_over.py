"""A shift hands over what is open: one gives, one takes."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, never
from command_center.people.models import Agent
from command_center.venues.models import Venue

GIVEN = """
    NEW.at := clock_timestamp();
    NEW.taken_by_id := NULL;
    NEW.taken_at := NULL;
    NEW.withdrawn_at := NULL;
    IF NOT people_may_see(NEW.by_id, NEW.at) THEN
        RAISE EXCEPTION 'agent % may not see at %, and so hands nothing over', NEW.by_id, NEW.at
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
TAKEN_ONCE = """
    IF OLD.taken_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'hand-over % is taken or withdrawn already', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    IF to_jsonb(OLD) - '{taken_by_id,taken_at,withdrawn_at}'::text[]
        IS DISTINCT FROM to_jsonb(NEW) - '{taken_by_id,taken_at,withdrawn_at}'::text[]
    THEN
        RAISE EXCEPTION 'hand-over % is kept as it was given', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.taken_by_id IS NOT NULL AND NOT people_may_see(NEW.taken_by_id, clock_timestamp()) THEN
        RAISE EXCEPTION 'agent % may not see now, and so takes nothing over', NEW.taken_by_id
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.taken_at := CASE WHEN NEW.taken_by_id IS NOT NULL THEN clock_timestamp() END;
    NEW.withdrawn_at := CASE WHEN NEW.withdrawn_at IS NOT NULL THEN clock_timestamp() END;
    RETURN NEW;
"""
GOES_WHEN_DUE = """
    PERFORM 1 FROM retention_limits('alerts') AS limits
    WHERE limits.scope = -OLD.venue_id
    AND retention_due(OLD.at, limits.zone, limits.months, limits.hours) <= clock_timestamp();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'hand-over % is not over age', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN OLD;
"""
"""Besides, no act may name it any more: an incident keeps its hand-overs."""


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def waiting(self) -> "HandOverQuerySet":
        return self.filter(taken_at=None, withdrawn_at=None)

    def take(self, number: int, by: Agent) -> bool:
        """Whether it waited, and for this agent."""
        meant = self.waiting().filter(Q(to=None) | Q(to=by), pk=number).exclude(by=by)
        return bool(meant.update(taken_by=by, taken_at=Now()))

    def withdraw(self, number: int, by: Agent) -> bool:
        """Whether it waited, and was this agent's own."""
        return bool(self.waiting().filter(pk=number, by=by).update(withdrawn_at=Now()))


class HandOver(models.Model):
    """Two acts: an agent gives, another takes. `to` None: whoever of the next shift comes first.
    Which incidents it is about, their acts say. Taken once, or withdrawn by who gave it."""

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+", verbose_name=_("venue"))
    by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    to = models.ForeignKey(
        Agent, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("to")
    )
    words = models.TextField(_("what the next shift must know"), max_length=4000)
    at = models.DateTimeField(auto_now_add=True, editable=False)
    taken_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(words__regex=r"\S"), name="a_hand_over_says_what_is_open"
            ),
            models.CheckConstraint(
                condition=(Q(to=None) | ~Q(to=F("by"))) & (Q(taken_by=None) | ~Q(taken_by=F("by"))),
                name="nobody_hands_over_to_themselves",
            ),
            models.CheckConstraint(
                condition=Q(to=None) | Q(taken_by=None) | Q(taken_by=F("to")),
                name="a_hand_over_is_taken_by_whom_it_was_for",
            ),
            models.CheckConstraint(
                condition=Q(taken_by=None) | Q(withdrawn_at=None),
                name="what_is_withdrawn_is_not_taken",
            ),
        ]
        triggers = [
            HardRule(
                name="given_now", operation=pgtrigger.Insert, when=pgtrigger.Before, func=GIVEN
            ),
            HardRule(
                name="taken_once",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=TAKEN_ONCE,
            ),
            HardRule(
                name="goes_when_due",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func=GOES_WHEN_DUE,
            ),
            never("never_emptied", pgtrigger.Truncate, why="hand-overs go when they are due"),
        ]

    def __str__(self) -> str:
        return f"{self.venue}, {self.at:%Y-%m-%d %H:%M}"
