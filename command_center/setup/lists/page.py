"""Many cameras at once: a file is chosen here; what it would do is looked at before it is done."""

from typing import cast

import redis
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.setup.lists.columns import column_rows
from command_center.setup.lists.lines import MOST_BYTES, MOST_LINES, FileRefused
from command_center.setup.lists.pending import KEPT_FOR_S, PendingImport, keep
from command_center.setup.lists.reading import read_file

RIGHTS = ("venues.add_camera", "venues.change_camera", "venues.change_zone")
LONGEST_FILE_NAME = 120


@right(*RIGHTS, filtered=True)
@require_http_methods(["GET", "POST"])
@never_cache
def camera_import(request: HttpRequest) -> HttpResponse:
    refused: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            return redirect("camera_import_preview", _kept(request))
        except FileRefused as refusal:
            refused = refusal.texts
        except redis.RedisError:
            refused = (redis_is_away(),)
    context = {
        "refused": refused,
        "columns": column_rows(),
        "most_bytes": filesizeformat(MOST_BYTES),
        "most_lines": MOST_LINES,
        "minutes": KEPT_FOR_S // 60,
    }
    return render(request, "pages/cameras/import.html", context)


def redis_is_away() -> str:
    return _("The message server (Redis) does not answer: try again in a moment.")


def _kept(request: HttpRequest) -> str:
    """The token of what waits now. Raises `FileRefused` and redis' `RedisError`."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise FileRefused(_("Choose a file first."))
    size = file.size or 0
    if size > MOST_BYTES:
        sizes = {"size": filesizeformat(size), "most": filesizeformat(MOST_BYTES)}
        raise FileRefused(_("The file has %(size)s, %(most)s at most are read: split it.") % sizes)
    lines = read_file(file.read())
    waiting = PendingImport((file.name or "")[:LONGEST_FILE_NAME], lines)
    return keep(cast(Agent, request.user), waiting)
