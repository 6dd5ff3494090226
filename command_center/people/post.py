"""Posts: the role that a person holds, at a venue or at all, from one day to another."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.people.agent import Agent
from command_center.people.entered_once import entered_once
from command_center.people.revocable import Revocable
from command_center.people.roles import Role


class Post(Revocable):
    """The end is exclusive; without one it is held until it is revoked."""

    agent = models.ForeignKey(Agent, models.PROTECT, related_name="posts")
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    venue = models.BigIntegerField(_("venue"), null=True, blank=True)
    """The venue's number, None for all; no foreign key, since a post outlives its venue."""

    cameras = ArrayField(models.BigIntegerField(), default=list, blank=True)
    """Only these of the venue; all of it where there are none."""

    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)

    class Meta(Revocable.Meta):
        ordering = ["-starts_at", "-id"]
        constraints = [
            *Revocable.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="post_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="post_is_of_a_known_role"
            ),
            models.CheckConstraint(
                condition=models.Q(venue__isnull=False) | models.Q(cameras=[]),
                name="post_names_cameras_of_a_venue",
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.INSPECTOR) | models.Q(ends_at__isnull=False),
                name="post_of_an_inspector_ends",
            ),
        ]
        triggers = entered_once("posts are kept: who had which rights must stay known")

    def __str__(self) -> str:
        return f"{self.agent}: {self.get_role_display()}"
