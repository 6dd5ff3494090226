"""Entering when what is escalated to whom."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from command_center.alerts.severity import severity_choices
from command_center.notifications.models import Channel
from command_center.people.models import Agent
from command_center.people.reach import Reach
from command_center.people.roles import Role
from command_center.supervision.desk_check import LEAST_MIN, MOST_MIN
from command_center.supervision.escalation_rule import LEAST_S, MOST_S
from command_center.venues.models import Venue

EVERYWHERE = ("", _("all venues"))
TO_ROLES = (Role.SUPERVISOR, Role.ADMINISTRATOR, Role.OPERATOR)


class EscalatedToForm(forms.Form):
    """Persons and channels are of the whole site: offered to whoever reaches everywhere."""

    venue = forms.TypedChoiceField(label=_("Venue"), required=False, coerce=int, empty_value=None)
    to = forms.ChoiceField(label=_("To whom"))
    channels = forms.TypedMultipleChoiceField(
        label=_("Also by these channels"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Channels that are told of every escalation are told anyway."),
    )

    def __init__(self, reach: Reach, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        venues = Venue.objects.filter(reach.wholly_of("pk")).order_by("name")
        named = [(f"{one.pk}", one.name) for one in venues]
        field: Any = self.fields
        field["venue"].choices = [*self.no_venue(reach), *named]
        field["to"].choices = self._offered(reach)
        channels = Channel.objects.filter(is_enabled=True).order_by("name")
        field["channels"].choices = [(one.pk, one.name) for one in channels]
        if not reach.is_everywhere or not field["channels"].choices:
            del self.fields["channels"]

    def no_venue(self, reach: Reach) -> list[tuple[str, Any]]:
        return [EVERYWHERE] if reach.is_everywhere else []

    def clean_venue(self) -> int | None:
        """All venues only where they are offered."""
        venue: int | None = self.cleaned_data["venue"]
        field: Any = self.fields["venue"]
        if venue is None and EVERYWHERE not in field.choices:
            raise ValidationError(gettext("Choose a venue."))
        return venue

    def entered(self) -> dict[str, Any]:
        """As `EscalatedTo` has it."""
        form, _dot, name = self.cleaned_data["to"].partition(":")
        return {
            "venue": self.cleaned_data["venue"],
            "role": name if form == "role" else "",
            "agent_id": int(name) if form == "agent" else None,
            "channels": self.cleaned_data.get("channels", []),
        }

    @staticmethod
    def _offered(reach: Reach) -> list[Any]:
        roles = [(f"role:{one.value}", one.label) for one in TO_ROLES]
        if not reach.is_everywhere:
            return roles
        agents = Agent.objects.filter(is_active=True).order_by("username")
        people = [(f"agent:{one.pk}", one.get_full_name() or one.username) for one in agents]
        return [(_("Role"), roles), (_("Person"), people)]


class EscalationForm(EscalatedToForm):
    severity = forms.ChoiceField(label=_("Priority"), choices=severity_choices)
    after_s = forms.IntegerField(
        label=_("After so many seconds"), min_value=LEAST_S, max_value=MOST_S, initial=120
    )
    field_order = ["severity", "after_s", "venue", "to", "channels"]

    def entered(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in ("severity", "after_s")}
        return {**super().entered(), **said}


class DeskCheckForm(EscalatedToForm):
    every_min = forms.IntegerField(
        label=_("Ask after so many minutes without any input"),
        min_value=LEAST_MIN,
        max_value=MOST_MIN,
        required=False,
        initial=15,
        help_text=_("Empty: only whether an operator’s page is open is looked at."),
    )
    field_order = ["venue", "every_min", "to", "channels"]

    def no_venue(self, reach: Reach) -> list[tuple[str, Any]]:  # noqa: ARG002
        return []

    def entered(self) -> dict[str, Any]:
        return {**super().entered(), "every_min": self.cleaned_data["every_min"]}
