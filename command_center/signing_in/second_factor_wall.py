"""Who must have a second factor and has none yet gets nothing but the pages to set one up."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

from command_center.people.models import Agent
from command_center.signing_in.second_factor import lacks_second_factor

STILL_OPEN = frozenset(
    {
        "account",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "sign_out",
        "set_language",
        "healthz",
        "readyz",
    }
)


class SecondFactorWall(MiddlewareMixin):
    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        if name in STILL_OPEN or not isinstance(request.user, Agent):
            return None
        if not lacks_second_factor(request.user):
            return None
        if request.method == "GET":
            return redirect("account")
        return HttpResponseForbidden()
