"""Entering who an agent is at a provider elsewhere."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from command_center.people.models import Agent
from command_center.signing_in.identity import Identity


class IdentityForm(forms.ModelForm):  # type: ignore[type-arg]
    provider = forms.ChoiceField(label=_("Provider"))

    def __init__(self, agent: Agent, author: Agent, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.instance.agent, self.instance.entered_by = agent, author
        provider = self.fields["provider"]
        assert isinstance(provider, forms.ChoiceField)
        provider.choices = configured()

    class Meta:
        model = Identity
        fields = ["provider", "subject", "email"]
        help_texts = {
            "subject": _("As the provider names this person for good: sub, or subject-id."),
            "email": _("Where the subject is not known: the first sign-in fixes it."),
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("subject") and not given.get("email"):
            raise forms.ValidationError(_("Enter the subject or the e-mail."))
        return given


def configured() -> list[tuple[str, str]]:
    return [
        (app["provider_id"], app["name"])
        for kind in settings.SOCIALACCOUNT_PROVIDERS.values()
        for app in kind.get("APPS", [])
    ]
