"""Where an extract stands."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command_center.extracts.models import ExtractStep


class State(models.TextChoices):
    ASKED = "asked", _("waits for the second person")
    RELEASED = "released", _("is being made")
    MADE = "made", _("ready to be handed over")
    HANDED_OVER = "handed_over", pgettext_lazy("extract", "handed over")
    REFUSED = "refused", _("refused")
    EXPIRED = "expired", _("expired")


OPEN = frozenset({State.ASKED, State.RELEASED, State.MADE})


def state_after(steps: Iterable[ExtractStep]) -> State:
    """Steps in the order in which they were taken."""
    state = State.ASKED
    for one in steps:
        state = State(one.kind)
    return state
