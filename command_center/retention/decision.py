"""What lets something be kept longer waits until another administrator has agreed."""

from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import HardRule, append_only
from command_center.people.models import Agent


class Decision(models.Model):
    """On one rule or cap that lengthens. PostgreSQL refuses its author, and one that was replaced
    meanwhile."""

    by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), editable=False)
    is_accepted = models.BooleanField(_("accepted"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.by}: {self.is_accepted}"


def decided_by_another(table: str, same_scope: str) -> list[Any]:
    """`same_scope`: SQL by which a row `later` of the table has replaced the row `wanted`."""
    decides = f"""
        NEW.at := clock_timestamp();
        IF NOT EXISTS (SELECT 1 FROM {table} WHERE id = NEW.of_id AND lengthens) THEN
            RAISE EXCEPTION 'only what lengthens is decided on' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.is_accepted AND EXISTS (
            SELECT 1 FROM {table} WHERE id = NEW.of_id AND author_id = NEW.by_id
        ) THEN
            RAISE EXCEPTION 'nobody agrees to their own lengthening: another administrator does'
                USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (
            SELECT 1 FROM {table} AS wanted JOIN {table} AS later ON later.id > wanted.id
            WHERE wanted.id = NEW.of_id AND {same_scope}
        ) THEN
            RAISE EXCEPTION 'it was replaced meanwhile: nothing is to be decided'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """
    return [
        *append_only("a decision is final"),
        HardRule(
            name="decided_by_another",
            operation=pgtrigger.Insert,
            when=pgtrigger.Before,
            func=decides,
        ),
    ]
