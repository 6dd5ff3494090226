"""How a camera was set up, from when to when, and who changed it."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.people.models import Agent


class CameraVersion(models.Model):
    """What a camera looked for, from `at` until the next version. Never changed, never removed.

    Number 0 is how it was before its first change, and has no author. A change that weakens a
    guarantee names the second person who approved of it.
    """

    camera = models.ForeignKey("venues.Camera", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    author = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("in force since"))
    reason = models.CharField(_("reason"), max_length=300)
    setup = models.JSONField(_("set-up"))

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["camera", "number"], name="one_version_of_a_number_a_camera"
            ),
            models.CheckConstraint(
                condition=models.Q(number=0)
                | (models.Q(author__isnull=False) & ~models.Q(reason="")),
                name="a_change_has_an_author_and_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("author")),
                name="nobody_approves_of_their_own_change",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="version_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.camera}, {self.number}"
