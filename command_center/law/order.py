"""Orders of the prefect: for a place, its cameras, some kinds of event and a time."""

from datetime import datetime

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import URLValidator
from django.db import connection, models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, never
from command_center.law.certificate import Certificate
from command_center.people.models import Agent
from command_center.people.service import Service
from command_center.venues.models import Camera, Venue, kind_choices
from detection.kinds import EventKind

ENTERED = """
    NEW.entered_at := transaction_timestamp();
    IF NEW.ends_at > law_a_month_after(NEW.starts_at, (
        SELECT time_zone FROM venues_venue WHERE id = NEW.venue_id
    )) THEN
        RAISE EXCEPTION 'order % lasts more than one month: a renewal is a new order',
            NEW.reference USING ERRCODE = 'check_violation';
    END IF;
    IF NOT law_regime_instants() @> tstzrange(NEW.starts_at, NEW.ends_at) THEN
        RAISE EXCEPTION 'no regime in force covers the whole of order %', NEW.reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
WITHDRAWN_ONLY = """
    IF OLD.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'order % was withdrawn: enter a new one', OLD.reference;
    END IF;
    IF to_jsonb(OLD) - '{withdrawn_at,withdrawn_by_id,withdrawn_reason}'::text[]
        IS DISTINCT FROM to_jsonb(NEW) - '{withdrawn_at,withdrawn_by_id,withdrawn_reason}'::text[]
    THEN
        RAISE EXCEPTION 'order % cannot be changed: withdraw it and enter a new one', OLD.reference
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.withdrawn_at := clock_timestamp();
    RETURN NEW;
"""
LISTED_WITH_ITS_ORDER = """
    IF NOT EXISTS (
        SELECT 1 FROM law_order JOIN venues_camera USING (venue_id)
        WHERE law_order.id = NEW.order_id AND venues_camera.id = NEW.camera_id
        AND law_order.entered_at = transaction_timestamp()
    ) THEN
        RAISE EXCEPTION 'cameras of its venue are listed when order % is entered, not later',
            NEW.order_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class OrderQuerySet(models.QuerySet["Order"]):
    def in_force(self, at: datetime) -> "OrderQuerySet":
        """Orders that permit analysis at the instant `at`; the end is exclusive."""
        around = self.filter(starts_at__lte=at, ends_at__gt=at)
        return around.filter(
            models.Func("pk", at, function="law_permits", output_field=models.BooleanField())
        )


class Order(models.Model):
    """A prefect's order (Loi n° 2023-380, art. 10; Décret n° 2023-828, art. 13).

    Entered as signed, and never changed. Deleting one, by a page or by SQL, withdraws it at once
    and keeps its row: an alert must always be traceable to the order that covered it. Those from
    before `entered_at` was kept say neither service, event, reasons nor perimeter.
    """

    reference = models.CharField(_("reference"), max_length=120, unique=True)
    authority = models.CharField(_("authority"), max_length=200)
    service = models.CharField(
        _("service responsible"), max_length=24, choices=Service.choices, blank=True
    )
    event = models.CharField(_("event"), max_length=200, blank=True)
    reasons = models.TextField(_("reasons"), max_length=2000, blank=True)
    perimeter = models.TextField(_("perimeter"), max_length=2000, blank=True)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="orders", verbose_name=_("venue"))
    cameras = models.ManyToManyField(
        Camera, through="OrderedCamera", related_name="orders", verbose_name=_("cameras")
    )
    kinds = ArrayField(
        models.CharField(max_length=32, choices=kind_choices), verbose_name=_("kinds of event")
    )
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    publication = models.CharField(
        _("published at"), max_length=500, blank=True, validators=[URLValidator(["https", "http"])]
    )
    certificate = models.ForeignKey(
        Certificate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="orders",
        verbose_name=_("certificate"),
    )
    renews = models.ForeignKey(
        "self",
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="renewals",
        verbose_name=_("renews"),
    )
    entered_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.CharField(_("reason"), max_length=300, blank=True)
    is_demonstration = models.BooleanField(default=False, editable=False)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="order_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(kinds__contained_by=[kind.value for kind in EventKind]),
                name="order_kinds_are_of_the_eight",
            ),
            models.CheckConstraint(
                condition=models.Q(entered_at=None)
                | models.Q(is_demonstration=True)
                | models.Q(service__in=Service.values),
                name="order_names_one_of_the_five_services",
            ),
            models.CheckConstraint(
                condition=models.Q(entered_at=None)
                | ~(models.Q(event="") | models.Q(reasons="") | models.Q(perimeter="")),
                name="order_says_event_reasons_and_perimeter",
            ),
        ]
        triggers = [
            HardRule(
                name="entered_as_the_law_allows",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=ENTERED,
            ),
            HardRule(
                name="deleting_withdraws",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    UPDATE law_order SET withdrawn_at = clock_timestamp()
                    WHERE id = OLD.id AND withdrawn_at IS NULL;
                    RETURN NULL;
                """,
            ),
            HardRule(
                name="withdrawal_is_final",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=WITHDRAWN_ONLY,
            ),
            never("never_emptied", pgtrigger.Truncate, why="orders are kept"),
        ]

    def __str__(self) -> str:
        return self.reference

    def state(self, at: datetime | None = None) -> str:
        """planned, in_force, ended or withdrawn; or, between start and end, why nothing is
        permitted: no_regime, unannounced or stopped."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT law_state(%s, %s)", [self.pk, at or timezone.now()])
            return str(cursor.fetchone()[0])

    def withdraw(self, by: Agent, reason: str) -> None:
        """For good, from now on."""
        Order.objects.filter(pk=self.pk, withdrawn_at=None).update(
            withdrawn_at=Now(), withdrawn_by=by, withdrawn_reason=reason
        )


class OrderedCamera(models.Model):
    """One camera named in an order; entered with it, never added later, never removed."""

    order = models.ForeignKey(Order, models.DO_NOTHING, related_name="ordered_cameras")
    camera = models.ForeignKey(Camera, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "camera"], name="a_camera_once_an_order")
        ]
        triggers = [
            HardRule(
                name="listed_with_its_order",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=LISTED_WITH_ITS_ORDER,
            ),
            never(
                "camera_list_is_kept",
                pgtrigger.Update,
                pgtrigger.Delete,
                why="the cameras of an order never change",
            ),
            never("never_emptied", pgtrigger.Truncate, why="the cameras of an order never change"),
        ]
