"""Troubles of the site that channels are told of: each from when it is seen until it is over."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    DISK = "disk", _("The disk of footage needs somebody.")
    JOURNAL = "journal", _("The journal needs somebody: it does not prove what it should.")


class Trouble(models.Model):
    subject = models.CharField(max_length=12, choices=Subject.choices)
    severity = models.CharField(max_length=8)
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=models.Q(ended_at=None),
                name="one_open_trouble_a_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.since}"
