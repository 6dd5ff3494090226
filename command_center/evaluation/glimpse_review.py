"""What a person saw in the picture of a quiet moment."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, never
from command_center.people.models import Agent
from command_center.streams.models import Glimpse
from command_center.venues.models import kind_choices

LOOKED_AT = """
    NEW.at := clock_timestamp();
    IF NOT people_may_see(NEW.reviewer_id, NEW.at) THEN
        RAISE EXCEPTION 'agent % may not see at %, and so reviews nothing',
            NEW.reviewer_id, NEW.at USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM streams_glimpse
        WHERE id = NEW.glimpse_id AND jpeg IS NOT NULL AND NEW.seen <@ kinds
    ) THEN
        RAISE EXCEPTION 'glimpse % has no picture, or is not about these kinds', NEW.glimpse_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class GlimpseReview(models.Model):
    """Once, by a person who may see. `seen`: the kinds of which there was an event; often none."""

    glimpse = models.OneToOneField(Glimpse, models.CASCADE, related_name="review")
    reviewer = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)
    seen = ArrayField(models.CharField(max_length=32, choices=kind_choices), default=list)

    class Meta:
        ordering = ["-id"]
        triggers = [
            HardRule(
                name="looked_at_by_one_who_may_see",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=LOOKED_AT,
            ),
            never("never_changes", pgtrigger.Update, why="a review is given once"),
        ]

    def __str__(self) -> str:
        return f"{self.glimpse}"
