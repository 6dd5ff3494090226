"""What a camera usually sees, kept over restarts, until somebody accepts another view."""

import logging

from django.utils import timezone

from command_center.streams.models import UsualView
from command_center.venues.models import Camera
from detection.watchdog.reference import Reference

logger = logging.getLogger(__name__)


def usual_view(camera: Camera) -> Reference | None:
    """None where none is known: it is learnt from what is seen now."""
    stored = UsualView.objects.filter(camera=camera).first()
    if stored is None or _is_older(stored, camera):
        return None
    try:
        return Reference.from_bytes(bytes(stored.edges))
    except ValueError as error:
        logger.warning("Camera “%s”: its usual view is learnt anew: %s", camera, error)
        return None


def keep_usual_view(camera: Camera, reference: Reference) -> None:
    """A view that is not known well enough yet is not kept."""
    if reference.is_ready:
        known = {"edges": reference.to_bytes(), "learnt_at": timezone.now()}
        UsualView.objects.update_or_create(camera=camera, defaults=known)


def accept_view(camera: Camera) -> None:
    """What the camera sees from now on is its usual view: its watch begins anew with it."""
    Camera.objects.filter(pk=camera.pk).update(view_accepted_at=timezone.now())


def _is_older(stored: UsualView, camera: Camera) -> bool:
    return camera.view_accepted_at is not None and stored.learnt_at < camera.view_accepted_at
