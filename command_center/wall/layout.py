"""Arrangements of the wall that are kept: a person's own, and a venue's."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule
from command_center.people.models import Agent
from command_center.venues.models import Venue
from command_center.wall.grid import Grid, read_grid
from command_center.wall.grid_rule import GRID_RULE

MOST_OF_A_PERSON = 50


class Layout(models.Model):
    """`grid` as `grid.read_grid` reads it. It belongs to one person or to one venue, for good."""

    agent = models.ForeignKey(Agent, models.CASCADE, null=True, blank=True, related_name="layouts")
    venue = models.ForeignKey(Venue, models.CASCADE, null=True, blank=True, related_name="layouts")
    name = models.CharField(_("name"), max_length=60)
    grid = models.JSONField(_("grid"))
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        ordering = ["name"]
        default_permissions = ()
        permissions = [
            ("add_layout", _("Can arrange one's own walls")),
            ("share_layout", _("Can arrange walls for all of a venue")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(agent=None) ^ Q(venue=None), name="layout_has_one_owner"
            ),
            models.UniqueConstraint(fields=["agent", "name"], name="one_layout_of_a_name_a_person"),
            models.UniqueConstraint(fields=["venue", "name"], name="one_layout_of_a_name_a_venue"),
            models.CheckConstraint(condition=~Q(name=""), name="layout_has_a_name"),
        ]
        triggers = [
            HardRule(
                name="layout_is_sound",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("cell", "jsonb"), ("places", "text[]"), ("at", "text")],
                func=GRID_RULE,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_shared(self) -> bool:
        return self.venue_id is not None

    def read(self) -> Grid:
        return read_grid(self.grid)


class FirstLayout(models.Model):
    """With which layout a person's wall opens; without a row, all cameras by themselves."""

    agent = models.OneToOneField(Agent, models.CASCADE, related_name="first_layout")
    layout = models.ForeignKey(Layout, models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.agent}: {self.layout}"
