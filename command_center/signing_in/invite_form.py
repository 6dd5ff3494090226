"""Inviting a person: who they are, and the role that they will hold."""

from typing import Any

from django import forms
from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.people.forms import instant
from command_center.people.models import Agent, Post
from command_center.people.roles import Role


class InviteForm(forms.ModelForm):  # type: ignore[type-arg]
    """The post begins at once; the account has no password until the person sets one."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    venue = forms.ChoiceField(label=_("Venue"), required=False)
    ends_at = forms.DateTimeField(
        label=_("Until"),
        required=False,
        widget=instant(),
        help_text=_("Without a date it is held until it is revoked; an inspector's needs one."),
    )

    def __init__(self, author: Agent, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self._author = author
        self.fields["first_name"].required = self.fields["last_name"].required = True
        venue = self.fields["venue"]
        assert isinstance(venue, forms.ChoiceField)
        venue.choices = [("", _("All venues")), *_venues()]

    class Meta:
        model = Agent
        fields = ["first_name", "last_name", "username", "email"]
        labels = {
            "first_name": _("First name"),
            "last_name": _("Last name"),
            "username": _("Username"),
            "email": _("E-mail"),
        }
        help_texts = {
            "username": _("What the person signs in with."),
            "email": _("Nothing is sent there: you hand over the link yourself."),
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        ends_at = given.get("ends_at")
        if ends_at and ends_at <= timezone.now():
            self.add_error("ends_at", _("That is past: it would count for nothing."))
        if given.get("role") == Role.INSPECTOR and not ends_at:
            self.add_error("ends_at", _("An inspector's access needs an end."))
        return given

    @transaction.atomic
    def invite(self) -> tuple[Agent, Post]:
        agent: Agent = super().save(commit=False)
        agent.set_unusable_password()
        agent.save()
        given = self.cleaned_data
        post = Post.objects.create(
            agent=agent,
            role=given["role"],
            venue=int(given["venue"]) if given["venue"] else None,
            starts_at=timezone.now(),
            ends_at=given["ends_at"],
            entered_by=self._author,
        )
        return agent, post


def _venues() -> list[tuple[str, str]]:
    """Venues come after this room, which may not import them."""
    rows = apps.get_model("venues", "Venue").objects.order_by("name").values_list("pk", "name")
    return [(str(number), name) for number, name in rows]
