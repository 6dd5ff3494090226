"""What is said of the law to the public: data with a source, that an administrator corrects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import append_only
from command_center.law.confirmation import Confirmation
from command_center.people.models import Agent


class StatementKey(models.TextChoices):
    PURPOSES = "purposes", _("What it is for")
    NEVER = "never", _("What it never does")
    RETENTION = "retention", _("How long it is kept")
    RECIPIENTS = "recipients", _("Who receives it")
    RIGHTS = "rights", _("Your rights")
    NO_OBJECTION = "no_objection", _("No right to object")
    COMPLAINT = "complaint", _("To complain")
    COURT = "court", _("To go to court")


class Statement(models.Model):
    """A correction: the latest one of a key stands; `known` says what stands without any."""

    key = models.CharField(max_length=24)
    french = models.TextField(_("in French"), max_length=1500)
    english = models.TextField(_("in English"), max_length=1500)
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
                condition=models.Q(key__in=StatementKey.values),
                name="a_statement_is_of_a_known_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmation__in=Confirmation.values),
                name="a_statement_says_how_far_it_is_confirmed",
            ),
            models.CheckConstraint(
                condition=models.Q(french__regex=r"\S", english__regex=r"\S", source__regex=r"\S")
                & models.Q(reason__regex=r"\S"),
                name="a_statement_has_words_source_and_reason",
            ),
        ]
        triggers = append_only("a statement is corrected by a later one")

    def __str__(self) -> str:
        return f"{self.key}, {self.entered_at}"


@dataclass(frozen=True, slots=True)
class Stated:
    """As it stands. Each line of a text is one thing said."""

    key: StatementKey
    french: str
    english: str
    source: str
    confirmation: str
    corrected_at: datetime | None = None

    def lines(self, language: str) -> tuple[str, ...]:
        text = self.french if language == "fr" else self.english
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    @property
    def label(self) -> str:
        return str(self.key.label)

    def get_confirmation_display(self) -> str:
        return str(Confirmation(self.confirmation).label)


Stating = Mapping[StatementKey, Stated]


def corrected(known: Stating) -> Stating:
    """What stands: the latest correction of each, else what is known."""
    latest = {one.key: one for one in Statement.objects.all()}
    return {key: _stated(latest[key]) if key in latest else one for key, one in known.items()}


def _stated(one: Statement) -> Stated:
    key = StatementKey(one.key)
    return Stated(key, one.french, one.english, one.source, one.confirmation, one.entered_at)
