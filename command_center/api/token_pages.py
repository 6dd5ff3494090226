"""The pages of the tokens: the list, making one, revoking one, and how the interface is used."""

from dataclasses import dataclass
from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from command_center.api.reference import reference
from command_center.api.token import Token
from command_center.api.token_form import TokenForm
from command_center.people.door import right
from command_center.people.models import Agent

MOST_PAST = 100


@dataclass(frozen=True, slots=True)
class TokenRow:
    """`state`: valid, over, revoked, or left: its agent's account is closed."""

    token: Token
    state: str


@right("api.view_token")
@require_GET
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    known = Token.objects.select_related("agent", "revoked_by")
    valid = list(known.in_force())
    past = known.exclude(pk__in=[one.pk for one in valid])[:MOST_PAST]
    context = {
        "valid": [TokenRow(one, "valid") for one in valid],
        "past": [TokenRow(one, _state(one)) for one in past],
    }
    return render(request, "pages/tokens/tokens.html", context)


@right("api.add_token")
@reauthentication_required(allow_get=False)  # type: ignore[untyped-decorator]
@sensitive_variables("secret")
@require_http_methods(["GET", "POST"])
@never_cache
def token_new(request: HttpRequest) -> HttpResponse:
    """For oneself: nobody gets to act in the name of somebody else. Who left a browser open makes
    none: the password or a second factor was given a moment ago."""
    form = TokenForm(cast(Agent, request.user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        token, secret = form.make()
        context: dict[str, Any] = {
            "token": token,
            "secret": secret,
            "sample": f'curl -H "Authorization: Bearer $TOKEN" {_address(request)}',
        }
        return render(request, "pages/tokens/made.html", context)
    return render(request, "pages/tokens/token_form.html", {"form": form})


@right("api.delete_token")
@require_POST
def token_revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Anybody's: what is lost must be stopped by whoever hears of it."""
    token = get_object_or_404(Token, pk=token_id)
    if token.revoke(cast(Agent, request.user)):
        messages.success(request, _("The token is revoked: whoever holds it gets nothing more."))
    return redirect("tokens")


@right("api.view_token")
@require_GET
@never_cache
def tokens_reference(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/tokens/reference.html", {"groups": reference()})


def _address(request: HttpRequest) -> str:
    return request.build_absolute_uri("/api/v1/alerts")


def _state(token: Token) -> str:
    if token.revoked_at:
        return "revoked"
    return "left" if token.expires_at > timezone.now() else "over"
