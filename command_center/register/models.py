"""The models that may be loaded. What is known of one grows; nothing is changed or removed."""

from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from command_center.people.models import Agent
from command_center.register.measurement import Measurement
from command_center.register.model_load import ModelLoad
from command_center.register.model_review import ModelReview
from detection.models import answers_to
from detection.register import PURPOSES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

__all__ = ["Measurement", "ModelLoad", "ModelReview", "RegisteredModel"]

PURPOSE_LABELS = {
    "general": _("persons, vehicles and things"),
    "pose": _("postures"),
    "weapon": _("weapons"),
    "fire": _("fire and smoke"),
}


def purpose_choices() -> "list[tuple[str, StrOrPromise]]":
    """Callable, so that the list never enters a migration."""
    return list(PURPOSE_LABELS.items())


class RegisteredModelQuerySet(models.QuerySet["RegisteredModel"]):
    def reviewed(self) -> "RegisteredModelQuerySet":
        """With what the latest review says: `licence`, `source`, `certificate`, `is_retired`."""
        latest = ModelReview.objects.filter(model=models.OuterRef("pk")).order_by("-at", "-id")
        told = {
            name: models.Subquery(latest.values(name)[:1])
            for name in ("licence", "source", "certificate")
        }
        retired = Coalesce(models.Subquery(latest.values("is_retired")[:1]), False)
        return self.annotate(**told, is_retired=retired)

    def in_force(self) -> "RegisteredModelQuerySet":
        """Those that may be loaded."""
        return self.reviewed().filter(is_retired=False)  # type: ignore[misc]


class RegisteredModel(models.Model):
    """One file, or one folder of an export, by its SHA-256. Another SHA-256 is another model.

    Without `entered_by` it was found when it was first loaded, and nobody has looked at it. Of a
    file only the very first is entered so: whoever changes it later is refused.
    """

    file = models.CharField(max_length=200)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=20, choices=purpose_choices)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    classes = ArrayField(models.CharField(max_length=100))
    input_px = ArrayField(models.PositiveIntegerField(), null=True)
    origin = models.JSONField(default=dict, help_text="what the file says of itself")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")

    objects = RegisteredModelQuerySet.as_manager()

    class Meta:
        ordering = ["name", "file", "-entered_at"]
        constraints = [
            models.UniqueConstraint(fields=["file", "sha256"], name="a_file_once_a_digest"),
            models.UniqueConstraint(
                fields=["file"],
                condition=models.Q(entered_by=None),
                name="only_the_first_enters_by_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="digest_is_a_sha256"
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=PURPOSES), name="purpose_is_one_of_the_register"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="model_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.file}, {self.sha256[:12]}"

    def is_meant_by(self, wanted: str) -> bool:
        return answers_to(self.name, wanted)
