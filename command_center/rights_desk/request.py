"""A request, as it was received."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, never
from command_center.people.models import Agent
from command_center.rights_desk.right import Right, StepKind
from command_center.venues.models import Venue
from command_center.venues.sealed import SealedField

NUMBERED = """
    PERFORM pg_advisory_xact_lock(hashtext('rights_desk_rightsrequest'));
    NEW.entered_at := clock_timestamp();
    NEW.wiped_at := NULL;
    NEW.year := EXTRACT(YEAR FROM NEW.entered_at AT TIME ZONE 'Europe/Paris');
    SELECT COALESCE(max(sequence), 0) + 1 INTO NEW.sequence
    FROM rights_desk_rightsrequest WHERE year = NEW.year;
    IF NEW.received_on > (NEW.entered_at AT TIME ZONE 'Europe/Paris')::date THEN
        RAISE EXCEPTION 'a request cannot be received in the future'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
"""One after the other until each is stored: no number twice, and none left out."""

WIPED_ONLY = """
    IF NEW.venue_id IS NULL AND to_jsonb(OLD) - 'venue_id' = to_jsonb(NEW) - 'venue_id' THEN
        RETURN NEW;
    END IF;
    IF OLD.wiped_at IS NOT NULL
        OR NEW.requester_name || NEW.requester_contact || NEW.description <> ''
        OR to_jsonb(OLD) - '{requester_name,requester_contact,description,wiped_at}'::text[]
        IS DISTINCT FROM
        to_jsonb(NEW) - '{requester_name,requester_contact,description,wiped_at}'::text[]
    THEN
        RAISE EXCEPTION 'request %-% is kept as it was received: note what is new as a step',
            OLD.year, OLD.sequence USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM rights_desk_rightsstep WHERE request_id = OLD.id AND kind = 'closed'
    ) THEN
        RAISE EXCEPTION 'request %-% is not closed: who asks is still needed',
            OLD.year, OLD.sequence USING ERRCODE = 'check_violation';
    END IF;
    NEW.wiped_at := clock_timestamp();
    RETURN NEW;
"""

DUE = Coalesce(
    models.Max("steps__due_on", filter=models.Q(steps__kind=StepKind.EXTENDED)), "due_on"
)


class RightsRequestQuerySet(models.QuerySet["RightsRequest"]):
    def unanswered(self) -> "RightsRequestQuerySet":
        return self.exclude(steps__kind=StepKind.ANSWERED)

    def most_urgent_first(self) -> "RightsRequestQuerySet":
        return self.annotate(due=DUE).order_by("due", "year", "sequence")

    def due_days(self) -> list[date]:
        """The days by which they are to be answered, extensions included."""
        return list(self.annotate(due=DUE).values_list("due", flat=True))


class RightsRequest(models.Model):
    """Someone uses a right. Kept as received: what is done with it are its steps.

    Who asks is sealed like the addresses of cameras, cannot be searched for, and is wiped some
    months after the request is closed. `year` and `sequence` are PostgreSQL's, without gaps.
    """

    year = models.PositiveSmallIntegerField(editable=False, default=0)
    sequence = models.PositiveIntegerField(editable=False, default=0)
    right = models.CharField(_("what is asked for"), max_length=16, choices=Right.choices)
    requester_name = SealedField(_("who asks"))
    requester_contact = SealedField(_("how to reach them"))
    venue = models.ForeignKey(
        Venue, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("venue")
    )
    venue_name = models.CharField(max_length=120, blank=True, editable=False)
    place = models.CharField(_("where, as told"), max_length=300, blank=True)
    from_at = models.DateTimeField(_("from the time of"), null=True, blank=True)
    until_at = models.DateTimeField(_("to the time of"), null=True, blank=True)
    description = SealedField(_("what it is about"), blank=True)
    received_on = models.DateField(_("received on"))
    due_on = models.DateField(_("due on"), editable=False)
    entered_by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(editable=False, auto_now_add=True)
    wiped_at = models.DateTimeField(null=True, editable=False)

    objects = RightsRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-sequence"]
        constraints = [
            models.UniqueConstraint(fields=["year", "sequence"], name="a_request_has_its_number"),
            models.CheckConstraint(
                condition=models.Q(right__in=Right.values), name="a_request_uses_a_known_right"
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gt=models.F("received_on")),
                name="a_request_is_due_after_it_was_received",
            ),
            models.CheckConstraint(
                condition=models.Q(from_at=None)
                | models.Q(until_at=None)
                | models.Q(until_at__gt=models.F("from_at")),
                name="what_a_request_is_about_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=models.Q(wiped_at__isnull=False)
                | (models.Q(requester_name__gt="") & models.Q(requester_contact__gt="")),
                name="a_request_says_who_asks",
            ),
        ]
        triggers = [
            HardRule(
                name="numbered_without_gaps",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=NUMBERED,
            ),
            HardRule(
                name="only_wiped",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=WIPED_ONLY,
            ),
            never("never_deleted", pgtrigger.Delete, why="a request is kept: close it"),
            never("never_emptied", pgtrigger.Truncate, why="requests are kept"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"{self.year}-{self.sequence:04d}"
