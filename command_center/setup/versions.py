"""What was changed on a camera, by whom, when and why; what waits; and going back."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.setup.difference_rows import DifferenceRow, difference_rows
from command_center.setup.given_zones import LONGEST_REASON
from command_center.setup.waiting import waiting_row
from command_center.venues.models import Camera, CameraVersion
from command_center.venues.telling import outdated_words, tell_waiting
from command_center.venues.versions import (
    Outdated,
    SecondPersonNeeded,
    latest_number,
    restore,
)


class VersionRow(NamedTuple):
    version: CameraVersion
    differences: list[DifferenceRow]
    can_be_restored: bool


@require_GET
@right("venues.view_cameraversion", looks=True)
def versions(request: HttpRequest, camera_id: int) -> HttpResponse:
    camera = get_object_or_404(Camera.objects.select_related("venue"), pk=camera_id)
    found = list(camera.versions.select_related("author", "approved_by"))
    context: dict[str, Any] = {"camera": camera, "rows": list(_rows(found))}
    context["waiting"] = waiting_row(camera, cast(Agent, request.user))
    context |= {"latest": found[0].number if found else 0, "longest_reason": LONGEST_REASON}
    return render(request, "pages/cameras/versions.html", context)


@right("venues.change_zone")
@require_POST
def restore_version(request: HttpRequest, camera_id: int, number: int) -> HttpResponse:
    version = get_object_or_404(CameraVersion, camera=camera_id, number=number)
    reason = request.POST.get("reason", "").strip()[:LONGEST_REASON]
    try:
        based_on = int(request.POST.get("based_on", ""))
        _restore(request, version, based_on, reason)
    except ValueError:
        messages.error(request, _("Nothing was changed: the form was not complete."))
    return redirect("versions", camera_id)


def _restore(request: HttpRequest, version: CameraVersion, based_on: int, reason: str) -> None:
    if not reason:
        messages.error(request, _("Say in a few words why: it is kept with the change."))
        return
    try:
        restore(version, based_on, cast(Agent, request.user), reason)
    except Outdated:
        messages.error(request, outdated_words())
    except SecondPersonNeeded as needed:
        tell_waiting(request, needed)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        told = _("Version %(old)s is in force again, as version %(new)s.")
        numbers = {"old": version.number, "new": latest_number(version.camera)}
        messages.success(request, told % numbers)


def _rows(found: Sequence[CameraVersion]) -> Iterator[VersionRow]:
    """The newest first, each with what it changed; the first version changed nothing."""
    for place, (version, before) in enumerate(pairwise([*found, None])):
        assert version is not None
        changes = difference_rows(before.setup, version.setup) if before else []
        yield VersionRow(version, changes, place > 0)
