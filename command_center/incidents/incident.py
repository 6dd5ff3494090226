"""An incident: what happened at a venue, and how far people have come with it."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from command_center.alerts.severity import SEVERITY_LABELS, Severity
from command_center.hard_rule import HardRule, never
from command_center.incidents.state import CHANGES_STATE, OTHER, WHAT, State, what_choices
from command_center.people.models import Agent
from command_center.retention.functions import ACTIVE_HOLD, HOLDS_LOCK
from command_center.venues.models import Venue

NUMBERED = """
    PERFORM pg_advisory_xact_lock(hashtext('incidents_incident'), hashint8(NEW.venue_id));
    NEW.opened_at := clock_timestamp();
    NEW.version := 1;
    NEW.state := 'new';
    NEW.closed_at := NULL;
    NEW.erased_at := NULL;
    NEW.year := EXTRACT(YEAR FROM NEW.opened_at AT TIME ZONE (
        SELECT time_zone FROM venues_venue WHERE id = NEW.venue_id
    ));
    SELECT COALESCE(max(sequence), 0) + 1 INTO NEW.sequence
    FROM incidents_incident WHERE venue_id = NEW.venue_id AND year = NEW.year;
    RETURN NEW;
"""
"""One after the other until each is stored: no number twice, and none left out."""

STEPS = ", ".join(f"('{before}', '{after}')" for before, after in CHANGES_STATE.values())
ONE_STEP = f"""
    IF OLD.erased_at IS NOT NULL THEN
        RAISE EXCEPTION 'incident %-% is erased', OLD.year, OLD.sequence
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.erased_at IS NOT NULL THEN
        NEW.erased_at := clock_timestamp();
        IF NEW.title <> '' OR to_jsonb(OLD) - '{{title,erased_at}}'::text[]
            IS DISTINCT FROM to_jsonb(NEW) - '{{title,erased_at}}'::text[]
        THEN
            RAISE EXCEPTION 'erasing incident %-% changes nothing else', OLD.year, OLD.sequence
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(OLD) - '{{title,what,severity,since,until,state,assigned_to_id,version,closed_at}}'
        ::text[] IS DISTINCT FROM to_jsonb(NEW)
        - '{{title,what,severity,since,until,state,assigned_to_id,version,closed_at}}'::text[]
    THEN
        RAISE EXCEPTION 'incident %-%: its number, its venue and who opened it stay',
            OLD.year, OLD.sequence USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'closed' THEN
        RAISE EXCEPTION 'incident %-% is closed: open a new one', OLD.year, OLD.sequence
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'incident %-% is at version %: look again',
            OLD.year, OLD.sequence, OLD.version USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN ({STEPS}) THEN
        RAISE EXCEPTION 'incident %-% cannot go from % to %',
            OLD.year, OLD.sequence, OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    NEW.closed_at := CASE WHEN NEW.state = 'closed' THEN clock_timestamp() END;
    RETURN NEW;
"""
KINDS_OF_STEPS = " ".join(
    f"WHEN OLD.state = '{before}' AND NEW.state = '{after}' THEN act.kind = '{kind}'"
    for kind, (before, after) in CHANGES_STATE.items()
)
OF_NO_STEP = ", ".join(f"'{kind}'" for kind in ("opened", *CHANGES_STATE))
TOLD = f"""
    IF NEW.erased_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM incidents_act AS act
        WHERE act.incident_id = NEW.id AND act.number = NEW.version AND CASE
            WHEN TG_OP = 'INSERT' THEN act.kind = 'opened'
            {KINDS_OF_STEPS}
            ELSE act.kind NOT IN ({OF_NO_STEP}) END
    ) THEN
        RAISE EXCEPTION 'incident %-%: nobody is named who did this', NEW.year, NEW.sequence
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
"""An incident decides nothing: each change of it is the act of a person (Décret 2023-828,
art. 2)."""

IS_DUE = """retention_due(
    it.closed_at, limits.zone, limits.months, limits.hours
) <= clock_timestamp()"""
IS_NEEDED = f"""EXISTS (
    SELECT 1 FROM incidents_act AS act WHERE act.incident_id = it.id AND (
        EXISTS (SELECT 1 FROM alerts_alert AS alert WHERE alert.id = act.alert)
        OR EXISTS (
            SELECT 1 FROM retention_hold AS hold WHERE {ACTIVE_HOLD}
            AND act.camera_id = ANY (hold.cameras)
            AND tstzrange(act.from_at, COALESCE(act.until_at, act.from_at), '[]')
                && tstzrange(hold.covers_from, hold.covers_until)
        )
    )
)"""
"""Of a row called `it`: an alert of it is still kept, or a procedure holds what it is about."""

ERASED_WHEN_DUE = f"""
    PERFORM pg_advisory_xact_lock_shared({HOLDS_LOCK});
    PERFORM 1 FROM (SELECT NEW.*) AS it
    JOIN retention_limits('alerts') AS limits ON limits.scope = -it.venue_id
    WHERE it.state = 'closed' AND {IS_DUE} AND NOT {IS_NEEDED};
    IF NOT FOUND THEN
        RAISE EXCEPTION 'incident %-% is not over age, or still needed', NEW.year, NEW.sequence
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class Incident(models.Model):
    """Kept for all time are its number and its dates; what it tells goes when it is over age.

    `version` counts its acts: whoever changes something names the one that they have seen. `state`
    and all else change only with an act that says who did it; PostgreSQL lets states follow one
    another in one order only.
    """

    venue = models.ForeignKey(
        Venue, models.PROTECT, related_name="incidents", verbose_name=_("venue")
    )
    year = models.PositiveSmallIntegerField(editable=False, default=0)
    sequence = models.PositiveIntegerField(editable=False, default=0)
    title = models.CharField(_("what happens"), max_length=160)
    what = models.CharField(_("kind"), max_length=32, choices=what_choices)
    severity = models.CharField(
        _("severity"), max_length=8, choices=[*SEVERITY_LABELS.items()], default=Severity.MEDIUM
    )
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.NEW, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    opened_by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True, editable=False)
    assigned_to = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["-opened_at", "-id"]
        indexes = [models.Index(fields=["venue", "state"], name="incident_of_venue")]
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "year", "sequence"], name="an_incident_has_its_number"
            ),
            models.CheckConstraint(
                condition=Q(what__in=WHAT), name="an_incident_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(severity__in=[one.value for one in Severity]),
                name="an_incident_is_of_a_known_severity",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="an_incident_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(title__regex=r"\S") | Q(erased_at__isnull=False),
                name="an_incident_says_what_happens",
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
                name="one_step_at_a_time",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=ONE_STEP,
            ),
            HardRule(
                name="somebody_did_it",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=TOLD,
            ),
            HardRule(
                name="erased_when_due",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                condition=pgtrigger.Condition("NEW.erased_at IS NOT NULL"),
                func=ERASED_WHEN_DUE,
            ),
            never("never_deleted", pgtrigger.Delete, why="an incident keeps its number"),
            never("never_emptied", pgtrigger.Truncate, why="incidents keep their numbers"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """Of its venue."""
        return f"{self.year}-{self.sequence:04d}"

    @property
    def is_open(self) -> bool:
        return self.state in {State.NEW, State.IN_PROGRESS}

    @property
    def icon(self) -> str:
        return "other_event" if self.what == OTHER else self.what
