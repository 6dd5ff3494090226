"""Rules: how long a venue, a camera or the whole site keeps what; never beyond the cap."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, append_only
from command_center.people.models import Agent
from command_center.retention.classes import OF_THE_SITE, RetentionClass
from command_center.retention.decision import Decision, decided_by_another
from command_center.venues.models import Camera, Venue

ENTERED = """
    NEW.entered_at := clock_timestamp();
    NEW.scope := COALESCE(NEW.camera_id, -NEW.venue_id, 0);
    IF NEW.keep_hours > retention_most_hours(
        (SELECT months FROM retention_cap_in_force(NEW.what))
    ) THEN
        RAISE EXCEPTION '% may not be kept for % hours: the law lets % months at most',
            NEW.what, NEW.keep_hours, (SELECT months FROM retention_cap_in_force(NEW.what))
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.lengthens := COALESCE(
        CASE WHEN NEW.applies THEN NEW.keep_hours
        ELSE retention_keep_hours(NEW.what, NEW.venue_id, NEW.camera_id, true) END, 2147483647
    ) > COALESCE(
        retention_keep_hours(NEW.what, NEW.venue_id, NEW.camera_id, false), 2147483647
    );
    RETURN NEW;
"""
"""Without hours it is the whole cap, which is longer than any number of them."""


class RuleQuerySet(models.QuerySet["Rule"]):
    def waiting(self) -> "RuleQuerySet":
        """Those that lengthen, undecided, and not replaced meanwhile."""
        later = Rule.objects.filter(
            id__gt=models.OuterRef("id"),
            scope=models.OuterRef("scope"),
            what=models.OuterRef("what"),
        )
        return self.filter(~models.Exists(later), lengthens=True, decision=None)

    def in_force(self) -> "RuleQuerySet":
        """The latest of each scope that nobody still has to agree to, or somebody did."""
        agreed = models.Q(lengthens=False) | models.Q(decision__is_accepted=True)
        latest = self.filter(agreed).order_by("what", "scope", "-id").distinct("what", "scope")
        return self.filter(pk__in=latest.values("pk"), applies=True)


class Rule(models.Model):
    """The one for the camera holds before the one for its venue, and that before the one for
    everywhere. Never changed: the latest of a scope holds, and one that does not apply takes those
    before it away. One that shortens holds at once; one that lengthens, when another administrator
    has agreed."""

    what = models.CharField(_("what"), max_length=20, choices=RetentionClass.choices)
    venue = models.ForeignKey(
        Venue, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("venue")
    )
    camera = models.ForeignKey(
        Camera, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("camera")
    )
    scope = models.BigIntegerField(
        default=0, editable=False, help_text="a camera, minus a venue, or 0: everywhere"
    )
    keep_hours = models.PositiveIntegerField(_("hours"), null=True, blank=True)
    applies = models.BooleanField(default=True)
    author = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    entered_at = models.DateTimeField(editable=False)
    lengthens = models.BooleanField(default=False, editable=False)

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["what", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(what__in=RetentionClass.values), name="rule_is_of_a_known_class"
            ),
            models.CheckConstraint(
                condition=models.Q(venue=None) | models.Q(camera=None),
                name="rule_is_for_a_venue_or_a_camera",
            ),
            models.CheckConstraint(
                condition=~models.Q(what__in=[what.value for what in OF_THE_SITE])
                | models.Q(venue=None, camera=None),
                name="logs_are_kept_alike_everywhere",
            ),
            models.CheckConstraint(
                condition=models.Q(keep_hours=None) | models.Q(keep_hours__gte=1, applies=True),
                name="rule_keeps_an_hour_or_more",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_rule_has_a_reason"),
        ]
        triggers = [
            *append_only("a rule is replaced by a new one"),
            HardRule(
                name="within_the_cap",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=ENTERED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}, {self.camera or self.venue or '*'}"


class RuleDecision(Decision):
    of = models.OneToOneField(Rule, models.PROTECT, related_name="decision")

    class Meta:
        triggers = decided_by_another(
            "retention_rule", "later.what = wanted.what AND later.scope = wanted.scope"
        )
