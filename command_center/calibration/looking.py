"""Whether a camera may be looked at now: by the law, and as its worker says.

Only the worker knows what runs, and so whether a certificate names it. It tells in a later room,
which gives its ear here (`heard_by`).
"""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from command_center.law.gate import permissions

Heard = Callable[[int], bool | None]
"""By the camera's number, whether its worker may look; None: it has said nothing of it."""

_heard: list[Heard] = []


def heard_by(ear: Heard) -> None:
    """Once, when the room begins."""
    _heard[:] = [ear]


def hindrance(camera_id: int) -> str:
    """Why nothing of the camera can be measured now; empty where nothing is known against it."""
    if not _is_covered(camera_id):
        return _(
            "No order in force covers this camera: it is not analysed, and nothing can be measured."
        )
    if any(ear(camera_id) is False for ear in _heard):
        return _(
            "An order in force covers this camera, but its certificate does not name the software "
            "or the models that run: it is not analysed, and nothing can be measured."
        )
    return ""


def _is_covered(camera_id: int) -> bool:
    now = timezone.now()
    given = permissions(now).get(camera_id, ())
    return any(one.starts_at <= now < one.ends_at for one in given)
