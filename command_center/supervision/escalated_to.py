"""To whom something is escalated: all of a role at the place, or one person; and by which channels.

A rule is entered once and ends once: another one takes its place, and what held when stays known.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, never
from command_center.people.models import Agent
from command_center.people.roles import Role

ENTERED = """
    NEW.at := clock_timestamp();
    NEW.ended_at := NULL;
    NEW.ended_by_id := NULL;
    RETURN NEW;
"""
ENDS_ONCE = """
    IF OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'rule % has ended', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.ended_by_id IS NULL OR to_jsonb(OLD) - '{ended_at,ended_by_id}'::text[]
        IS DISTINCT FROM to_jsonb(NEW) - '{ended_at,ended_by_id}'::text[]
    THEN
        RAISE EXCEPTION 'rule % is kept as it was entered; end it, and enter another', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.ended_at := clock_timestamp();
    RETURN NEW;
"""


class EscalatedTo(models.Model):
    """`venue`: its number, None for all; no foreign key, since a rule outlives its venue.
    `channels`: numbers of those by which it is sent besides those that are told of all."""

    venue = models.BigIntegerField(_("venue"), null=True, blank=True)
    role = models.CharField(_("role"), max_length=16, choices=Role.choices, blank=True)
    agent = models.ForeignKey(
        Agent, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    channels = ArrayField(models.BigIntegerField(), default=list, blank=True)
    author = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(Agent, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        abstract = True

    @property
    def to_label(self) -> str:
        return str(Role(self.role).label) if self.role else str(self.agent)


def to_somebody(name: str) -> models.CheckConstraint:
    """A role or a person, and not both."""
    return models.CheckConstraint(
        condition=models.Q(role__in=Role.values, agent=None)
        | models.Q(role="", agent__isnull=False),
        name=name,
    )


def ends_once() -> list[HardRule]:
    why = "what was to be escalated when stays known"
    return [
        HardRule(name="entered", operation=pgtrigger.Insert, when=pgtrigger.Before, func=ENTERED),
        HardRule(
            name="ends_once", operation=pgtrigger.Update, when=pgtrigger.Before, func=ENDS_ONCE
        ),
        never("never_goes", pgtrigger.Delete, why=why),
        never("never_emptied", pgtrigger.Truncate, why=why),
    ]
