"""Trainings: what an agent was taught, when, and until when that counts."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule
from command_center.people.agent import Agent
from command_center.people.entered_once import entered_once
from command_center.people.revocable import Revocable

GIVEN_BEFORE_ENTERED = """
    IF NEW.given_on > (transaction_timestamp() AT TIME ZONE INTERVAL '14:00')::date THEN
        RAISE EXCEPTION 'a training is entered once it was given: % is yet to come', NEW.given_on
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
"""Not after today, wherever on Earth today began first."""


class Subject(models.TextChoices):
    """What an agent must have learnt (Décret n° 2023-828, art. 18)."""

    DATA_PROTECTION = "data_protection", _("data protection")
    OPERATING = "operating", _("operating the system")


class Training(Revocable):
    """A training that was given. It counts from when it is entered to its end, exclusive."""

    agent = models.ForeignKey(Agent, models.PROTECT, related_name="trainings")
    subject = models.CharField(_("subject"), max_length=16, choices=Subject.choices)
    given_on = models.DateField(_("given on"))
    ends_at = models.DateTimeField(_("valid until"))
    provider = models.CharField(_("given by"), max_length=200)
    evidence = models.CharField(_("evidence"), max_length=200)

    class Meta(Revocable.Meta):
        ordering = ["-given_on", "-id"]
        constraints = [
            *Revocable.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(ends_at__date__gt=models.F("given_on")),
                name="training_ends_after_it_was_given",
            ),
            models.CheckConstraint(
                condition=models.Q(subject__in=Subject.values),
                name="training_is_of_one_of_the_two_subjects",
            ),
            models.CheckConstraint(
                condition=~models.Q(provider="") & ~models.Q(evidence=""),
                name="training_says_by_whom_and_its_evidence",
            ),
        ]
        triggers = [
            *entered_once("trainings are kept: who might see what must stay known"),
            HardRule(
                name="given_before_entered",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=GIVEN_BEFORE_ENTERED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agent}: {self.get_subject_display()}"
