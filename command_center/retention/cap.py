"""Caps: how long the law lets each class be kept at most. Data with its source, to be corrected."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, append_only
from command_center.law.confirmation import Confirmation
from command_center.people.models import Agent
from command_center.retention.classes import IMAGES, RetentionClass
from command_center.retention.decision import Decision, decided_by_another

IMAGES_SOURCE = "Code de la sécurité intérieure, L252-5 et R253-4"
KNOWN = [
    *(
        {"what": what, "months": 1, "source": IMAGES_SOURCE, "confirmation": "text"}
        for what in IMAGES
    ),
    {
        "what": RetentionClass.ALERTS,
        "months": 12,
        "source": "À vérifier : aucun texte lu ne fixe la durée d’un signalement sans image ; "
        "traité ici comme le journal du traitement algorithmique",
        "confirmation": Confirmation.MEMORY,
    },
    {
        "what": RetentionClass.LOG_ALGORITHMIC,
        "months": 12,
        "source": "Arrêté cité par la presse",
        "confirmation": Confirmation.SECONDARY,
    },
    {
        "what": RetentionClass.LOG_VIDEO,
        "months": 36,
        "source": "Code de la sécurité intérieure, R253-5",
        "confirmation": Confirmation.TEXT,
    },
    {
        "what": RetentionClass.TRAINING_SAMPLES,
        "months": 12,
        "source": "Loi n° 2023-380, art. 10, IX",
        "confirmation": Confirmation.BILL,
    },
]
"""What an installation begins with; whoever knows better enters a correction."""

ENTERED = """
    NEW.entered_at := clock_timestamp();
    NEW.lengthens := COALESCE(
        NEW.months > (SELECT months FROM retention_cap_in_force(NEW.what)), false
    );
    IF EXISTS (SELECT 1 FROM retention_cap WHERE what = NEW.what)
        AND (NEW.author_id IS NULL OR NEW.reason = '')
    THEN
        RAISE EXCEPTION 'a correction has an author and a reason' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Cap(models.Model):
    """The latest one of a class holds; one that lengthens does so once another administrator has
    agreed. Never changed: a correction is a new one."""

    what = models.CharField(_("what"), max_length=20, choices=RetentionClass.choices)
    months = models.PositiveSmallIntegerField(_("calendar months at most"))
    source = models.CharField(_("source"), max_length=500)
    confirmation = models.CharField(
        _("how far confirmed"), max_length=12, choices=Confirmation.choices
    )
    author = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    entered_at = models.DateTimeField(editable=False)
    lengthens = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["what", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(what__in=RetentionClass.values), name="cap_is_of_a_known_class"
            ),
            models.CheckConstraint(
                condition=models.Q(months__gte=1)
                & (~models.Q(what__in=[what.value for what in IMAGES]) | models.Q(months=1)),
                name="images_are_kept_one_month_at_most",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmation__in=Confirmation.values) & ~models.Q(source=""),
                name="cap_says_how_far_it_is_confirmed",
            ),
        ]
        triggers = [
            *append_only("a cap is corrected by a new one"),
            HardRule(
                name="entered",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=ENTERED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.months}"


class CapDecision(Decision):
    of = models.OneToOneField(Cap, models.PROTECT, related_name="decision")

    class Meta:
        triggers = decided_by_another("retention_cap", "later.what = wanted.what")


def enter_known(**_: object) -> None:
    """After migrating, of each class that has none yet."""
    missing = set(RetentionClass.values) - set(Cap.objects.values_list("what", flat=True))
    for given in KNOWN:
        if given["what"] in missing:
            Cap.objects.create(**given)
