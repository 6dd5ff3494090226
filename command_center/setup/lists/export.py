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
from command_center.people.reach import Reach
from command_center.people.reached import reach_of
from command_center.setup.lists.columns import EXPORTED
from command_center.setup.lists.csv_cells import delimiter, guarded, number
from command_center.setup.lists.record import Record, record_of
from command_center.venues.models import Camera, Venue

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of old."""


@right("venues.change_camera", hands_over=True, filtered=True)
@require_GET
@never_cache
def export_csv(request: HttpRequest) -> HttpResponse:
    venue, within = _wanted(request)
    return _file(as_csv(_records(venue, within)), "text/csv; charset=utf-8", venue, "csv")


@right("venues.change_camera", hands_over=True, filtered=True)
@require_GET
@never_cache
def export_json(request: HttpRequest) -> HttpResponse:
    venue, within = _wanted(request)
    text = json.dumps({"cameras": _records(venue, within)}, ensure_ascii=False, indent=2)
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


def _wanted(request: HttpRequest) -> tuple[Venue | None, Reach]:
    """No venue: all of them."""
    within, asked = reach_of(request, "venues.change_camera"), request.GET.get("venue", "")
    number = asked if asked.isdecimal() else 0
    known = Venue.objects.filter(within.of("pk"))
    return get_object_or_404(known, pk=number) if asked else None, within


def _records(venue: Venue | None, within: Reach) -> list[Record]:
    found = Camera.objects.filter(within.of("venue_id", "pk")).select_related("venue")
    return [record_of(camera) for camera in (found.filter(venue=venue) if venue else found)]


def _file(text: str, media_type: str, venue: Venue | None, ending: str) -> HttpResponse:
    of = slugify(venue.name) if venue else ""
    name = "-".join(["vigie", "cameras", *([of] if of else []), f"{timezone.localdate()}"])
    disposition = f'attachment; filename="{name}.{ending}"'
    return HttpResponse(text, media_type, headers={"Content-Disposition": disposition})
