"""The reasons that people choose from: for a shift, and for what asks for one of its own."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from command_center.people.roles import Role

LONGEST_REASON = 300


class Use(models.TextChoices):
    SHIFT = "shift", _("for a shift")
    LOOK = "look", _("for looking again or handing over")


class Reason(models.Model):
    """Data of the administrator's. One that is no more offered stays, since entries quote it."""

    text = models.CharField(_("reason"), max_length=LONGEST_REASON, unique=True)
    use = models.CharField(_("used"), max_length=8, choices=Use.choices)
    roles = ArrayField(
        models.CharField(max_length=16, choices=Role.choices), default=list, blank=True
    )
    """Those it is offered to; all where there are none."""

    is_offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="reason_says_something"),
        ]

    def __str__(self) -> str:
        return gettext(self.text)


KNOWN = {
    Use.SHIFT: [
        (gettext_noop("Watching over the event under the order in force"), []),
        (gettext_noop("Setting up and checking cameras"), [Role.ADMINISTRATOR, Role.TECHNICAL]),
        (gettext_noop("Checking that the rules are kept"), [Role.LEGAL, Role.INSPECTOR]),
        (gettext_noop("Training of agents"), []),
    ],
    Use.LOOK: [
        (gettext_noop("Removing the doubt about an alert"), []),
        (gettext_noop("Request of the judicial police"), []),
        (gettext_noop("Request of a person concerned"), [Role.LEGAL]),
        (gettext_noop("Inspection"), [Role.LEGAL, Role.INSPECTOR]),
        (gettext_noop("Incident or complaint"), []),
    ],
}


def enter_known(**_: Any) -> None:
    """After migrating; an administrator's changes stay."""
    for use, reasons in KNOWN.items():
        for text, roles in reasons:
            Reason.objects.get_or_create(text=text, defaults={"use": use, "roles": roles})


def offered(use: Use, roles: frozenset[Role]) -> list[Reason]:
    """To somebody of these roles; who has none is offered all."""
    reasons = Reason.objects.filter(use=use, is_offered=True)
    return [one for one in reasons if not one.roles or not roles or roles & set(one.roles)]
