"""Entries: who did what with which data, when, why and for whom."""

import uuid

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, never
from command_center.journal.operation import Log, Operation

DATED = """
    NEW.at := clock_timestamp();
    RETURN NEW;
"""
ERASED_WHEN_DUE = """
    IF NOT EXISTS (SELECT 1 FROM gone) THEN
        RETURN NULL;
    END IF;
    SELECT it.id INTO refused FROM gone AS it JOIN (
        SELECT log, journal_over_age_before(log) AS before FROM gone GROUP BY log
    ) AS term ON term.log = it.log
    WHERE (it.at < term.before) IS NOT TRUE LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % is not over age: it is not erased', refused
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT range_agg(int8range((span ->> 0)::bigint, (span ->> 1)::bigint, '[]')) INTO covered
    FROM journal_entry AS erasure, jsonb_array_elements(erasure.detail -> 'leaves') AS span
    WHERE erasure.operation = 'erasure' AND erasure.at >= transaction_timestamp();
    SELECT it.id INTO refused FROM gone AS it LEFT JOIN journal_leaf AS leaf ON leaf.entry = it.id
    WHERE (covered @> leaf.index) IS NOT TRUE LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % goes only with an entry that says so', refused
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
"""Its digest stays, and the erasure is an entry of its own: the proof holds."""


class ClockTimestamp(models.Func):
    """Of this instant, not of the transaction's beginning."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


class Entry(models.Model):
    """No foreign keys: the trace of a thing outlives it. Code must not write one but by `note`."""

    id = models.BigAutoField(primary_key=True)
    salt = models.UUIDField(default=uuid.uuid4, editable=False)
    """What is left of an erased entry is its digest; without the salt nobody guesses it back."""

    at = models.DateTimeField(_("time"), db_default=ClockTimestamp(), editable=False)
    log = models.CharField(_("log"), max_length=16, choices=Log.choices)
    operation = models.CharField(_("operation"), max_length=16, choices=Operation.choices)
    object_kind = models.CharField(_("object"), max_length=60)
    object_id = models.CharField(_("number"), max_length=80, blank=True)
    camera = models.BigIntegerField(_("camera"), null=True)
    venue = models.BigIntegerField(_("venue"), null=True)
    seen_from = models.DateTimeField(_("seen from"), null=True)
    seen_to = models.DateTimeField(_("seen to"), null=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    recipients = models.CharField(_("recipients"), max_length=300, blank=True)
    author = models.BigIntegerField(_("author"), null=True)
    """None: the software itself, or somebody who has not signed in."""

    author_name = models.CharField(_("author"), max_length=150, blank=True)
    address = models.CharField(_("address"), max_length=64, blank=True)
    session = models.CharField(_("session"), max_length=16, blank=True)
    """The beginning of the digest of its key, which opens nothing."""

    detail = models.JSONField(_("detail"), default=dict, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(operation__in=Operation.values), name="entry_has_a_known_operation"
            ),
            models.CheckConstraint(condition=Q(log__in=Log.values), name="entry_is_of_a_log"),
            models.CheckConstraint(condition=~Q(object_kind=""), name="entry_names_its_object"),
            models.CheckConstraint(
                condition=Q(seen_from=None) | Q(seen_to=None) | Q(seen_to__gte=F("seen_from")),
                name="entry_saw_forwards",
            ),
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="entry_at"),
            models.Index(fields=["camera", "-at"], name="entry_camera", condition=~Q(camera=None)),
            models.Index(fields=["venue", "-at"], name="entry_venue", condition=~Q(venue=None)),
            models.Index(fields=["session", "-at"], name="entry_session", condition=~Q(session="")),
            models.Index(fields=["author", "-at"], name="entry_author", condition=~Q(author=None)),
            models.Index(fields=["operation", "-at"], name="entry_operation"),
            models.Index(fields=["log", "at", "id"], name="entry_log"),
            models.Index(fields=["object_kind", "object_id", "-at"], name="entry_object"),
            GinIndex(SearchVector("reason", config="simple"), name="entry_reason"),
        ]
        triggers = [
            HardRule(
                name="noted_now", operation=pgtrigger.Insert, when=pgtrigger.Before, func=DATED
            ),
            never("never_changes", pgtrigger.Update, why="the journal is never changed"),
            HardRule(
                name="goes_when_over_age",
                operation=pgtrigger.Delete,
                when=pgtrigger.After,
                level=pgtrigger.Statement,
                declare=[("refused", "bigint"), ("covered", "int8multirange")],
                referencing=pgtrigger.Referencing(old="gone"),  # type: ignore[no-untyped-call]
                func=ERASED_WHEN_DUE,
            ),
            never("never_emptied", pgtrigger.Truncate, why="the journal is never emptied"),
        ]

    def __str__(self) -> str:
        return f"{self.id}: {self.author_name} {self.operation} {self.object_kind} {self.object_id}"
