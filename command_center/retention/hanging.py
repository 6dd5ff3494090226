"""What retention keeps of a camera: until it has gone, the camera is not deleted."""

from collections.abc import Iterator

from django.db.models import Max
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command_center.retention.classes import IMAGES
from command_center.retention.limits import due_at, limits
from command_center.retention.models import Rule, StoredFile
from command_center.setup.deletion.hanging import Hanging, hanging, kept_by
from command_center.venues.models import Camera


def declare() -> None:
    kept_by(_of_camera)


def _of_camera(camera: Camera) -> Iterator[Hanging]:
    files = StoredFile.objects.filter(camera=camera)
    if count := files.count():
        text = ngettext(
            "%(count)s file with images: by its age it goes by %(when)s at the latest, unless it "
            "is held",
            "%(count)s files with images: by their age the last ones go by %(when)s, unless they "
            "are held",
            count,
        )
        yield Hanging(text % {"count": count, "when": _last_due(camera)}, is_kept=True)
    rules = Rule.objects.filter(camera=camera)
    text = ngettext(
        "%(count)s rule of retention of its own",
        "%(count)s rules of retention of its own",
        rules.count(),
    )
    yield from hanging(text, rules, is_kept=True)


def _last_due(camera: Camera) -> str:
    newest = (
        StoredFile.objects.filter(camera=camera).values("what").annotate(at=Max("captured_from"))
    )
    found = {row["what"]: row["at"] for row in newest}
    due = [
        due_at(found[what], limit)
        for what in IMAGES
        if what in found
        for limit in limits(what)
        if camera.pk in limit.scopes
    ]
    local = timezone.localtime(max(due, default=timezone.now()))
    return formats.date_format(local, "SHORT_DATETIME_FORMAT") if due else _("nobody knows when")
