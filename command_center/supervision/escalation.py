"""A situation that nobody acknowledged in time, and to whom it went: once a rule."""

import pgtrigger
from django.db import models

from command_center.hard_rule import HardRule, never
from command_center.supervision.escalation_rule import EscalationRule

ENDS_ONCE = """
    IF OLD.ended_at IS NOT NULL OR to_jsonb(OLD) - '{ended_at}'::text[]
        IS DISTINCT FROM to_jsonb(NEW) - '{ended_at}'::text[]
    THEN
        RAISE EXCEPTION 'escalation % is kept as it was', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def only_ends(why: str) -> list[HardRule]:
    """Of what happened by itself: it gets an end, once, and neither changes nor goes."""
    return [
        HardRule(
            name="ends_once", operation=pgtrigger.Update, when=pgtrigger.Before, func=ENDS_ONCE
        ),
        never("never_goes", pgtrigger.Delete, why=why),
        never("never_emptied", pgtrigger.Truncate, why=why),
    ]


class Escalation(models.Model):
    """Of the situation that its first alert is known by: a number alone, since alerts are erased.
    It ends when somebody acknowledges, judges or puts aside."""

    rule = models.ForeignKey(EscalationRule, models.PROTECT, related_name="escalations")
    alert = models.BigIntegerField()
    camera = models.BigIntegerField()
    venue = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "alert"], name="escalated_once_a_rule"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(ended_at=None), name="escalations_open"),
        ]
        triggers = only_ends("who was told when stays known")

    def __str__(self) -> str:
        return f"{self.alert}: {self.rule}"
