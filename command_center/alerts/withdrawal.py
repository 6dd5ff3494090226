"""A verdict taken back: a key pressed in error, within ten seconds, by whoever pressed it."""

from datetime import timedelta

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, never
from command_center.people.models import Agent

WITHIN = timedelta(seconds=10)
"""As PostgreSQL keeps it (`BY_ITS_AGENT_IN_TIME`)."""

BY_ITS_AGENT_IN_TIME = """
    NEW.at := clock_timestamp();
    PERFORM 1 FROM alerts_verdict AS given
    WHERE given.id = NEW.verdict_id AND given.agent_id = NEW.agent_id
        AND NEW.at <= given.at + interval '10 seconds';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'verdict % is taken back only by its agent, within 10 s', NEW.verdict_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
GOES_WITH_ITS_VERDICT = """
    IF EXISTS (SELECT 1 FROM alerts_verdict WHERE id = OLD.verdict_id) THEN
        RAISE EXCEPTION 'withdrawal % goes only with its verdict', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
WAITS_AGAIN = """
    UPDATE alerts_alert SET waits = true
    WHERE id = (SELECT alert_id FROM alerts_verdict WHERE id = NEW.verdict_id);
    RETURN NULL;
"""
"""PostgreSQL works out afresh whether it does (`alerts.models.WAITS_FOR_A_PERSON`)."""


class Withdrawal(models.Model):
    """The verdict counts nowhere any more, and stays known: registers say that it was given and
    taken back. `at` is by PostgreSQL's clock. Stored only by `alerts.judging.withdraw`."""

    verdict = models.OneToOneField("alerts.Verdict", models.CASCADE, related_name="withdrawal")
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["-id"]
        triggers = [
            HardRule(
                name="by_its_agent_in_time",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=BY_ITS_AGENT_IN_TIME,
            ),
            HardRule(
                name="its_alert_waits_again",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=WAITS_AGAIN,
            ),
            never("never_changes", pgtrigger.Update, why="what was taken back stays taken back"),
            HardRule(
                name="goes_with_its_verdict",
                operation=pgtrigger.Delete,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=GOES_WITH_ITS_VERDICT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: taken back"
