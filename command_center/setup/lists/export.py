"""The list of cameras as a file: to be kept, changed in a spreadsheet, and imported again."""

import csv
import io
import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.people.door import right
from command_center.setup.lists.columns import EXPORTED
from command_center.setup.lists.csv_cells import delimiter, guarded, number
from command_center.setup.lists.record import Record, record_of
from command_center.venues.models import Camera, Venue

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of old."""


@right("venues.change_camera", hands_over=True)
@require_GET
@never_cache
def export_csv(request: HttpRequest) -> HttpResponse:
    venue = _wanted(request)
    return _file(as_csv(_records(venue)), "text/csv; charset=utf-8", venue, "csv")


@right("venues.change_camera", hands_over=True)
@require_GET
@never_cache
def export_json(request: HttpRequest) -> HttpResponse:
    venue = _wanted(request)
    text = json.dumps({"cameras": _records(venue)}, ensure_ascii=False, indent=2)
    return _file(text + "\n", "application/json", venue, "json")


def as_csv(records: list[Record]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter())
    writer.writerow(EXPORTED)
    writer.writerows([_cell(record[column]) for column in EXPORTED] for record in records)
    return BOM + file.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return number(value) if isinstance(value, float) else guarded(str(value))


def _wanted(request: HttpRequest) -> Venue | None:
    """None: all of them."""
    asked = request.GET.get("venue", "")
    return get_object_or_404(Venue, pk=asked if asked.isdecimal() else 0) if asked else None


def _records(venue: Venue | None) -> list[Record]:
    found = Camera.objects.select_related("venue")
    return [record_of(camera) for camera in (found.filter(venue=venue) if venue else found)]


def _file(text: str, media_type: str, venue: Venue | None, ending: str) -> HttpResponse:
    of = slugify(venue.name) if venue else ""
    name = "-".join(["vigie", "cameras", *([of] if of else []), f"{timezone.localdate()}"])
    disposition = f'attachment; filename="{name}.{ending}"'
    return HttpResponse(text, media_type, headers={"Content-Disposition": disposition})
