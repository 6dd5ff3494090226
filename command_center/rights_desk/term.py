"""How long the desk has, and keeps: data with a source, that an administrator corrects."""

from dataclasses import dataclass

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import append_only
from command_center.law.confirmation import Confirmation
from command_center.people.models import Agent

MOST_MONTHS = 72


class TermKey(models.TextChoices):
    ANSWER = "answer", _("A request is answered within")
    EXTENSION = "extension", _("The deadline can be extended by")
    WIPING = "wiping", _("After closing, who asked is forgotten after")


class Term(models.Model):
    """A correction: the latest one of a key stands. Deadlines given before stay as given."""

    key = models.CharField(max_length=16)
    months = models.PositiveSmallIntegerField(
        _("months"), validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)]
    )
    source = models.CharField(_("source"), max_length=500)
    confirmation = models.CharField(
        _("how far confirmed"), max_length=12, choices=Confirmation.choices
    )
    reason = models.CharField(_("reason"), max_length=300)
    entered_by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(key__in=TermKey.values)
                & models.Q(confirmation__in=Confirmation.values)
                & models.Q(months__range=(1, MOST_MONTHS)),
                name="a_term_is_a_known_one_of_some_months",
            ),
            models.CheckConstraint(
                condition=models.Q(source__regex=r"\S", reason__regex=r"\S"),
                name="a_term_has_a_source_and_a_reason",
            ),
        ]
        triggers = append_only("a term is corrected by a later one")

    def __str__(self) -> str:
        return f"{self.key}: {self.months}"


@dataclass(frozen=True, slots=True)
class Standing:
    """As it stands; `confirmation` is one of `Confirmation`."""

    key: TermKey
    months: int
    source: str
    confirmation: str

    def get_confirmation_display(self) -> str:
        return str(Confirmation(self.confirmation).label)


KNOWN = (
    Standing(TermKey.ANSWER, 1, "RGPD, art. 12, § 3 (à vérifier)", Confirmation.MEMORY),
    Standing(TermKey.EXTENSION, 2, "RGPD, art. 12, § 3 (à vérifier)", Confirmation.MEMORY),
    Standing(
        TermKey.WIPING,
        12,
        "Choix de l’installation, faute de texte (à vérifier)",
        Confirmation.MEMORY,
    ),
)


def terms() -> dict[TermKey, Standing]:
    """Those that stand, corrections included."""
    standing = {one.key: one for one in KNOWN}
    for one in Term.objects.all():
        key = TermKey(one.key)
        standing[key] = Standing(key, one.months, one.source, one.confirmation)
    return standing


def months(key: TermKey) -> int:
    return terms()[key].months
