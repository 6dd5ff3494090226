"""The page behind an invitation's link: the person sets their password."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import SetPasswordForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from command_center.people.models import Agent
from command_center.signing_in import inviting
from command_center.signing_in.invitation import Invitation
from command_center.signing_in.noting import note_access


@login_not_required
@sensitive_variables("token")
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = inviting.open_invitation(token)
    if found is None:
        return render(request, "pages/invitation/over.html", status=404)
    form: SetPasswordForm[Agent] = SetPasswordForm(found.agent, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _accepted(request, found, form.cleaned_data["new_password1"])
    context = {"form": form, "agent": found.agent, "ends_at": found.ends_at}
    return render(request, "pages/invitation/invitation.html", context)


@transaction.atomic
def _accepted(request: HttpRequest, found: Invitation, password: str) -> HttpResponse:
    if not inviting.use(found, password):
        return render(request, "pages/invitation/over.html", status=404)
    note_access("invitation_accepted", found.agent, request)
    messages.success(request, _("Your password is set: sign in with it."))
    return redirect("sign_in")
