"""In which state of an alarm a situation is (ISA-18.2-2016, 5.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Returned: the event is over, which closes nothing; only a verdict does."""

    NEW = "new", _("new, not acknowledged")
    RETURNED = "returned", _("back to normal, not acknowledged")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    RETURNED_ACKNOWLEDGED = "returned_acknowledged", _("back to normal, acknowledged")
    SHELVED = "shelved", _("shelved")
    SUPPRESSED = "suppressed", _("suppressed by design")
    OUT_OF_SERVICE = "out_of_service", _("out of service")


ATTENTION = frozenset({State.NEW, State.RETURNED})
"""Nobody has it in hand."""

PUT_ASIDE = frozenset({State.SHELVED, State.SUPPRESSED, State.OUT_OF_SERVICE})
