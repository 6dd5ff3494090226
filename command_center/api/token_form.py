"""The form of a token: what for, what it may do, until when."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center import environment
from command_center.api.scope import OPENS, Scope
from command_center.api.secret import digest_of, new_secret
from command_center.api.token import Token
from command_center.people.models import Agent

MOST_DAYS = min(environment.whole_number("API_TOKEN_DAYS", 365), 365)
"""A site may allow less; PostgreSQL allows nobody more than a year."""

PERIODS_DAYS = (7, 30, 90, 365)


def period_choices() -> "list[tuple[int, str]]":
    days = sorted({min(one, MOST_DAYS) for one in PERIODS_DAYS})
    return [(one, _("%(days)s days") % {"days": one}) for one in days]


class TokenForm(forms.Form):
    """Offers only what its agent may do somewhere: a token never opens more."""

    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=200,
        help_text=_("What for, and which program: the journal keeps it with all that it does."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(
        label=_("Valid for"), coerce=int, choices=period_choices, initial=min(90, MOST_DAYS)
    )

    def __init__(self, agent: Agent, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self._agent = agent
        choices = [(one.value, one.label) for one in Scope if agent.has_perms(OPENS[one])]
        self.fields["scopes"].choices = choices  # type: ignore[attr-defined]

    def make(self) -> tuple[Token, str]:
        """Of a valid form. The secret is told to its agent now, and to nobody ever again."""
        secret = new_secret()
        token = Token(
            agent=self._agent,
            purpose=self.cleaned_data["purpose"],
            scopes=self.cleaned_data["scopes"],
            digest=digest_of(secret),
            begins=secret[:8],
            expires_at=timezone.now() + timedelta(days=self.cleaned_data["days"]),
        )
        token.save(force_insert=True)
        return token, secret
