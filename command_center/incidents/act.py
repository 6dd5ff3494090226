"""What was done with an incident: by whom, when, in which words. Never changed."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, never
from command_center.incidents.hand_over import HandOver
from command_center.incidents.incident import Incident
from command_center.incidents.state import NEEDS_WORDS, ActKind
from command_center.people.models import Agent
from command_center.venues.models import Camera

IN_ORDER = """
    SELECT incident.venue_id, incident.version INTO its_venue, its_version
    FROM incidents_incident AS incident WHERE incident.id = NEW.incident_id FOR UPDATE;
    NEW.at := clock_timestamp();
    IF NEW.number <> its_version THEN
        RAISE EXCEPTION 'act % does not follow: the incident is at version %',
            NEW.number, its_version USING ERRCODE = 'check_violation';
    END IF;
    IF NOT people_may_see(NEW.by_id, NEW.at) THEN
        RAISE EXCEPTION 'agent % may not see at %, and so does nothing here', NEW.by_id, NEW.at
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.kind = 'alert_joined' THEN
        SELECT found.camera_id, found.kind, found.started_at, found.ended_at
        INTO NEW.camera_id, NEW.event_kind, NEW.from_at, NEW.until_at
        FROM alerts_alert AS found WHERE found.id = NEW.alert FOR SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'there is no alert %', NEW.alert USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF NEW.camera_id IS NOT NULL AND its_venue IS DISTINCT FROM (
        SELECT camera.venue_id FROM venues_camera AS camera WHERE camera.id = NEW.camera_id
    ) THEN
        RAISE EXCEPTION 'camera % is not of the venue of the incident', NEW.camera_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
GOES_WITH_THE_ERASED = """
    IF NOT EXISTS (
        SELECT 1 FROM incidents_incident WHERE id = OLD.incident_id AND erased_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'what was done with an incident is kept as long as the incident'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN OLD;
"""


def only_of(kinds: list[ActKind], said: Q, unsaid: Q, name: str) -> models.CheckConstraint:
    """Acts of these kinds say it, and no others do."""
    return models.CheckConstraint(
        condition=(Q(kind__in=kinds) & said) | (~Q(kind__in=kinds) & unsaid), name=name
    )


class Act(models.Model):
    """`number` counts the acts of an incident. An alert is named by its number and not by a foreign
    key: it goes when it is over age, and its kind, camera and time, which PostgreSQL copies from
    it, stay here. `from_at` and `until_at`: of the alert, or of the recording. `to`: who is to see
    to it. `changes`: name of what was corrected → before and after.
    """

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="acts")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=ActKind.choices)
    at = models.DateTimeField(auto_now_add=True, editable=False)
    by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    words = models.TextField(_("in words"), max_length=4000, blank=True)
    camera = models.ForeignKey(
        Camera, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("camera")
    )
    alert = models.BigIntegerField(null=True)
    event_kind = models.CharField(max_length=32, blank=True)
    from_at = models.DateTimeField(_("from"), null=True)
    until_at = models.DateTimeField(_("until"), null=True)
    to = models.ForeignKey(Agent, models.PROTECT, null=True, blank=True, related_name="+")
    hand_over = models.ForeignKey(HandOver, models.PROTECT, null=True, related_name="acts")
    changes = models.JSONField(default=dict, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["incident", "number"]
        indexes = [
            models.Index(fields=["alert"], name="act_of_alert", condition=~Q(alert=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["incident", "number"], name="an_act_has_its_number"),
            models.UniqueConstraint(
                fields=["incident", "alert"], name="an_alert_is_joined_to_an_incident_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ActKind.values), name="an_act_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=NEEDS_WORDS) | Q(words__regex=r"\S"),
                name="an_act_says_in_words_what_it_must",
            ),
            only_of(
                [ActKind.ALERT_JOINED],
                Q(alert__isnull=False),
                Q(alert=None, event_kind=""),
                "only_a_joined_alert_is_named",
            ),
            only_of(
                [ActKind.ALERT_JOINED, ActKind.STRETCH_JOINED],
                Q(camera__isnull=False, from_at__isnull=False),
                Q(camera=None, from_at=None, until_at=None),
                "what_is_joined_has_a_camera_and_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ActKind.STRETCH_JOINED) | Q(until_at__gt=F("from_at")),
                name="a_joined_recording_has_a_length",
            ),
            only_of(
                [ActKind.HANDED_OVER, ActKind.TAKEN_OVER],
                Q(hand_over__isnull=False),
                Q(hand_over=None),
                "a_hand_over_is_named",
            ),
        ]
        triggers = [
            HardRule(
                name="in_order",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("its_venue", "bigint"), ("its_version", "integer")],
                func=IN_ORDER,
            ),
            never("never_changes", pgtrigger.Update, why="an act never changes: add a note"),
            HardRule(
                name="goes_with_the_erased",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func=GOES_WITH_THE_ERASED,
            ),
            never("never_emptied", pgtrigger.Truncate, why="acts are kept with their incident"),
        ]

    def __str__(self) -> str:
        return f"{self.incident}: {self.kind}"
