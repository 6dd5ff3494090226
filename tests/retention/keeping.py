"""Things that are kept, as old as a test wants them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.utils import timezone

from command_center.alerts.models import Alert
from command_center.law.models import Order
from command_center.leases.models import Lease
from command_center.people.models import Agent
from command_center.retention.classes import RetentionClass
from command_center.retention.folder import footage_folder
from command_center.retention.hold import Procedure
from command_center.retention.models import Hold, Rule, StoredFile
from command_center.venues.models import Camera

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
numbers = count(1)


def unsaved_file(seen_by: Camera, start: datetime, **given: Any) -> StoredFile:
    """A clip of ten seconds."""
    content = f"clip {next(numbers)}".encode()
    usual: dict[str, Any] = {
        "what": RetentionClass.CLIPS.value,
        "venue": seen_by.venue,
        "camera": seen_by,
        "path": f"clips/{uuid4().hex}.mp4",
        "captured_from": start,
        "captured_until": start + timedelta(seconds=10),
        "size_bytes": len(content),
        "sha256": sha256(content).hexdigest(),
        "stored_at": timezone.now(),
    }
    return StoredFile(**usual | given)


def kept_file(seen_by: Camera, age: timedelta, **given: Any) -> StoredFile:
    """With its file on the disk."""
    file = unsaved_file(seen_by, timezone.now() - age, **given)
    place = on_disk(file)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"clip")
    file.save()
    return file


def on_disk(file: StoredFile) -> Path:
    return footage_folder() / file.path


def unsaved_alert(camera: Camera, order: Order, start: datetime, **given: Any) -> Alert:
    """As a worker would store it under this order."""
    usual: dict[str, Any] = {
        "camera": camera,
        "order": order,
        "zone_name": "lawn",
        "kind": "intrusion",
        "started_at": start,
        "box": [0.0, 0.0, 1.0, 1.0],
        "confidence": 0.9,
        "reason": {},
        "uid": uuid4(),
        "fence": Lease.objects.get(camera=camera).fence,
        "found_at": timezone.now(),
    }
    return Alert(**usual | given)


def kept_alert(camera: Camera, order: Order, age: timedelta, **given: Any) -> Alert:
    alert = unsaved_alert(camera, order, timezone.now() - age, **given)
    alert.save()
    return alert


def ruled(author: Agent, hours: int | None, **given: Any) -> Rule:
    usual: dict[str, Any] = {"what": RetentionClass.CLIPS.value, "reason": "The prefect asks it"}
    return Rule.objects.create(author=author, keep_hours=hours, **usual | given)


def unsaved_hold(by: Agent, seeing: Sequence[Camera] = (), **given: Any) -> Hold:
    """Of the last day, for a week; of single alerts or files where no camera is given."""
    now = timezone.now()
    usual: dict[str, Any] = {
        "procedure": Procedure.FLAGRANTE.value,
        "reference": "PV 2026/4711",
        "authority": "Commissariat de Lyon 3e",
        "requester": "Cne Martin",
        "cameras": [camera.pk for camera in seeing],
        "covers_from": now - 60 * DAY if seeing else None,
        "covers_until": now if seeing else None,
        "placed_by": by,
        "placed_at": now,
        "ends_at": now + 7 * DAY,
    }
    return Hold(**usual | given)


def held(by: Agent, cameras: Sequence[Camera] = (), **given: Any) -> Hold:
    hold = unsaved_hold(by, cameras, **given)
    hold.save()
    hold.refresh_from_db()  # dated by the database
    return hold
