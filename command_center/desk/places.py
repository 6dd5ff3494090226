"""Where what is put aside belongs: at its camera. Situations are named by one of their alerts."""

from collections.abc import Iterator, Sequence

from django.utils.translation import ngettext

from command_center.desk.models import Suppression
from command_center.people.places import found_at, placed
from command_center.people.reach import Place
from command_center.setup.deletion.hanging import Hanging, hanging, kept_by
from command_center.venues.models import Camera


def declare() -> None:
    found_at("suppression_id", _of_suppression)
    kept_by(_on_camera)


def _of_suppression(number: int) -> Sequence[Place]:
    found = Suppression.objects.filter(pk=number).order_by()
    return placed(found.values_list("camera__venue_id", "camera_id"))


def _on_camera(camera: Camera) -> Iterator[Hanging]:
    found = Suppression.objects.filter(camera=camera)
    told = ngettext("put aside %(count)s time", "put aside %(count)s times", found.count())
    return hanging(told, found, "reason", is_kept=True)
