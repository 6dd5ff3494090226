"""Annexes: what is said of a weekly report after it was frozen."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, append_only
from command_center.people.models import Agent
from command_center.reports.weekly_report import WeeklyReport

SAID_NOW = """
    IF NOT EXISTS (
        SELECT 1 FROM reports_weeklyreport WHERE id = NEW.report_id AND frozen_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'weekly report % is not frozen: an annex comes after that', NEW.report_id
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.at := clock_timestamp();
    RETURN NEW;
"""


class Annex(models.Model):
    """Corrects or completes a frozen report, which stays as it is."""

    report = models.ForeignKey(WeeklyReport, models.PROTECT, related_name="annexes")
    by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), editable=False)
    text = models.TextField(_("text"), max_length=4000)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="an_annex_says_something")
        ]
        triggers = [
            *append_only("an annex is kept: add another"),
            HardRule(
                name="said_now", operation=pgtrigger.Insert, when=pgtrigger.Before, func=SAID_NOW
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.text[:40]}"
