"""Certificates of erasure: what went, when, by which rule; each names the one before it."""

from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.documents import sha256_of
from command_center.hard_rule import HardRule, append_only
from command_center.retention.cap import Cap
from command_center.retention.classes import RetentionClass
from command_center.retention.functions import CERTIFICATES_LOCK
from command_center.retention.rule import Rule

FIRST = "0" * 64
"""Named by the first certificate, since there is none before it."""

CHAINED = f"""
    PERFORM pg_advisory_xact_lock({CERTIFICATES_LOCK});
    IF NEW.at <> transaction_timestamp() OR NEW.number <> 1 + COALESCE(
        (SELECT max(number) FROM retention_erasurecertificate), 0
    ) OR NEW.previous <> COALESCE((
        SELECT sha256 FROM retention_erasurecertificate ORDER BY number DESC LIMIT 1
    ), '{FIRST}') OR NEW.count <> jsonb_array_length(NEW.items) THEN
        RAISE EXCEPTION 'certificate % does not follow the one before it', NEW.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Cause(models.TextChoices):
    OVER_AGE = "over_age", _("over age")
    ORPHAN = "orphan", _("file without a row")
    DISK_BUDGET = "disk_budget", _("the disk was full")


class ErasureCertificate(models.Model):
    """Written in the transaction in which the rows go. `items` names what went: number and uid of
    an alert; number, path and SHA-256 of a file; path and size of a file without a row. `totals`
    counts alerts by order, camera, kind and verdict, so that registers add up without them."""

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("erased at"), db_index=True)
    cause = models.CharField(_("cause"), max_length=12, choices=Cause.choices)
    what = models.CharField(_("what"), max_length=20, choices=RetentionClass.choices, blank=True)
    rule = models.ForeignKey(Rule, models.PROTECT, null=True, related_name="+")
    cap = models.ForeignKey(Cap, models.PROTECT, null=True, related_name="+")
    rule_text = models.CharField(_("rule"), max_length=600)
    count = models.PositiveIntegerField(_("count"))
    size_bytes = models.PositiveBigIntegerField(_("size"), default=0)
    oldest_at = models.DateTimeField(_("oldest"))
    newest_at = models.DateTimeField(_("newest"))
    items = models.JSONField(_("list"))
    items_sha256 = models.CharField(_("SHA-256 of the list"), max_length=64)
    totals = models.JSONField(_("totals"), default=list, blank=True)
    previous = models.CharField(_("SHA-256 of the one before"), max_length=64, unique=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=models.Q(count__gte=1), name="something_was_erased"),
            models.CheckConstraint(
                condition=models.Q(cause=Cause.OVER_AGE, what__in=RetentionClass.values)
                | models.Q(cause=Cause.ORPHAN, what="")
                | models.Q(cause=Cause.DISK_BUDGET, what=RetentionClass.RECORDINGS.value),
                name="certificate_says_what_was_erased",
            ),
        ]
        triggers = [
            *append_only("a certificate of erasure never changes"),
            HardRule(
                name="follows_the_one_before",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=CHAINED,
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)

    def content(self) -> dict[str, Any]:
        """What its digest is taken of; the list is in it by its own."""
        names = ("number", "at", "cause", "what", "rule_id", "cap_id", "rule_text", "count")
        more = ("size_bytes", "oldest_at", "newest_at", "items_sha256", "totals", "previous")
        return {name: getattr(self, name) for name in names + more}

    def is_whole(self) -> bool:
        """Whether list and content are still those that the digests were taken of."""
        return (
            sha256_of(self.items) == self.items_sha256 and sha256_of(self.content()) == self.sha256
        )
