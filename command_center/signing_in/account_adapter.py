"""How django-allauth signs agents in here: nobody signs up, and who guesses waits."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from command_center.people.models import Agent
from command_center.signing_in import lock_out
from command_center.signing_in.address import address_of
from command_center.signing_in.first_page import first_page
from command_center.signing_in.noting import note_access

WRONG = _("The username or the password is wrong.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "incorrect_password": _("The password is wrong."),
        "enter_current_password": _("The password is wrong."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        assert isinstance(request.user, Agent)
        return first_page(request.user)

    def is_safe_url(self, url: str | None) -> bool:
        """Whoever asks for the front page is led to the first one of theirs."""
        return url != "/" and bool(super().is_safe_url(url))

    def add_message(self, *args: Any, **given: Any) -> None:
        """Nothing: our pages speak for themselves."""

    def respond_user_inactive(self, request: HttpRequest, user: Agent) -> HttpResponse:
        """By a passkey, say: as if it were not known."""
        note_access("sign_in_refused", user, request)
        return redirect("sign_in")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Agent | None:
        """An account that is switched off, one that does not exist and a wrong password are told
        alike, and take as long."""
        name = credentials.get("username", "")
        attempt = lock_out.attempt(lock_out.account(name), lock_out.address(address_of(request)))
        if attempt.locked_until:
            note_access("sign_in_locked_out", _known(name), request)
            raise locked_out(attempt)
        found = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        if isinstance(found, Agent):
            attempt.succeeded()
            return found
        note_access("sign_in_failed", _known(name), request, locks=attempt.locks)
        return None

    def is_reauthentication_required(self, *, app: str, **given: Any) -> bool:  # noqa: ARG002
        """Not right after signing in."""
        request = self.request
        if request is None or not request.user.is_authenticated:
            return True
        records = get_authentication_records(request, request.user)
        proven_at_s = max((record["at"] for record in records), default=0)
        return bool(time.time() - proven_at_s >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)


def locked_out(attempt: lock_out.Attempt) -> ValidationError:
    at = timezone.localtime(attempt.locked_until)
    return ValidationError(
        _("Too many failed attempts: wait until %(time)s, then try again."),
        code="locked_out",
        params={"time": date_format(at, "H:i:s")},
    )


def _known(name: str) -> Agent | None:
    """Names that nobody has are not kept: some type their password there."""
    return Agent.objects.filter(username=name).first()
