"""The forms of the door, in our own words; guesses are counted."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.account.models import Login
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from command_center.people.models import Agent
from command_center.signing_in import lock_out
from command_center.signing_in.account_adapter import locked_out


def code_field(label: Any, help_text: Any = "") -> forms.CharField:
    """Digits; a recovery code is longer than one of an app."""
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
    widget = forms.TextInput(attrs=attributes)
    return forms.CharField(label=label, help_text=help_text, max_length=20, widget=widget)


class SignInForm(LoginForm):  # type: ignore[misc]
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        name = forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
        password = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        self.fields = {
            "username": forms.CharField(label=_("Username"), max_length=150, widget=name),
            "password": forms.CharField(label=_("Password"), widget=password, strip=False),
        }

    def user_credentials(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("username", "password")}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if self.errors:
            return given
        adapter = get_adapter(self.request)
        self.user = adapter.authenticate(self.request, **self.user_credentials())
        if self.user is None:
            raise adapter.validation_error("username_password_mismatch")
        self._login = Login(user=self.user)
        return given


class GuardedCode:
    """A code is a million guesses, so they are counted too."""

    user: Agent

    def clean_code(self) -> str:
        attempt = lock_out.attempt(lock_out.codes(self.user.pk))
        if attempt.locked_until:
            raise locked_out(attempt)
        code: str = super().clean_code()  # type: ignore[misc]
        attempt.succeeded()
        return code


class CodeForm(GuardedCode, AuthenticateForm):  # type: ignore[misc]
    code = code_field(_("Code"), _("Of your authenticator app, or one of your recovery codes."))


class ConfirmByCodeForm(GuardedCode, ReauthenticateByCodeForm):  # type: ignore[misc]
    code = code_field(_("Code"), _("Of your authenticator app, or one of your recovery codes."))


class ConfirmByPasswordForm(ReauthenticateForm):  # type: ignore[misc]
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    code = code_field(_("Code that the app shows now"))


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("By which you know the key or device again.")
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without the password"),
        required=False,
        help_text=_("It then asks for its PIN, a finger or a face each time."),
    )


class NewPasswordForm(PasswordChangeForm):
    def clean_old_password(self) -> str:
        given: str = self.cleaned_data["old_password"]
        adapter = get_adapter()
        if not adapter.reauthenticate(self.user, given):
            raise adapter.validation_error("incorrect_password")
        return given
