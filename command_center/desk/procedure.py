"""What to do when something is found: words and a time to respond, entered by administrators."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command_center.alerts.severity import Severity, severity_choices
from command_center.hard_rule import append_only
from command_center.people.models import Agent
from command_center.venues.models import Venue, kind_choices
from detection.kinds import EventKind

RESPOND_WITHIN_S = {Severity.HIGH: 60, Severity.MEDIUM: 180, Severity.LOW: 600}
"""Where an administrator has entered none."""

MOST_S = 86_400


class Procedure(models.Model):
    """Of one kind, at one venue or everywhere (None). Rows are never changed: the newest of a venue
    and kind holds, and one that says nothing takes back what was said before. The text is one for
    all languages, as who enters it wrote it.
    """

    venue = models.ForeignKey(
        Venue, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("venue")
    )
    kind = models.CharField(_("kind of event"), max_length=32, choices=kind_choices)
    text = models.TextField(_("what to do"), max_length=4000, blank=True)
    respond_within_s = models.PositiveIntegerField(
        _("time to respond, in seconds"), null=True, blank=True
    )
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        default_permissions = ("change",)
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "venue", "-id"], name="procedure_that_holds")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in EventKind]),
                name="procedure_of_one_of_the_eight",
            ),
            models.CheckConstraint(
                condition=Q(respond_within_s=None) | Q(respond_within_s__range=(1, MOST_S)),
                name="procedure_responds_within_a_day",
            ),
        ]
        triggers = append_only("procedures are kept: what was to be done must stay known")

    def __str__(self) -> str:
        return f"{self.kind}, {self.venue or '*'}"


class ResponseTime(models.Model):
    """For alerts of a severity, where their procedure says none. The newest row holds."""

    severity = models.CharField(_("priority"), max_length=8, choices=severity_choices)
    respond_within_s = models.PositiveIntegerField(_("time to respond, in seconds"))
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        default_permissions = ()
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(severity__in=[one.value for one in Severity]),
                name="response_to_a_known_severity",
            ),
            models.CheckConstraint(
                condition=Q(respond_within_s__range=(1, MOST_S)),
                name="response_within_a_day",
            ),
        ]
        triggers = append_only("times to respond are kept: what held must stay known")

    def __str__(self) -> str:
        return f"{self.severity}: {self.respond_within_s} s"
