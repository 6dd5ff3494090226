"""An agent's account, for administrators: sessions, second factors, identities elsewhere, links."""

from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from command_center.people.door import for_reason, right
from command_center.people.models import Agent
from command_center.people.telling import tell_changed
from command_center.signing_in import inviting, sessions
from command_center.signing_in.factor_pages import factors_of
from command_center.signing_in.identity_form import IdentityForm
from command_center.signing_in.invite_form import InviteForm
from command_center.signing_in.leave import leave
from command_center.signing_in.leave_form import LeaveForm
from command_center.signing_in.managing import managed
from command_center.signing_in.noting import note_change
from command_center.signing_in.second_factor import must_have_second_factor


@right("people.add_agent", "people.add_post")
@require_http_methods(["GET", "POST"])
@never_cache
def person_invite(request: HttpRequest) -> HttpResponse:
    author = cast(Agent, request.user)
    form = InviteForm(author, request.POST or None)
    if request.method == "POST" and form.is_valid():
        agent, post = form.invite()
        note_change("agent", agent, request, role=post.role, venue=post.venue)
        return _link(request, agent, inviting.new_link(agent, author))
    return render(request, "pages/invitation/invite.html", {"form": form})


@right("people.add_agent")
@require_POST
@never_cache
def person_link(request: HttpRequest, agent_id: int) -> HttpResponse:
    """For whom the first link is over, or has forgotten the password."""
    agent = managed(request, agent_id)
    return _link(request, agent, inviting.new_link(agent, cast(Agent, request.user)))


@right("people.change_agent", looks=True)
@require_http_methods(["GET", "POST"])
@never_cache
def person_account(request: HttpRequest, agent_id: int) -> HttpResponse:
    """A POST enters an identity at a provider."""
    agent = managed(request, agent_id)
    form = IdentityForm(agent, cast(Agent, request.user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("person_account", agent.pk)
    context: dict[str, Any] = {
        **factors_of(agent),
        "agent": agent,
        "sessions": sessions.open_sessions(agent),
        "is_forced": must_have_second_factor(agent),
        "identities": agent.identities.select_related("entered_by"),
        "form": form,
        "leavings": agent.leavings.select_related("entered_by"),
        "open_link": agent.invitations.filter(used_at=None).first(),
    }
    return render(request, "pages/account/person_account.html", context)


@right("people.change_agent")
@require_POST
def person_sessions_end(request: HttpRequest, agent_id: int) -> HttpResponse:
    agent = managed(request, agent_id)
    sessions.end_all(agent)
    messages.success(request, _("All sessions are closed."))
    return redirect("person_account", agent.pk)


@right("people.change_agent")
@require_POST
def person_factors_remove(request: HttpRequest, agent_id: int) -> HttpResponse:
    """For a lost telephone. Sessions end, so that whoever found it is out."""
    agent = managed(request, agent_id)
    Authenticator.objects.filter(user=agent).delete()
    sessions.end_all(agent)
    messages.success(request, _("The second factors are removed, and all sessions are closed."))
    return redirect("person_account", agent.pk)


@right("people.change_agent")
@require_POST
def person_identity_remove(request: HttpRequest, agent_id: int, identity_id: int) -> HttpResponse:
    agent = managed(request, agent_id)
    get_object_or_404(agent.identities, pk=identity_id).delete()
    tell_changed(agent.pk)
    return redirect("person_account", agent.pk)


@right("people.change_agent")
@require_http_methods(["GET", "POST"])
@never_cache
def person_leave(request: HttpRequest, agent_id: int) -> HttpResponse:
    agent = managed(request, agent_id)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        for_reason(request, reason)
        leave(agent, cast(Agent, request.user), reason)
        messages.success(request, _("The account is closed, and everything that it had open."))
        return redirect("person", agent.pk)
    return render(request, "pages/account/leave.html", {"form": form, "agent": agent})


@sensitive_variables("token", "link")
def _link(request: HttpRequest, agent: Agent, token: str) -> HttpResponse:
    """Shown now and never again."""
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    context = {
        "agent": agent,
        "link": link,
        "valid_for_h": inviting.VALID_FOR.total_seconds() / 3600,
    }
    return render(request, "pages/invitation/link.html", context)
