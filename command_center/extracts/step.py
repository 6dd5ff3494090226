"""What was done with an extract: by whom and when. Never changed."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command_center.extracts.extract import Extract
from command_center.hard_rule import HardRule, append_only
from command_center.people.models import Agent


class StepKind(models.TextChoices):
    RELEASED = "released", _("released by a second person")
    REFUSED = "refused", _("refused")
    MADE = "made", _("made")
    HANDED_OVER = "handed_over", pgettext_lazy("extract", "handed over")
    EXPIRED = "expired", _("expired")


IN_ORDER = """
    PERFORM pg_advisory_xact_lock(hashtext('extracts_extractstep'), NEW.extract_id::integer);
    NEW.at := clock_timestamp();
    SELECT kind INTO latest FROM extracts_extractstep
    WHERE extract_id = NEW.extract_id ORDER BY id DESC LIMIT 1;
    IF (COALESCE(latest, 'asked'), NEW.kind::text) NOT IN (
        ('asked', 'released'), ('asked', 'refused'), ('asked', 'expired'),
        ('released', 'made'), ('released', 'expired'),
        ('made', 'handed_over'), ('made', 'expired')
    ) THEN
        RAISE EXCEPTION 'what is % is not % next', COALESCE(latest, 'asked'), NEW.kind
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
ANOTHER_RELEASES = """
    IF NEW.kind = 'released' AND NEW.by_id = (
        SELECT asked_by_id FROM extracts_extract WHERE id = NEW.extract_id
    ) THEN
        RAISE EXCEPTION 'an extract is released by another person than who asked for it'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def only_of(kind: StepKind, said: Q, name: str) -> models.CheckConstraint:
    """Steps of this kind say it, and no others do."""
    return models.CheckConstraint(
        condition=(Q(kind=kind) & said) | (~Q(kind=kind) & ~said), name=name
    )


class ExtractStep(models.Model):
    """`by` None: done by itself. `words`: why it was refused, or expired. `received_by`: who took
    it. Of what was made: where the package lies, its SHA-256, and the manifest in it, which
    outlives it."""

    extract = models.ForeignKey(Extract, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    at = models.DateTimeField(editable=False, auto_now_add=True)
    by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    words = models.CharField(_("reason"), max_length=500, blank=True)
    received_by = models.CharField(_("received by"), max_length=200, blank=True)
    package_path = models.CharField(max_length=300, blank=True)
    package_sha256 = models.CharField(max_length=64, blank=True)
    package_bytes = models.PositiveBigIntegerField(default=0)
    manifest = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=StepKind.values), name="an_extracts_step_is_of_a_known_kind"
            ),
            models.UniqueConstraint(fields=["extract", "kind"], name="a_step_is_taken_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[StepKind.MADE, StepKind.EXPIRED], by=None)
                | (~Q(kind__in=[StepKind.MADE, StepKind.EXPIRED]) & Q(by__isnull=False)),
                name="a_step_says_who_took_it",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[StepKind.REFUSED, StepKind.EXPIRED]) | Q(words__regex=r"\S"),
                name="a_refusal_says_why",
            ),
            only_of(
                StepKind.HANDED_OVER, Q(received_by__regex=r"\S"), "what_left_says_who_took_it"
            ),
            only_of(
                StepKind.MADE,
                Q(package_sha256__regex=r"^[0-9a-f]{64}$", manifest__regex=r"\S")
                & Q(package_path__regex=r"\S"),
                "what_was_made_has_its_manifest",
            ),
        ]
        triggers = [
            *append_only("what was done with an extract never changes"),
            HardRule(
                name="in_order",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("latest", "text")],
                func=IN_ORDER,
            ),
            HardRule(
                name="another_releases",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=ANOTHER_RELEASES,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.extract}: {self.kind}"
