"""A numbered request for a stretch of recordings, as it was asked. What follows are its steps."""

from datetime import timedelta

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from command_center.extracts.appearance import Appearance
from command_center.hard_rule import HardRule, append_only
from command_center.people.models import Agent
from command_center.retention.hold import Procedure
from command_center.retention.models import Hold
from command_center.venues.models import Venue

LONG = timedelta(minutes=10)
"""What is longer is asked for knowingly: an extract is the shortest that serves."""

NUMBERED = """
    PERFORM pg_advisory_xact_lock(hashtext('extracts_extract'));
    NEW.asked_at := clock_timestamp();
    NEW.year := EXTRACT(YEAR FROM NEW.asked_at AT TIME ZONE 'Europe/Paris');
    SELECT COALESCE(max(sequence), 0) + 1 INTO NEW.sequence
    FROM extracts_extract WHERE year = NEW.year;
    RETURN NEW;
"""
"""One after the other until each is stored: no number twice, and none left out."""

OF_THE_PAST = """
    IF NEW.covers_until > clock_timestamp() THEN
        RAISE EXCEPTION 'an extract is of what was recorded: % has not come yet', NEW.covers_until
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
OF_ONE_VENUE = """
    IF (
        SELECT count(*) FROM venues_camera
        WHERE venue_id = NEW.venue_id AND id = ANY (NEW.cameras)
    ) IS DISTINCT FROM cardinality(NEW.cameras) THEN
        RAISE EXCEPTION 'an extract is of cameras of its venue, each named once'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
HELD_MEANWHILE = """
    IF NOT EXISTS (
        SELECT 1 FROM retention_hold AS hold
        WHERE hold.id = NEW.hold_id AND hold.released_at IS NULL
        AND hold.reference = NEW.reference AND hold.cameras @> NEW.cameras
        AND hold.covers_from <= NEW.covers_from AND hold.covers_until >= NEW.covers_until
    ) THEN
        RAISE EXCEPTION 'what an extract is asked of is held under its reference'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def _at_insert(name: str, func: str) -> HardRule:
    return HardRule(name=name, operation=pgtrigger.Insert, when=pgtrigger.Before, func=func)


class Extract(models.Model):
    """Asked for a procedure, of cameras of one venue, from one instant to another. Never changed.

    `year` and `sequence` are PostgreSQL's, without gaps. `hold` keeps what is asked for from being
    erased until the extract is handed over. Its number is what the recipient quotes.
    """

    year = models.PositiveSmallIntegerField(editable=False, default=0)
    sequence = models.PositiveIntegerField(editable=False, default=0)
    procedure = models.CharField(_("kind of procedure"), max_length=20, choices=Procedure.choices)
    authority = models.CharField(_("authority"), max_length=200)
    requester = models.CharField(_("requested by"), max_length=200)
    reference = models.CharField(_("reference"), max_length=120)
    recipient = models.CharField(_("recipient"), max_length=120)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+", verbose_name=_("venue"))
    cameras = ArrayField(models.BigIntegerField(), verbose_name=_("cameras"))
    covers_from = models.DateTimeField(_("from"))
    covers_until = models.DateTimeField(_("until"))
    why_no_shorter = models.CharField(_("why no shorter"), max_length=500)
    is_long_confirmed = models.BooleanField(default=False)
    appearance = models.CharField(
        _("appearance"), max_length=12, choices=Appearance.choices, default=Appearance.BLURRED
    )
    is_watermarked = models.BooleanField(_("watermark"), default=True)
    has_boxes = models.BooleanField(_("boxes of the analysis"), default=False)
    hold = models.OneToOneField(Hold, models.PROTECT, related_name="+", editable=False)
    asked_by = models.ForeignKey(Agent, models.PROTECT, related_name="+", editable=False)
    asked_at = models.DateTimeField(editable=False, auto_now_add=True)

    class Meta:
        ordering = ["-year", "-sequence"]
        default_permissions = ("view", "add")
        permissions = [("release_extract", "Can release an extract that another person asked for")]
        constraints = [
            models.UniqueConstraint(fields=["year", "sequence"], name="an_extract_has_its_number"),
            models.CheckConstraint(
                condition=Q(procedure__in=Procedure.values),
                name="an_extract_is_for_a_known_procedure",
            ),
            models.CheckConstraint(
                condition=Q(
                    authority__regex=r"\S",
                    requester__regex=r"\S",
                    reference__regex=r"\S",
                    recipient__regex=r"\S",
                ),
                name="an_extract_says_for_whom_it_is",
            ),
            models.CheckConstraint(
                condition=Q(why_no_shorter__regex=r"\S"), name="an_extract_says_why_no_shorter"
            ),
            models.CheckConstraint(
                condition=Q(cameras__len__gt=0), name="an_extract_is_of_some_camera"
            ),
            models.CheckConstraint(
                condition=Q(covers_from__lt=F("covers_until")),
                name="an_extract_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(is_long_confirmed=True) | Q(covers_until__lte=F("covers_from") + LONG),
                name="a_long_extract_is_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(appearance__in=Appearance.values),
                name="an_extract_has_a_known_appearance",
            ),
            models.CheckConstraint(
                condition=~Q(procedure=Procedure.RIGHTS_REQUEST) | Q(appearance=Appearance.BLURRED),
                name="a_person_gets_others_blurred",
            ),
        ]
        triggers = [
            *append_only("an extract is kept as it was asked: refuse it and ask anew"),
            _at_insert("numbered_without_gaps", NUMBERED),
            _at_insert("of_the_past", OF_THE_PAST),
            _at_insert("of_one_venue", OF_ONE_VENUE),
            _at_insert("held_meanwhile", HELD_MEANWHILE),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"E-{self.year}-{self.sequence:04d}"

    @property
    def is_as_recorded(self) -> bool:
        """The coded pictures themselves: neither blurred nor marked, so never encoded again."""
        return self.appearance == Appearance.PLAIN and not self.is_watermarked
