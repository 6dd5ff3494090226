"""What is recorded of which camera, how long the disk lasts, and changing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from command_center.footage.camera_recording import LONGEST_ROLL_S, Mode
from command_center.footage.forecast import forecast
from command_center.footage.recording_form import RecordingForm, store
from command_center.footage.recording_rows import venue_rows
from command_center.journal.models import Operation
from command_center.journal.noting import Thing, note_all
from command_center.journal.origin import origin_of
from command_center.people.door import right
from command_center.people.reached import reach_of
from command_center.retention.disk_alarm import alarm
from command_center.retention.disk_watch import disk_watch
from command_center.retention.erasing.room import kept_for
from command_center.venues.models import Camera

CHANGE = "footage.change_camerarecording"


@right("retention.view_rule", filtered=True)
@require_safe
@never_cache
def recording(request: HttpRequest) -> HttpResponse:
    reach, changed = reach_of(request, "retention.view_rule"), reach_of(request, CHANGE)
    found = Camera.objects.filter(reach.of("venue_id", "pk")).select_related("venue")
    cameras = list(found.order_by("venue__name", "venue_id", "name"))
    mine = Camera.objects.filter(changed.of("venue_id", "pk")).values_list("pk", flat=True)
    kept = kept_for()
    watch = disk_watch()
    context = {
        "venues": venue_rows(cameras, frozenset(mine) if changed else frozenset()),
        "watch": watch if reach.is_everywhere else None,
        "forecast": forecast(watch, [kept[one.pk] for one in cameras if one.pk in kept]),
        "alarm": alarm(watch),
        "percent": round(min(1.0, watch.share) * 100) if watch.at else 0,
        "modes": Mode.choices,
        "longest_roll_s": LONGEST_ROLL_S,
        "may_change": bool(changed),
    }
    return render(request, "pages/recording/recording.html", context)


@right(CHANGE, filtered=True)
@require_POST
def recording_change(request: HttpRequest) -> HttpResponse:
    form = RecordingForm(reach_of(request, CHANGE), request.POST)
    if not form.is_valid():
        messages.error(request, _first_error(form))
        return redirect("recording")
    changes = form.changes()
    store(changes)
    _note(request, changes)
    text = ngettext(
        "%(count)s camera is recorded differently from now on.",
        "%(count)s cameras are recorded differently from now on.",
        len(changes),
    )
    told = text % {"count": len(changes)} if changes else _("Nothing is different.")
    messages.success(request, told)
    return redirect("recording")


def _first_error(form: RecordingForm) -> str:
    if "camera" in form.errors:
        return str(form.errors["camera"][0])
    text = _("Nothing was changed: rolls last %(most)s seconds at most.")
    return text % {"most": LONGEST_ROLL_S}


def _note(request: HttpRequest, changes: list[tuple[Camera, dict[str, list[Any]]]]) -> None:
    """Each camera's own entry, beside that of the request: what it was, and what it is."""
    things = [
        Thing(
            "camera_recording",
            camera.pk,
            camera=camera.pk,
            venue=camera.venue_id,
            detail={"camera": camera.name, **different},
        )
        for camera, different in changes
    ]
    note_all(Operation.MODIFICATION, things, origin_of(request))
