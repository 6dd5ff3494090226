"""Weekly reports: one a week and order, frozen by a person, and never changed after that."""

import json
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, never
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.reports.weeks import Week

if TYPE_CHECKING:
    from command_center.reports.composing import Content

BEGINS_UNFROZEN = """
    IF NEW.frozen_at IS NOT NULL THEN
        RAISE EXCEPTION 'a report is composed first, and frozen once a person has read it'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
FROZEN_FOR_GOOD = """
    IF OLD.frozen_at IS NOT NULL THEN
        RAISE EXCEPTION 'weekly report % is frozen: correct it by an annex', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.id, NEW.order_id, NEW.week, NEW.number)
        IS DISTINCT FROM (OLD.id, OLD.order_id, OLD.week, OLD.number)
    THEN
        RAISE EXCEPTION 'weekly report % stays that of its order and week', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.frozen_at IS NOT NULL THEN
        NEW.frozen_at := clock_timestamp();
        IF NEW.composed_at > NEW.frozen_at OR NEW.composed_at < (
            SELECT (NEW.week + 7)::timestamp AT TIME ZONE venue.time_zone
            FROM law_order JOIN venues_venue AS venue ON venue.id = venue_id
            WHERE law_order.id = NEW.order_id
        ) THEN
            RAISE EXCEPTION 'weekly report % is composed once its week is over', OLD.id
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
"""


class Sha256(models.Func):
    """Of a text, by PostgreSQL itself."""

    function = "sha256"
    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.CharField()


class WeeklyReport(models.Model):
    """What the prefect is told of one week of an order (Loi n° 2023-380, art. 10, VIII).

    `content` is the canonical JSON, of which `sha256` is the digest: PostgreSQL takes no other.
    `composed_at` is the instant up to which the records were read. Until a person freezes it, it
    may be composed anew; then nothing changes it, and a mistake is corrected by an `Annex`.
    """

    order = models.ForeignKey(Order, models.DO_NOTHING, related_name="weekly_reports")
    week = models.DateField(_("week"), help_text="its Monday, by the clock of the venue")
    number = models.PositiveIntegerField(_("number"))
    content = models.TextField(_("content"))
    sha256 = models.CharField("SHA-256", max_length=64)
    composed_at = models.DateTimeField(_("composed"))
    reviewed_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField(_("frozen"), null=True, editable=False)
    remarks = models.TextField(_("remarks"), max_length=4000, blank=True)

    class Meta:
        ordering = ["-week", "order"]
        constraints = [
            models.UniqueConstraint(fields=["order", "week"], name="one_report_a_week_and_order"),
            models.UniqueConstraint(
                fields=["order", "number"], name="one_report_of_a_number_an_order"
            ),
            models.CheckConstraint(
                condition=models.Q(week__iso_week_day=1), name="a_week_begins_on_monday"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="reports_count_from_1"),
            models.CheckConstraint(
                condition=models.Q(sha256=Sha256("content")), name="digest_is_of_the_content"
            ),
            models.CheckConstraint(
                condition=models.Q(frozen_at=None, reviewed_by=None)
                | models.Q(frozen_at__isnull=False, reviewed_by__isnull=False),
                name="a_person_freezes_a_report",
            ),
        ]
        triggers = [
            HardRule(
                name="begins_unfrozen",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=BEGINS_UNFROZEN,
            ),
            HardRule(
                name="frozen_for_good",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=FROZEN_FOR_GOOD,
            ),
            never("never_deleted", pgtrigger.Delete, why="weekly reports are kept"),
            never("never_emptied", pgtrigger.Truncate, why="weekly reports are kept"),
        ]

    def __str__(self) -> str:
        return f"{self.order}, {self.week}"

    @property
    def told(self) -> "Content":
        """The content, read."""
        content: dict[str, Any] = json.loads(self.content)
        return content

    @property
    def told_week(self) -> Week:
        """In the time zone in which it was composed."""
        return Week(self.week, ZoneInfo(self.told["order"]["time_zone"]))

    def freeze(self, by: Agent, content: str, sha256: str, remarks: str) -> bool:
        """For good; False where it was composed anew, or frozen, since it was read."""
        as_read = WeeklyReport.objects.filter(pk=self.pk, frozen_at=None, sha256=self.sha256)
        return bool(
            as_read.update(
                frozen_at=Now(), reviewed_by=by, content=content, sha256=sha256, remarks=remarks
            )
        )
