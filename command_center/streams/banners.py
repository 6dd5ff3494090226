"""What must be said on every page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import redis
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from command_center.calibration.models import Calibration
from command_center.law.models import Order
from command_center.law.warnings import warnings
from command_center.leases.models import Worker
from command_center.people.reach import AT_CAMERA, Reach
from command_center.people.reached import reach_of
from command_center.register.standing import Refused, refused
from command_center.streams.model_in_use import kinds_without_model, model_state
from command_center.venues.models import KIND_LABELS
from detection.kinds import EventKind
from detection.models import ModelState, fetch_command
from detection.register import FILE


@dataclass(frozen=True, slots=True)
class Banner:
    severity: str
    text: str


def banners(request: HttpRequest) -> dict[str, Any]:
    """Context processor; nothing is said to a stranger. `is_stopped` reddens the stop key;
    `is_demonstration`: films are shown, and newcomers try things."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"banners": [], "is_stopped": False}
    of_the_law = warnings(timezone.now(), reach_of(request, "law.view_order"))
    told = [Banner(*one) for one in of_the_law.told()]
    return {
        "banners": [*told, *_banners(of_the_law.in_force, reach_of(request, "venues.view_camera"))],
        "is_stopped": of_the_law.is_anything_stopped,
        "is_demonstration": any(one.is_demonstration for one in of_the_law.in_force),
    }


def _banners(in_force: Iterable[Order], seen: Reach) -> list[Banner]:
    try:
        state = model_state()
    except redis.RedisError:
        text = _("The message server (Redis) does not answer: pictures and alerts have stopped.")
        return [Banner("high", text)]
    reduced = [Banner("medium", f"{_reduced()} {_why(state)}")]
    reduced = reduced if state != ModelState.IN_USE else []
    return [*_changed_models(), *_not_looked_for(in_force), *_calibrated(seen), *reduced]


def _changed_models() -> list[Banner]:
    """Somebody has changed a file: that is to be looked into, whatever it is used for."""
    names = Worker.objects.values_list("name", flat=True)
    return [Banner("high", _changed(one)) for one in refused(name.split("@")[-1] for name in names)]


def _changed(one: Refused) -> str:
    told = _(
        "The model %(file)s on %(machine)s is not the registered one (SHA-256 %(found)s, "
        "registered %(expected)s) and is not used. Copy the registered file back, or enter this "
        "one under “Models”."
    )
    retired = _(
        "The model %(file)s on %(machine)s was retired, and is not used (SHA-256 %(found)s). "
        "Choose another one, or bring it back under “Models”."
    )
    digests = ", ".join(f"{digest[:12]}…" for digest in sorted(one.expected))
    given = {"file": one.file, "machine": one.machine, "found": f"{one.found[:12]}…"}
    return told % {**given, "expected": digests} if digests else retired % given


def _not_looked_for(in_force: Iterable[Order]) -> list[Banner]:
    """A kind that is ordered and cannot be found must not look like a quiet camera."""
    ordered = {kind for order in in_force for kind in order.kinds}
    missing = sorted(ordered & kinds_without_model())
    if not missing:
        return []
    text = _("Ordered, but not looked for: %(kinds)s. No model for it is in %(file)s.")
    kinds = ", ".join(str(KIND_LABELS[EventKind(kind)]) for kind in missing)
    return [Banner("high", text % {"kinds": kinds, "file": settings.MODELS_DIR / FILE})]


def _calibrated(seen: Reach) -> list[Banner]:
    """A camera that raises no alerts must not look like a quiet one."""
    running = Calibration.objects.running(timezone.now()).filter(seen.of(*AT_CAMERA))
    names = ", ".join(sorted(str(one.camera) for one in running.select_related("camera")))
    text = _("Being calibrated, without any alert: %(cameras)s.")
    return [Banner("medium", text % {"cameras": names})] if names else []


def _reduced() -> str:
    return _("Detection is reduced to things that move: nobody who stands still is seen.")


def _why(state: ModelState) -> str:
    model, folder = settings.MODEL, settings.MODELS_DIR
    if state == ModelState.REFUSED:
        refused = _("The model %(model)s in %(folder)s cannot be used: the workers' log says why.")
        return refused % {"model": model, "folder": folder}
    missing = _("The model %(model)s is missing; to fetch it: %(command)s")
    return missing % {"model": model, "command": fetch_command(model, folder)}
