"""The beginning of a shift: why its agent looks at all."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.journal.models import Operation
from command_center.journal.noting import Thing, note
from command_center.journal.origin import SHIFT_REASON, origin_of
from command_center.people.agent import Agent
from command_center.people.reason import LONGEST_REASON, Use, offered
from command_center.people.roles import Role

OTHER = "other"


class ReasonChoiceForm(forms.Form):
    """One of those that are offered, or words of one's own."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"), widget=forms.RadioSelect({"autofocus": True})
    )
    own = forms.CharField(
        label=gettext_lazy("In your own words"), max_length=LONGEST_REASON, required=False
    )

    def __init__(self, agent: Agent, use: Use, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        roles = frozenset(Role(post.role) for post in agent.posts_in_force)
        texts = [(one.text, str(one)) for one in offered(use, roles)]
        choices = [*texts, (OTHER, _("Another reason"))]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]
        self.fields["reason"].initial = choices[0][0]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("reason") == OTHER and not found.get("own", "").strip():
            self.add_error("own", _("Say the reason in a few words."))
        return found

    def choose(self, text: str) -> None:
        """Beforehand: what was said the last time."""
        offered = {value for value, _ in self.fields["reason"].choices}  # type: ignore[attr-defined]
        self.initial = {"reason": text} if text in offered else {"reason": OTHER, "own": text}

    @property
    def said(self) -> str:
        chosen: str = self.cleaned_data["reason"]
        return self.cleaned_data["own"].strip() if chosen == OTHER else chosen


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
def shift(request: HttpRequest) -> HttpResponse:
    """Asked once a session, before the first look; said again, it holds from then on."""
    assert isinstance(request.user, Agent)
    present = str(request.session.get(SHIFT_REASON, ""))
    form = ReasonChoiceForm(request.user, Use.SHIFT, request.POST or None)
    if present:
        form.choose(present)
    onward = request.POST.get("next") or request.GET.get("next") or "/"
    if form.is_valid():
        begin_shift(request, form.said)
        is_here = url_has_allowed_host_and_scheme(onward, {request.get_host()})
        return redirect(onward if is_here else "/")
    status = 400 if form.is_bound else 200
    context = {"form": form, "next": onward, "present": _(present) if present else ""}
    return render(request, "pages/shift/shift.html", context, status=status)


def begin_shift(request: HttpRequest, reason: str) -> None:
    request.session[SHIFT_REASON] = reason
    note(Operation.ACCESS, Thing("shift"), origin_of(request))
