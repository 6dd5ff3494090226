"""The pages of the desk: what waits, asking, one extract and its steps."""

import json
from datetime import datetime, timedelta
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from command_center.extracts.ask_form import DAY, KEPT_FOR, AskForm
from command_center.extracts.coverage import coverage
from command_center.extracts.desk import NotTaken, ask, hand_over, refuse, release
from command_center.extracts.extract import LONG
from command_center.extracts.models import Extract, ExtractStep
from command_center.extracts.places import reached_by
from command_center.extracts.rows import (
    extract_rows,
    files_shown,
    length_words,
    obstacle_words,
    stage_rows,
    step_rows,
)
from command_center.extracts.state import State
from command_center.extracts.step import StepKind
from command_center.people.door import for_reason, right
from command_center.people.models import Agent
from command_center.people.reached import reach_of
from command_center.retention.models import StoredFile
from command_center.review.asked_stretch import instant
from command_center.venues.models import Camera

MOST_SHOWN = 200


@right("extracts.view_extract", looks=True, filtered=True)
@require_safe
@never_cache
def extracts(request: HttpRequest) -> HttpResponse:
    reach = reach_of(request, "extracts.view_extract")
    found = Extract.objects.filter(reached_by(reach)).select_related("venue", "asked_by")
    latest = found.prefetch_related("steps")[:MOST_SHOWN]
    releases = reach_of(request, "extracts.release_extract")
    rows = extract_rows(latest, cast(Agent, request.user), releases)
    context = {
        "waiting": [one for one in rows if one.waits],
        "open": [one for one in rows if one.is_open and not one.waits],
        "done": [one for one in rows if not one.is_open],
        "most": MOST_SHOWN,
    }
    return render(request, "pages/extracts/extracts.html", context)


@right("extracts.add_extract", filtered=True)
@require_http_methods(["GET", "POST"])
@never_cache
def extract_new(request: HttpRequest) -> HttpResponse:
    """Asked by the timeline, its cameras and stretch are filled in; `look` shows what there is
    and asks for nothing."""
    reach = reach_of(request, "extracts.add_extract")
    form = AskForm(reach, request.POST or None, initial=_given(request))
    is_asked = request.method == "POST" and "look" not in request.POST
    if is_asked and form.is_valid():
        agent = cast(Agent, request.user)
        extract = ask(form.save(commit=False), agent, form.cleaned_data["keep_until"])
        for_reason(request, _reason(extract), extract.authority)
        messages.success(request, _("Extract %(number)s is asked for.") % {"number": extract})
        return redirect("extract", extract.pk)
    chosen, stretch = _filled_in(form)
    lasts = stretch[1] - stretch[0] if stretch else None
    context = {
        "form": form,
        "is_asked": is_asked,
        "coverage": coverage(chosen, *stretch) if stretch else [],
        "length": length_words(lasts) if lasts else "",
        "is_long": bool(lasts and lasts > LONG),
    }
    status = 400 if is_asked else 200
    return render(request, "pages/extracts/extract_new.html", context, status=status)


@right("extracts.view_extract", looks=True)
@require_safe
@never_cache
def extract(request: HttpRequest, extract_id: int) -> HttpResponse:
    return _page(request, extract_id)


@right("extracts.release_extract")
@require_POST
def extract_release(request: HttpRequest, extract_id: int) -> HttpResponse:
    found = _locked(request, extract_id)
    return _answered(request, found, lambda: release(found, cast(Agent, request.user)))


@right("extracts.release_extract")
@require_POST
def extract_refuse(request: HttpRequest, extract_id: int) -> HttpResponse:
    found = _locked(request, extract_id)
    why = request.POST.get("reason", "").strip()[:500]
    if not why:
        messages.error(request, _("Say in a few words why: it is kept with the extract."))
        return redirect("extract", extract_id)
    return _answered(request, found, lambda: refuse(found, cast(Agent, request.user), why))


@right("extracts.add_extract")
@require_POST
def extract_hand_over(request: HttpRequest, extract_id: int) -> HttpResponse:
    found = _locked(request, extract_id)
    taker = request.POST.get("received_by", "").strip()[:200]
    if not taker:
        messages.error(request, _("Say who received it: their receipt says the same."))
        return redirect("extract", extract_id)
    return _answered(request, found, lambda: hand_over(found, cast(Agent, request.user), taker))


def _locked(request: HttpRequest, extract_id: int) -> Extract:
    found = get_object_or_404(Extract.objects.select_related("hold"), pk=extract_id)
    for_reason(request, _reason(found), found.authority)
    return found


def _answered(request: HttpRequest, found: Extract, take: Any) -> HttpResponse:
    try:
        take()
    except NotTaken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Kept, with your name and the time."))
    return redirect("extract", found.pk)


def _page(request: HttpRequest, extract_id: int) -> HttpResponse:
    known = Extract.objects.select_related("venue", "asked_by", "hold")
    found = get_object_or_404(known.prefetch_related("steps__by"), pk=extract_id)
    agent = cast(Agent, request.user)
    releases = reach_of(request, "extracts.release_extract")
    (row,) = extract_rows([found], agent, releases)
    steps = list(found.steps.all())
    made = next((one for one in steps if one.kind == StepKind.MADE), None)
    attempt = getattr(found, "attempt", None)
    manifest = json.loads(made.manifest) if made else None
    context = {
        "row": row,
        "steps": step_rows(steps),
        "stages": stage_rows(steps),
        "is_mine": found.asked_by_id == agent.pk,
        "made": made,
        "manifest": manifest,
        "package_name": f"{found.number}.zip",
        "command": f"scripts/verify-export {found.number}.zip --key public-key.pem",
        "files": files_shown(manifest) if manifest else [],
        "is_there": made is not None and _is_there(made),
        "attempt": attempt if row.state == State.RELEASED else None,
        "obstacle": obstacle_words(attempt) if row.state == State.RELEASED else "",
        "is_held": found.hold.released_at is None and found.hold.ends_at > timezone.now(),
    }
    return render(request, "pages/extracts/extract.html", context)


def _is_there(made: ExtractStep) -> bool:
    """Retention has not erased it yet."""
    return StoredFile.objects.filter(path=made.package_path, erasing_since=None).exists()


def _reason(found: Extract) -> str:
    return f"{found.number}: {found.reference}"


def _given(request: HttpRequest) -> dict[str, Any]:
    """The stretch as the timeline gives it, to whole seconds around it."""
    given: dict[str, Any] = {
        "appearance": "blurred",
        "is_watermarked": True,
        "keep_until": (timezone.localdate() + KEPT_FOR).strftime(DAY),
        "cameras": [int(one) for one in request.GET.getlist("camera") if one.isdecimal()],
    }
    if "from" in request.GET and "until" in request.GET:
        until = instant(request, "until") + timedelta(microseconds=999_999)
        given["covers_from"] = instant(request, "from").replace(microsecond=0)
        given["covers_until"] = until.replace(microsecond=0)
    return given


def _filled_in(form: AskForm) -> tuple[list[Camera], tuple[datetime, datetime] | None]:
    """Cameras and stretch, as far as they are said and make sense."""
    if form.is_bound:
        form.is_valid()
        chosen, said = form.chosen, dict(form.cleaned_data)
    else:
        reached = form.fields["cameras"].queryset  # type: ignore[attr-defined]
        chosen, said = list(reached.filter(pk__in=form.initial["cameras"])), dict(form.initial)
    since, until = said.get("covers_from"), said.get("covers_until")
    return chosen, (since, until) if since and until and since < until else None
