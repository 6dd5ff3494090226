"""The page that answers who saw a camera between two times, and why."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.audit.criteria import Criteria
from command_center.audit.inquiry import inquiring, inquiry_words
from command_center.audit.rows import entry_rows, lasted
from command_center.audit.search_form import cameras
from command_center.audit.search_page import reach_of, searched
from command_center.audit.time_axis import time_axis
from command_center.audit.watching import MOST, Watched, watched
from command_center.people.door import looked_at, right
from command_center.people.forms import AT_LOCAL, instant
from command_center.people.reach import Reach

LONGEST = timedelta(days=31)


class WatchedForm(forms.Form):
    camera = forms.ChoiceField(label=gettext_lazy("Camera"))
    since = forms.DateTimeField(label=gettext_lazy("From"), widget=instant())
    until = forms.DateTimeField(label=gettext_lazy("To"), widget=instant())

    def __init__(self, given: Any, reach: Reach) -> None:
        super().__init__(given)
        self.fields["camera"].choices = cameras(reach)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until <= since:
            self.add_error("until", _("The end must come after the start."))
        if since and until and until - since > LONGEST:
            self.add_error("until", _("Ask for a month at most."))
        return given

    def criteria(self) -> Criteria:
        given = self.cleaned_data
        return Criteria(given["since"], given["until"], camera=int(given["camera"]))


@right("journal.view_entry", looks=True, filtered=True)
@require_GET
@never_cache
@inquiring
def journal_watched(request: HttpRequest) -> HttpResponse:
    reach = reach_of(request)
    is_asked = "camera" in request.GET
    form = WatchedForm(_usual(timezone.now()) | request.GET.dict() if is_asked else None, reach)
    form.initial = _usual(timezone.now())
    context: dict[str, Any] = {"form": form, "inquiry": inquiry_words(request), "most": MOST}
    if not form.is_valid():
        status = 400 if is_asked else 200
        return render(request, "pages/audit/watched.html", context, status=status)
    criteria = form.criteria()
    context |= _shown(criteria, dict(form.fields["camera"].choices))  # type: ignore[attr-defined]
    found = context["watched"]
    looked_at(request, [searched(criteria, len(found.looks), reach, "journal_watched")])
    return render(request, "pages/audit/watched.html", context)


def _shown(criteria: Criteria, names: dict[int, str]) -> dict[str, Any]:
    since, until, camera = criteria.since, criteria.until, criteria.camera
    assert since is not None
    assert until is not None
    assert camera is not None
    found = watched(camera, since, until)
    return {
        "watched": found,
        "looks": [(one, lasted(one.since, one.until)) for one in found.looks],
        "axis": time_axis(found.looks, since, until),
        "moments": entry_rows(found.moments),
        "answer": _answer(found, names[camera]),
        "since": timezone.localtime(since),
        "until": timezone.localtime(until),
    }


def _answer(found: Watched, camera: str) -> str:
    people = found.people
    if not people:
        return _("Nobody saw pictures of %(camera)s of that time.") % {"camera": camera}
    told = {"camera": camera, "people": ", ".join(people)}
    return _("%(people)s saw pictures of %(camera)s of that time.") % told


def _usual(now: datetime) -> dict[str, str]:
    until = timezone.localtime(now).replace(second=0, microsecond=0) + timedelta(minutes=1)
    since = until - timedelta(hours=24)
    return {"since": f"{since:{AT_LOCAL}}", "until": f"{until:{AT_LOCAL}}"}
