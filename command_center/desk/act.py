"""What an operator does with a situation before its verdict: takes it, gives it, leaves it."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command_center.alerts.models import Alert
from command_center.hard_rule import HardRule, never
from command_center.people.models import Agent

IN_TURN = """
    -- The lock puts two who act at once one after the other.
    PERFORM 1 FROM alerts_alert WHERE id = NEW.alert_id FOR UPDATE;
    NEW.at := clock_timestamp();
    IF NOT people_may_see(NEW.agent_id, NEW.at) THEN
        RAISE EXCEPTION 'agent % may not see at %, and so does nothing here', NEW.agent_id, NEW.at
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.to_id IS NOT NULL AND NOT people_may_see(NEW.to_id, NEW.at) THEN
        RAISE EXCEPTION 'agent % may not see at %, and so is given nothing', NEW.to_id, NEW.at
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT CASE what WHEN 'acknowledged' THEN agent_id WHEN 'given' THEN to_id END INTO its_owner
    FROM desk_act WHERE alert_id = NEW.alert_id ORDER BY id DESC LIMIT 1;
    IF NEW.what = 'acknowledged' AND its_owner IS NOT NULL THEN
        RAISE EXCEPTION 'alert % is with agent % already', NEW.alert_id, its_owner
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.what = 'released' AND its_owner IS DISTINCT FROM NEW.agent_id THEN
        RAISE EXCEPTION 'alert % is not with agent %, who cannot leave it', NEW.alert_id,
            NEW.agent_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
GOES_WITH_ITS_ALERT = """
    IF EXISTS (SELECT 1 FROM alerts_alert WHERE id = OLD.alert_id) THEN
        RAISE EXCEPTION 'act % goes only with its alert', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class What(models.TextChoices):
    """`given` names to whom: whoever sees the place may give, also to themselves, what somebody
    has who went home."""

    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    GIVEN = "given", _("handed over")
    RELEASED = "released", _("left to others")


class Act(models.Model):
    """Never changed; by one who may see at that instant, on an alert that has it in turn: the first
    of two who acknowledge holds it. `at` is by PostgreSQL's clock. Stored only by `desk.acting`.
    """

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="acts")
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True, editable=False)
    what = models.CharField(max_length=12, choices=What.choices)
    to = models.ForeignKey(Agent, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        default_permissions = ("add",)
        ordering = ["id"]  # not by `at`: a clock may be set back
        constraints = [
            models.CheckConstraint(condition=Q(what__in=What.values), name="an_act_is_known"),
            models.CheckConstraint(
                condition=Q(what=What.GIVEN, to__isnull=False)
                | (~Q(what=What.GIVEN) & Q(to__isnull=True)),
                name="what_is_given_is_given_to_somebody",
            ),
        ]
        triggers = [
            HardRule(
                name="in_turn",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("its_owner", "bigint")],
                func=IN_TURN,
            ),
            never("never_changes", pgtrigger.Update, why="an act never changes: another follows"),
            HardRule(
                name="goes_with_its_alert",
                operation=pgtrigger.Delete,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=GOES_WITH_ITS_ALERT,
            ),
            never("never_emptied", pgtrigger.Truncate, why="acts go with their alerts"),
        ]

    def __str__(self) -> str:
        return f"{self.alert}: {self.what}"
