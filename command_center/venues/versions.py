"""Every change to what a camera looks for makes a version, with its author, time and reason."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from command_center.people.models import Agent
from command_center.venues.camera_setup import put_setup, setup_of
from command_center.venues.models import Camera, CameraVersion
from command_center.venues.weakening import Weakening, weakenings


class Outdated(Exception):
    """Somebody has changed the camera since; `latest` says who and when."""

    def __init__(self, latest: CameraVersion) -> None:
        super().__init__(f"Camera “{latest.camera}” is at version {latest.number} already.")
        self.latest = latest


def latest_number(camera: Camera) -> int:
    """0 for a camera that nobody has changed yet."""
    latest = camera.versions.first()
    return latest.number if latest else 0


class SecondPersonNeeded(Exception):
    """The change weakens a guarantee and is undone; `wait_for_second` keeps it for another."""

    def __init__(self, wanted: CameraVersion, found: list[Weakening]) -> None:
        super().__init__(f"Camera “{wanted.camera}”: another administrator must approve of this.")
        self.wanted = wanted
        self.weakenings = found


@contextmanager
def changing(
    camera_id: int,
    based_on: int | None,
    author: Agent,
    reason: str,
    approved_by: Agent | None = None,
) -> Iterator[Camera]:
    """Lock the camera, let the block change it, and keep what has come of it as a new version.

    `based_on` is the version that the author has seen; `Outdated` where it is not the latest.
    None where only the present matters. `SecondPersonNeeded` where it weakens a guarantee and
    nobody else approved. What is raised undoes everything.
    """
    with transaction.atomic():
        camera = Camera.objects.select_for_update(no_key=True).get(pk=camera_id)
        before = camera.versions.first() or _first(camera)
        if based_on is not None and based_on != before.number:
            raise Outdated(before)
        yield camera
        camera.refresh_from_db()
        _keep_change(before, _version(camera, before.number + 1, author, reason, approved_by))


def restore(version: CameraVersion, based_on: int, author: Agent, reason: str) -> None:
    """As a new version; nothing of what came between is lost."""
    with changing(version.camera_id, based_on, author, reason) as camera:
        put_setup(camera, version.setup)


def _first(camera: Camera) -> CameraVersion:
    first = _version(camera, 0, None, "")
    first.save()
    return first


def _keep_change(before: CameraVersion, wanted: CameraVersion) -> None:
    if wanted.setup == before.setup:
        return
    found = weakenings(before.setup, wanted.setup)
    if found and wanted.approved_by is None:
        raise SecondPersonNeeded(wanted, found)
    wanted.save()


def _version(
    camera: Camera,
    number: int,
    author: Agent | None,
    reason: str,
    approved_by: Agent | None = None,
) -> CameraVersion:
    """Not saved yet."""
    return CameraVersion(
        camera=camera,
        number=number,
        author=author,
        reason=reason,
        approved_by=approved_by,
        at=timezone.now(),
        setup=setup_of(camera),
    )
