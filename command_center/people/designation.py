"""Designations: who is named by an authority to look at pictures and alerts, and for what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.people.agent import Agent
from command_center.people.entered_once import entered_once
from command_center.people.revocable import Revocable
from command_center.people.service import Service


class Designation(Revocable):
    """An agent, named by an authority (Décret n° 2023-828, art. 18); the end is exclusive."""

    agent = models.ForeignKey(Agent, models.PROTECT, related_name="designations")
    authority = models.CharField(_("designated by"), max_length=200)
    service = models.CharField(_("service"), max_length=24, choices=Service.choices)
    scope = models.CharField(_("scope"), max_length=500)
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))

    class Meta(Revocable.Meta):
        ordering = ["-starts_at", "-id"]
        constraints = [
            *Revocable.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="designation_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(service__in=Service.values),
                name="designation_names_one_of_the_five_services",
            ),
            models.CheckConstraint(
                condition=~models.Q(authority="") & ~models.Q(scope=""),
                name="designation_says_authority_and_scope",
            ),
        ]
        triggers = entered_once("designations are kept: who might see what must stay known")

    def __str__(self) -> str:
        return f"{self.agent}: {self.authority}"
