"""Regimes: the days on which a law allows analysis at all. There has been a gap."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import append_only
from command_center.law.confirmation import Confirmation
from command_center.people.models import Agent

KNOWN = [
    {
        "name": "Loi n° 2023-380, art. 10",
        "first_day": "2023-05-20",
        "last_day": "2025-03-31",
        "source": "Loi n° 2023-380 du 19 mai 2023, art. 10 (expérimentation)",
        "confirmation": Confirmation.TEXT,
    },
    {
        "name": "Loi n° 2026-201, art. 47",
        "first_day": "2026-03-20",
        "last_day": "2027-12-31",
        "source": "Loi n° 2026-201, art. 47",
        "confirmation": Confirmation.SECONDARY,
    },
]
"""What an installation begins with; whoever knows better enters a correction."""


class RegimeQuerySet(models.QuerySet["Regime"]):
    def standing(self) -> "RegimeQuerySet":
        """The latest word on each: what was corrected has a replacement."""
        return self.filter(replacement=None)


class Regime(models.Model):
    """Days on which analysis may be ordered, by the clock of Paris; outside every one: none.

    A row is never changed: a correction replaces it, and says who, when and why. One that
    does not apply takes what it replaces away.
    """

    name = models.CharField(_("name"), max_length=200)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    source = models.CharField(_("source"), max_length=500)
    confirmation = models.CharField(
        _("how far confirmed"), max_length=12, choices=Confirmation.choices
    )
    applies = models.BooleanField(_("applies"), default=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replacement"
    )
    entered_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = RegimeQuerySet.as_manager()

    class Meta:
        ordering = ["first_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="regime_ends_after_its_first_day",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmation__in=Confirmation.values),
                name="regime_says_how_far_it_is_confirmed",
            ),
            models.CheckConstraint(
                condition=models.Q(replaces=None)
                | (models.Q(entered_by__isnull=False) & ~models.Q(reason="")),
                name="a_correction_has_an_author_and_a_reason",
            ),
        ]
        triggers = append_only("a regime is corrected by one that replaces it")

    def __str__(self) -> str:
        return self.name


def enter_known(**_: object) -> None:
    """After migrating, where there is none yet."""
    if not Regime.objects.exists():
        Regime.objects.bulk_create(Regime(**given) for given in KNOWN)
