"""Clips: what was seen around an alert, in a file of its own."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.alerts.models import Alert
from command_center.hard_rule import HardRule
from command_center.retention.models import StoredFile


class ClipState(models.TextChoices):
    GROWING = "growing", _("is being recorded")
    READY = "ready", _("ready")
    MISSING = "missing", _("missing")


class MissingBecause(models.TextChoices):
    NOT_RECORDED = "not_recorded", _("this camera is not recorded")
    NOTHING_THERE = "nothing_there", _("nothing of that time was recorded")


KEPT_AS_CUT = """
    IF to_jsonb(OLD) - '{file_id,sources,is_traced}'::text[]
        IS DISTINCT FROM to_jsonb(NEW) - '{file_id,sources,is_traced}'::text[]
        OR (NEW.file_id IS NOT NULL AND OLD.file_id IS DISTINCT FROM NEW.file_id)
        OR (OLD.is_traced AND (NEW.sources IS DISTINCT FROM OLD.sources OR NOT NEW.is_traced))
    THEN
        RAISE EXCEPTION 'the clip of alert % is kept as it was cut', OLD.alert_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
"""Later its file goes, when it is due; before, its sources get the hashes that were not known."""


class Clip(models.Model):
    """One an alert. It grows until the post-roll has passed; then it is cut, or there is none.

    `since` and `until`: what it is to hold, pre-roll and post-roll; `until` is None while the
    alert goes on. `began_at`: the instant of the file's time 0. `sources`: the segments that it
    was cut from, [{path, sha256, began_at, ended_at}], with their hashes from when they were
    recorded; `is_traced`: none of them is missing any more. `prepared`: a `ClipPart`, what was cut
    while it still grew. `is_shortened`: the alert lasted longer.
    """

    alert = models.OneToOneField(
        Alert, models.CASCADE, primary_key=True, related_name="clip", verbose_name=_("alert")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ClipState.choices, default=ClipState.GROWING.value
    )
    since = models.DateTimeField(_("start"))
    until = models.DateTimeField(_("end"), null=True)
    missing = models.CharField(
        _("why there is none"), max_length=20, choices=MissingBecause.choices, blank=True
    )
    is_shortened = models.BooleanField(default=False)
    file = models.OneToOneField(StoredFile, models.SET_NULL, null=True, related_name="clip")
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    pictures = models.PositiveIntegerField(default=0)
    sources = models.JSONField(default=list)
    is_traced = models.BooleanField(default=True)
    cut_at = models.DateTimeField(null=True)
    prepared = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["alert"],
                condition=models.Q(state=ClipState.GROWING.value),
                name="clips_to_be_cut",
            ),
            models.Index(
                fields=["cut_at"], condition=models.Q(is_traced=False), name="clips_to_be_traced"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ClipState.values), name="clip_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gt=models.F("since")),
                name="clip_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ClipState.MISSING.value, missing__in=MissingBecause.values)
                | (~models.Q(state=ClipState.MISSING.value) & models.Q(missing="")),
                name="missing_clip_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ClipState.READY.value, began_at__isnull=False)
                | (~models.Q(state=ClipState.READY.value) & models.Q(file=None)),
                name="clip_with_a_file_is_ready",
            ),
        ]
        triggers = [
            HardRule(
                name="kept_as_cut",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("OLD.state <> 'growing'"),
                func=KEPT_AS_CUT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alert_id}: {self.state}"
