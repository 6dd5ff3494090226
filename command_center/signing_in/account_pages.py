"""My account: the password, second factors, open sessions."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from command_center.people.models import Agent
from command_center.signing_in import sessions
from command_center.signing_in.factor_pages import factors_of
from command_center.signing_in.forms import NewPasswordForm
from command_center.signing_in.noting import note_change
from command_center.signing_in.second_factor import has_second_factor, must_have_second_factor


@login_required
@require_GET
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    agent = cast(Agent, request.user)
    is_forced, has_one = must_have_second_factor(agent), has_second_factor(agent)
    context: dict[str, Any] = {
        **factors_of(agent),
        "sessions": sessions.open_sessions(agent),
        "this_key": request.session.session_key,
        "has_second_factor": has_one,
        "is_forced": is_forced,
        "lacks_second_factor": is_forced and not has_one,
    }
    return render(request, "pages/account/account.html", context)


@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@never_cache
def password(request: HttpRequest) -> HttpResponse:
    agent = cast(Agent, request.user)
    form = NewPasswordForm(agent, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            _go_on_here(request, agent)
            note_change("password_changed", agent, request)
        messages.success(request, _("The password is changed. Other sessions of yours are closed."))
        return redirect("account")
    return render(request, "pages/account/password.html", {"form": form})


@login_required
@require_POST
@transaction.atomic
def session_end(request: HttpRequest, session_id: int) -> HttpResponse:
    agent = cast(Agent, request.user)
    one = get_object_or_404(agent.open_sessions, pk=session_id)
    sessions.end([one])
    note_change("session_ended", agent, request)
    messages.success(request, _("The session is closed."))
    return redirect("account")


@login_required
@require_POST
@transaction.atomic
def sessions_end_others(request: HttpRequest) -> HttpResponse:
    agent = cast(Agent, request.user)
    count = sessions.end_all(agent, but=request.session.session_key)
    note_change("session_ended", agent, request, count=count)
    messages.success(request, _("All other sessions are closed."))
    return redirect("account")


def _go_on_here(request: HttpRequest, agent: Agent) -> None:
    """Under a new key; what was open elsewhere ends."""
    old_key = request.session.session_key or ""
    update_session_auth_hash(request, agent)
    sessions.moved(request, old_key)
    sessions.end_all(agent, but=request.session.session_key)
