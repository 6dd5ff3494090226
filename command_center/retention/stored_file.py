"""Files with images: each has its row, and is erased with it."""

import pgtrigger
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.alerts.models import Alert
from command_center.hard_rule import HardRule, never
from command_center.retention.classes import IMAGES, RetentionClass
from command_center.retention.early_rules import EARLY_RULES
from command_center.retention.functions import FILE_IS_HELD, HOLDS_LOCK
from command_center.venues.models import Camera, Venue

RELATIVE_PATH = r"^[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*$"
"""Below the folder of footage: no part begins with a point, so none leads out of it."""

STORED = """
    NEW.stored_at := clock_timestamp();
    NEW.erasing_since := NULL;
    NEW.goes_early := false;
    NEW.moved_at := NULL;
    IF NEW.captured_from > NEW.stored_at + interval '5 minutes' THEN
        RAISE EXCEPTION 'file %: images from the future (%) would be kept too long',
            NEW.path, NEW.captured_from USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
KEPT_AS_STORED = """
    IF to_jsonb(OLD) - '{alert_id,erasing_since,goes_early,moved_at}'::text[]
        IS DISTINCT FROM to_jsonb(NEW) - '{alert_id,erasing_since,goes_early,moved_at}'::text[]
        OR (NEW.alert_id IS NOT NULL AND OLD.alert_id IS DISTINCT FROM NEW.alert_id)
        OR (OLD.moved_at IS NOT NULL AND NEW.moved_at IS DISTINCT FROM OLD.moved_at)
        OR (OLD.goes_early <> NEW.goes_early
            AND (OLD.erasing_since IS NULL) = (NEW.erasing_since IS NULL))
    THEN
        RAISE EXCEPTION 'file % is kept as it was stored', OLD.path
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
LIMITS = """
    LEFT JOIN (
        SELECT classes.what, of_class.*
        FROM (SELECT DISTINCT what FROM {rows}) AS classes
        CROSS JOIN LATERAL retention_limits(classes.what) AS of_class
    ) AS limits ON limits.what = it.what AND limits.scope = COALESCE(it.camera_id, -it.venue_id)
"""
IS_OVER_AGE = (
    "retention_due(it.captured_from, limits.zone, limits.months, limits.hours) <= clock_timestamp()"
)

MARKED_WHEN_DUE = f"""
    PERFORM pg_advisory_xact_lock_shared({HOLDS_LOCK});
    SELECT it.path INTO refused FROM marked AS it
    JOIN unmarked ON unmarked.id = it.id AND unmarked.erasing_since IS NULL
    {LIMITS.format(rows="marked")}
    WHERE it.erasing_since IS NOT NULL
        AND (NOT it.goes_early AND ({IS_OVER_AGE}) IS NOT TRUE OR {FILE_IS_HELD}) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'file % is not over age, or under hold: it is not erased', refused
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
ERASED_WHEN_DUE = f"""
    IF NOT EXISTS (SELECT 1 FROM gone) THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock_shared({HOLDS_LOCK});
    SELECT it.path INTO refused FROM gone AS it
    {LIMITS.format(rows="gone")}
    WHERE it.erasing_since IS NULL AND (({IS_OVER_AGE}) IS NOT TRUE OR {FILE_IS_HELD}) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'file % is not over age, or under hold: it is not erased', refused
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT it.path INTO refused FROM gone AS it WHERE it.id NOT IN (
        SELECT (item ->> 0)::bigint FROM retention_erasurecertificate AS certificate,
            jsonb_array_elements(certificate.items) AS item
        WHERE certificate.at = transaction_timestamp() AND certificate.what = it.what
    ) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'file % goes only with a certificate of its erasure', refused
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
"""What was marked was over age, or went early, and was free then: a hold that came later finds the
file gone."""


class StoredFile(models.Model):
    """A recording, clip, thumbnail or export; its oldest image decides its age.

    `path` is relative to the folder of footage. What is of no single camera is of its venue.
    `erasing_since`: the file is going, or gone, and the row follows it; `goes_early`: for want of
    room, before it is over age. `moved_at`: since when it lies in the bucket, as was proven, and no
    more on the local disk; None: it lies there.
    """

    what = models.CharField(_("what"), max_length=20, choices=RetentionClass.choices)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+")
    camera = models.ForeignKey(Camera, models.PROTECT, null=True, related_name="+")
    path = models.CharField(
        _("path"), max_length=300, unique=True, validators=[RegexValidator(RELATIVE_PATH)]
    )
    captured_from = models.DateTimeField(_("oldest image"))
    captured_until = models.DateTimeField(_("newest image"))
    size_bytes = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    alert = models.ForeignKey(Alert, models.SET_NULL, null=True, related_name="stored_files")
    stored_at = models.DateTimeField(editable=False)
    erasing_since = models.DateTimeField(null=True, editable=False)
    goes_early = models.BooleanField(default=False, editable=False)
    moved_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["captured_from", "id"]
        indexes = [
            models.Index(fields=["what", "captured_from", "id"], name="files_oldest_first"),
            models.Index(
                fields=["id"],
                condition=models.Q(erasing_since__isnull=False),
                name="files_being_erased",
            ),
            models.Index(
                fields=["captured_from", "id"],
                condition=models.Q(moved_at=None),
                name="files_on_the_local_disk",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(what__in=[what.value for what in IMAGES]),
                name="file_is_of_a_class_of_images",
            ),
            models.CheckConstraint(
                condition=models.Q(path__regex=RELATIVE_PATH), name="file_lies_in_the_folder"
            ),
            models.CheckConstraint(
                condition=models.Q(captured_until__gte=models.F("captured_from")),
                name="file_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="file_has_its_sha256"
            ),
            models.CheckConstraint(
                condition=models.Q(goes_early=False)
                | models.Q(what=RetentionClass.RECORDINGS.value, erasing_since__isnull=False),
                name="only_recordings_go_early",
            ),
        ]
        triggers = [
            HardRule(
                name="stored_now",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=STORED,
            ),
            HardRule(
                name="kept_as_stored",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=KEPT_AS_STORED,
            ),
            HardRule(
                name="marked_when_due",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                level=pgtrigger.Statement,
                referencing=pgtrigger.Referencing(old="unmarked", new="marked"),  # type: ignore[no-untyped-call]
                declare=[("refused", "text")],
                func=MARKED_WHEN_DUE,
            ),
            HardRule(
                name="erased_when_due",
                operation=pgtrigger.Delete,
                when=pgtrigger.After,
                level=pgtrigger.Statement,
                referencing=pgtrigger.Referencing(old="gone"),  # type: ignore[no-untyped-call]
                declare=[("refused", "text")],
                func=ERASED_WHEN_DUE,
            ),
            *EARLY_RULES,
            never("never_emptied", pgtrigger.Truncate, why="files go when they are due"),
        ]

    def __str__(self) -> str:
        return self.path
