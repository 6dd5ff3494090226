"""Which cameras a model looks through: each change is a version of its camera."""

from collections.abc import Collection, Mapping

from django.db import transaction

from command_center.people.models import Agent
from command_center.register.models import RegisteredModel
from command_center.venues.models import Camera
from command_center.venues.versions import changing


@transaction.atomic
def assign(
    model: RegisteredModel,
    shown: Mapping[int, int],
    chosen: Collection[int],
    author: Agent,
    reason: str,
) -> int:
    """Those chosen get the model, others that had it the general one. How many were changed.

    `shown`: camera → the version that the author has seen. Raises `Outdated`: nothing is changed.
    """
    cameras = Camera.objects.filter(pk__in=list(shown)).order_by("pk")
    to_change = [one for one in cameras if (one.model == model.name) != (one.pk in chosen)]
    for camera in to_change:
        with changing(camera.pk, shown[camera.pk], author, reason) as locked:
            locked.model = model.name if camera.pk in chosen else ""
            locked.save(update_fields=["model"])
    return len(to_change)
