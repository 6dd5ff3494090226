"""Where the log does not continue what was signed, or a head cannot be signed: until settled."""

import logging
from collections.abc import Sequence

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.journal.noting import Thing, note
from command_center.journal.operation import Operation

logger = logging.getLogger(__name__)


class Discrepancy(models.Model):
    """Found by the sequencer, which then places and signs nothing. What settles it is said."""

    found_at = models.DateTimeField(_("found at"), db_default=Now())
    why = models.TextField(_("what is wrong"))
    settled_at = models.DateTimeField(_("settled at"), null=True)
    settlement = models.TextField(_("what was found out"), blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_at=None) | ~models.Q(settlement=""),
                name="a_settled_discrepancy_says_how",
            )
        ]

    def __str__(self) -> str:
        return self.why


def unsettled() -> Discrepancy | None:
    return Discrepancy.objects.filter(settled_at=None).order_by("id").first()


@transaction.atomic
def found_broken(why: str) -> None:
    """Told once, loudly, and with an entry of its own, which waits for its place."""
    if unsettled() is not None:
        return
    Discrepancy.objects.create(why=why)
    note(Operation.ACCESS, Thing("journal", "discrepancy", detail={"why": why}))
    logger.error(
        "Journal: %s Nothing is signed until somebody has looked into it: see docs/journal.md, "
        "“When the log is broken”.",
        why,
    )


@transaction.atomic
def settle(settlement: str, set_aside: Sequence[str]) -> None:
    """An entry says so, and which signed heads the log does not continue."""
    open_ones = Discrepancy.objects.filter(settled_at=None)
    count = open_ones.update(settled_at=timezone.now(), settlement=settlement)
    detail = {"settlement": settlement, "count": count, "set_aside": list(set_aside)}
    note(Operation.MODIFICATION, Thing("journal", "settlement", detail=detail))
