"""What is put aside: alerts of a camera and kind that ask for nobody for a while, and why."""

from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from command_center.desk.state import State
from command_center.hard_rule import HardRule, never
from command_center.people.models import Agent
from command_center.people.reach import AT_CAMERA, Reach
from command_center.venues.models import KIND_LABELS, Camera, kind_choices
from detection.kinds import EventKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ENTERED = """
    NEW.at := clock_timestamp();
    NEW.lifted_at := NULL;
    NEW.lifted_by_id := NULL;
    IF NOT people_may_see(NEW.agent_id, NEW.at) THEN
        RAISE EXCEPTION 'agent % may not see at %, and so puts nothing aside', NEW.agent_id, NEW.at
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.form = 'shelved' AND NEW.until > NEW.at + interval '12 hours' THEN
        RAISE EXCEPTION 'shelved until %: twelve hours at most', NEW.until
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.until <= NEW.at THEN
        RAISE EXCEPTION 'put aside until %, which is over', NEW.until
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
LIFTED_ONCE = """
    IF OLD.lifted_at IS NOT NULL THEN
        RAISE EXCEPTION 'suppression % is lifted already', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    IF to_jsonb(OLD) - '{lifted_at,lifted_by_id}'::text[]
        IS DISTINCT FROM to_jsonb(NEW) - '{lifted_at,lifted_by_id}'::text[]
    THEN
        RAISE EXCEPTION 'suppression % is kept as it was entered', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.lifted_at := clock_timestamp();
    IF NEW.lifted_by_id IS NULL OR NOT people_may_see(NEW.lifted_by_id, NEW.lifted_at) THEN
        RAISE EXCEPTION 'agent % may not see at %, and so lifts nothing', NEW.lifted_by_id,
            NEW.lifted_at USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Form(models.TextChoices):
    """Shelved: by an operator, for hours. By design: alerts that are known to mean nothing there.
    Out of service: the camera is being worked on (ISA-18.2-2016, 11)."""

    SHELVED = "shelved", _("shelved")
    BY_DESIGN = "by_design", _("suppressed by design")
    OUT_OF_SERVICE = "out_of_service", _("out of service")


STATES = {
    Form.SHELVED: State.SHELVED,
    Form.BY_DESIGN: State.SUPPRESSED,
    Form.OUT_OF_SERVICE: State.OUT_OF_SERVICE,
}


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    def in_force(self) -> "SuppressionQuerySet":
        """Now, by PostgreSQL's clock."""
        return self.filter(Q(until=None) | Q(until__gt=Now()), lifted_at=None)

    def within(self, reach: Reach) -> "SuppressionQuerySet":
        return self.filter(reach.of(*AT_CAMERA))

    def lift(self, number: int, by: Agent) -> bool:
        """Whether it was in force. When, PostgreSQL says."""
        return bool(self.in_force().filter(pk=number).update(lifted_by=by, lifted_at=Now()))


class Suppression(models.Model):
    """Alerts that it puts aside are stored, listed apart and wait for a verdict as all others; when
    `until` comes, or it is lifted, they are in the queue again. `kind` empty: every kind. `until`
    None: until it is lifted, which shelving never is.
    """

    form = models.CharField(_("form"), max_length=16, choices=Form.choices)
    camera = models.ForeignKey(
        Camera, models.PROTECT, related_name="suppressions", verbose_name=_("camera")
    )
    kind = models.CharField(_("kind of event"), max_length=32, choices=kind_choices, blank=True)
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True, editable=False)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.CharField(_("why"), max_length=300)
    lifted_at = models.DateTimeField(null=True, editable=False)
    lifted_by = models.ForeignKey(
        Agent, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        default_permissions = ("add",)
        permissions = [("suppress_by_design", "Can suppress by design, and take out of service")]
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["camera"], name="put_aside_now", condition=Q(lifted_at=None)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(form__in=Form.values), name="put_aside_in_a_form"),
            models.CheckConstraint(
                condition=Q(kind__in=["", *(kind.value for kind in EventKind)]),
                name="put_aside_is_of_the_eight_or_all",
            ),
            models.CheckConstraint(
                condition=~Q(form=Form.SHELVED) | Q(until__isnull=False), name="shelving_ends"
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="put_aside_says_why"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__gte=F("at"), lifted_by__isnull=False),
                name="lifted_by_somebody",
            ),
        ]
        triggers = [
            HardRule(
                name="entered",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=ENTERED,
            ),
            HardRule(
                name="lifted_once",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=LIFTED_ONCE,
            ),
            never("never_goes", pgtrigger.Delete, why="what was put aside stays known"),
            never("never_emptied", pgtrigger.Truncate, why="what was put aside stays known"),
        ]

    def __str__(self) -> str:
        return f"{self.camera}, {self.kind or '*'}: {self.form}"

    @property
    def state(self) -> State:
        """Of a situation that it puts aside."""
        return STATES[Form(self.form)]

    @property
    def kind_label(self) -> "StrOrPromise":
        return KIND_LABELS[EventKind(self.kind)] if self.kind else _("every kind")
