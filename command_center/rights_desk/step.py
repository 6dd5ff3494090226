"""What was done with a request: by whom, when, in which words. Never changed."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, append_only
from command_center.people.models import Agent
from command_center.rights_desk.ground import RefusalGround
from command_center.rights_desk.request import RightsRequest
from command_center.rights_desk.right import Decision, Identity, StepKind

IN_ORDER = """
    PERFORM 1 FROM rights_desk_rightsrequest WHERE id = NEW.request_id FOR UPDATE;
    NEW.at := clock_timestamp();
    IF EXISTS (
        SELECT 1 FROM rights_desk_rightsstep WHERE request_id = NEW.request_id AND kind = 'closed'
    ) THEN
        RAISE EXCEPTION 'the request is closed: enter a new one' USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.kind = 'closed') AND NOT EXISTS (
        SELECT 1 FROM rights_desk_rightsstep WHERE request_id = NEW.request_id AND kind = 'answered'
    ) THEN
        RAISE EXCEPTION 'a request is closed only when it is answered'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.kind NOT IN ('closed', 'noted') AND EXISTS (
        SELECT 1 FROM rights_desk_rightsstep WHERE request_id = NEW.request_id AND kind = 'answered'
    ) THEN
        RAISE EXCEPTION 'the request is answered: it can be noted on, and closed'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def only_of(kind: StepKind, said: Q, name: str) -> models.CheckConstraint:
    """Steps of this kind say it, and no others do."""
    return models.CheckConstraint(
        condition=(Q(kind=kind) & said) | (~Q(kind=kind) & ~said), name=name
    )


def once(kind: StepKind, name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["request"], condition=Q(kind=kind), name=name)


class RightsStep(models.Model):
    """`words` go into the answer where it is one. `due_on`: the day that an extension gives;
    `extract`: the reference of an extract of footage, everyone else blurred."""

    request = models.ForeignKey(RightsRequest, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=StepKind.choices)
    at = models.DateTimeField(editable=False, auto_now_add=True)
    by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    words = models.TextField(_("in words"), max_length=4000, blank=True)
    identity = models.CharField(
        _("checked how"), max_length=12, choices=Identity.choices, blank=True
    )
    extract = models.CharField(_("reference of the extract"), max_length=120, blank=True)
    due_on = models.DateField(null=True, editable=False)
    decision = models.CharField(_("decision"), max_length=12, choices=Decision.choices, blank=True)
    ground = models.ForeignKey(
        RefusalGround,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ground of the refusal"),
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=StepKind.values), name="a_step_is_of_a_known_kind"
            ),
            only_of(StepKind.ANSWERED, Q(decision__in=Decision.values), "an_answer_has_a_decision"),
            only_of(
                StepKind.IDENTITY_CHECKED,
                Q(identity__in=Identity.values),
                "a_check_of_identity_says_how",
            ),
            only_of(StepKind.EXTRACT_NAMED, Q(extract__regex=r"\S"), "an_extract_has_a_reference"),
            only_of(StepKind.EXTENDED, Q(due_on__isnull=False), "an_extension_gives_a_day"),
            models.CheckConstraint(
                condition=(
                    Q(decision__in=[Decision.REFUSED, Decision.PARTLY])
                    & Q(ground__isnull=False, words__regex=r"\S")
                )
                | (~Q(decision__in=[Decision.REFUSED, Decision.PARTLY]) & Q(ground=None)),
                name="a_refusal_has_a_ground_and_words",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[StepKind.EXTENDED, StepKind.NOTED]) | Q(words__regex=r"\S"),
                name="an_extension_and_a_note_have_words",
            ),
            once(StepKind.ANSWERED, "a_request_is_answered_once"),
            once(StepKind.CLOSED, "a_request_is_closed_once"),
            once(StepKind.EXTENDED, "a_deadline_is_extended_once"),
        ]
        triggers = [
            *append_only("what was done with a request never changes: add a note"),
            HardRule(
                name="in_order", operation=pgtrigger.Insert, when=pgtrigger.Before, func=IN_ORDER
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.kind}"
