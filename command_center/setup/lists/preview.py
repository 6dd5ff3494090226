"""What a list of cameras would do, line by line; with a reason it becomes true."""

from typing import Any, cast

import redis
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.reached import reach_of
from command_center.setup.given_zones import LONGEST_REASON
from command_center.setup.lists.importing import Author, Imported, import_cameras
from command_center.setup.lists.page import RIGHTS, redis_is_away
from command_center.setup.lists.pending import PendingImport, forget, found
from command_center.setup.lists.plan import CHANGED, NEW, UNCHANGED, WRONG, Plan, plan
from command_center.setup.lists.seen_versions import Unforeseen, as_seen, seen_versions
from command_center.venues.models import Venue
from command_center.venues.second_person import AnotherWaits
from command_center.venues.telling import another_waits_words
from command_center.venues.versions import Outdated


@right(*RIGHTS, filtered=True)
@require_http_methods(["GET", "POST"])
@never_cache
def camera_import_preview(request: HttpRequest, token: str) -> HttpResponse:
    try:
        waiting = found(cast(Agent, request.user), token)
    except redis.RedisError:
        messages.error(request, redis_is_away())
        return redirect("camera_import")
    if waiting is None:
        told = _("This import is over: a file is kept for 15 minutes. Choose it again.")
        messages.error(request, told)
        return redirect("camera_import")
    if request.method == "POST" and _is_done(request, _planned(request, waiting)):
        forget(cast(Agent, request.user), token)
        return redirect("cameras")
    context = _context(waiting, _planned(request, waiting))
    context["reason"] = _reason(request)
    return render(request, "pages/cameras/import_preview.html", context)


def _planned(request: HttpRequest, waiting: PendingImport) -> Plan:
    """Only for venues where its author has all the rights for all cameras."""
    reaches = [reach_of(request, one) for one in RIGHTS]
    if all(reach.is_everywhere for reach in reaches):
        return plan(waiting.lines)
    known = Venue.objects.filter(*(reach.wholly_of("pk") for reach in reaches))
    return plan(waiting.lines, frozenset(known.values_list("name", flat=True)))


def _context(waiting: PendingImport, planned: Plan) -> dict[str, Any]:
    groups = {state: planned.of(state) for state in (WRONG, CHANGED, NEW, UNCHANGED)}
    return {
        "file_name": waiting.file_name,
        "groups": groups,
        "plan": planned,
        "weak": [one for one in planned.lines if one.weakenings],
        "seen": seen_versions(planned),
        "longest_reason": LONGEST_REASON,
        "can_be_imported": not groups[WRONG] and (groups[NEW] or groups[CHANGED]),
    }


def _is_done(request: HttpRequest, planned: Plan) -> bool:
    fault = _fault(request, planned) or _imported(request, planned)
    if fault:
        messages.error(request, fault)
    return not fault


def _fault(request: HttpRequest, planned: Plan) -> str:
    """Why the import cannot be; empty where it can."""
    if planned.of(WRONG):
        return _("Nothing was imported: correct the marked lines, and choose the file again.")
    if not 0 < len(_reason(request)) <= LONGEST_REASON:
        return _("Say in a few words why: it is kept with the change.")
    if planned.new_venues and not request.user.has_perm("venues.add_venue"):
        return _("Nothing was imported: you may not enter venues.")
    if planned.new_venues and not request.POST.get("new_venues"):
        return _("Nothing was imported: tick that the new venues are to be entered.")
    return ""


def _imported(request: HttpRequest, planned: Plan) -> str:
    """Why it could not be; empty where it is done."""
    author = Author(cast(Agent, request.user), _reason(request))
    try:
        done = import_cameras(as_seen(planned, request.POST.get("seen", "")), author)
    except Outdated as outdated:
        latest = outdated.latest
        told = _("%(author)s has changed “%(camera)s” meanwhile. Nothing was imported: look again.")
        return told % {"camera": latest.camera, "author": latest.author or "–"}
    except AnotherWaits as waits:
        return f"{waits.pending.camera}: {another_waits_words()}"
    except (ValidationError, Unforeseen):
        return _("The cameras have changed meanwhile. Nothing was imported: look again.")
    _tell(request, done)
    return ""


def _tell(request: HttpRequest, done: Imported) -> None:
    told = _("Imported: %(new)s new, %(changed)s changed.")
    messages.success(request, told % {"new": done.new, "changed": done.changed})
    if done.waiting:
        waiting = _("Waiting for a second administrator: %(cameras)s.")
        messages.warning(request, waiting % {"cameras": ", ".join(done.waiting)})


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "").strip()
