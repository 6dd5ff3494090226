"""Grounds for which a request can be refused: data with a source, corrected by replacement."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import append_only
from command_center.law.confirmation import Confirmation
from command_center.people.models import Agent
from command_center.rights_desk.known_grounds import KNOWN


class RefusalGroundQuerySet(models.QuerySet["RefusalGround"]):
    def standing(self) -> "RefusalGroundQuerySet":
        """The latest word on each that applies."""
        return self.filter(replacement=None, applies=True)


class RefusalGround(models.Model):
    """Never changed: a correction replaces it, so that an answer keeps the words it was given
    with. One that does not apply takes what it replaces away."""

    code = models.SlugField(max_length=32, blank=True)
    french = models.CharField(_("in French"), max_length=500)
    english = models.CharField(_("in English"), max_length=500)
    source = models.CharField(_("source"), max_length=500)
    confirmation = models.CharField(
        _("how far confirmed"), max_length=12, choices=Confirmation.choices
    )
    applies = models.BooleanField(_("applies"), default=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replacement"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    entered_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    objects = RefusalGroundQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(french__regex=r"\S", english__regex=r"\S", source__regex=r"\S")
                & models.Q(confirmation__in=Confirmation.values),
                name="a_ground_has_words_and_a_source",
            ),
            models.CheckConstraint(
                condition=models.Q(replaces=None)
                | (models.Q(entered_by__isnull=False) & models.Q(reason__regex=r"\S")),
                name="a_corrected_ground_has_an_author_and_a_reason",
            ),
        ]
        triggers = append_only("a ground is corrected by one that replaces it")

    def __str__(self) -> str:
        return self.words(get_language() or "fr")

    def words(self, language: str) -> str:
        return self.french if language == "fr" else self.english


def enter_known(**_: object) -> None:
    """After migrating, where there is none yet."""
    if not RefusalGround.objects.exists():
        RefusalGround.objects.bulk_create(RefusalGround(**given) for given in KNOWN)
