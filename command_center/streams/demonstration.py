"""What a newcomer finds: a venue, its cameras, an order for a day, a first sign-in."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from command_center.law.models import Notice, Order
from command_center.people.models import Agent, Designation, Subject, Training
from command_center.people.service import Service
from command_center.streams.demo_films.films import compose, films
from command_center.venues.models import Camera, Venue, Zone
from detection.kinds import EventKind

VENUE = "Demonstration"
WHOLE_PICTURE = [[0, 0], [1, 0], [1, 1], [0, 1]]
ORDER_LASTS = timedelta(hours=24)
ORDER_RENEWED_BEFORE = timedelta(hours=1)
FIRST_AGENT = "admin"
DESIGNATION_LASTS = timedelta(days=365)


@dataclass(frozen=True)
class DemoCamera:
    name: str
    url: str
    zones: Sequence[dict[str, object]] = field(default_factory=list)


def cameras_from(addresses: Sequence[str]) -> list[DemoCamera]:
    """Cameras or films that were given: the whole picture is watched, for want of zones."""
    zones: list[dict[str, object]] = [
        {"name": "Whole picture", "kind": EventKind.INTRUSION.value, "polygon": WHOLE_PICTURE},
        {"name": "Crowd", "kind": EventKind.DENSITY.value, "polygon": WHOLE_PICTURE},
    ]
    return [
        DemoCamera(f"{number}. {_short_name(address)}", _address(address), zones)
        for number, address in enumerate(addresses, 1)
    ]


def composed_cameras(folder: Path, progress: Callable[[float], None]) -> list[DemoCamera]:
    paths = compose(folder, progress)
    return [
        DemoCamera(film.camera_name, str(paths[film.camera_name]), [film.zone]) for film in films()
    ]


Completion = Callable[[Sequence[Camera]], None]
_completions: list[Completion] = []


def completed_by(completion: Completion) -> None:
    """Said once by a later room: what of its own the demonstration's cameras get."""
    _completions.append(completion)


@transaction.atomic
def set_up(cameras: Sequence[DemoCamera]) -> list[Camera]:
    """The demonstration venue shows these cameras and no other; other venues are left alone."""
    venue, _ = Venue.objects.get_or_create(name=VENUE)
    names = [camera.name for camera in cameras]
    venue.cameras.exclude(name__in=names).update(is_enabled=False)
    stored = [_store(venue, camera) for camera in cameras]
    _ensure_order(venue, stored)
    for completion in _completions:
        completion(stored)
    return stored


def first_sign_in(state_dir: Path) -> tuple[str, str] | None:
    """Name and password of the first agent; None once the password has been changed."""
    file = state_dir / "first_password"
    agent = Agent.objects.filter(username=FIRST_AGENT).first()
    if agent is None:
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(12))
        agent = Agent.objects.create_superuser(FIRST_AGENT, password=file.read_text())
    elif not file.exists() or not agent.check_password(file.read_text()):
        return None
    if not agent.designations.exists():
        _designate(agent)
    return FIRST_AGENT, file.read_text()


@transaction.atomic
def _designate(agent: Agent) -> None:
    """For a year, entered by nobody, and in words that say that it is for show."""
    now, day = timezone.now(), timezone.localdate()
    Designation.objects.create(
        agent=agent,
        authority="Demonstration: not an authority's act",
        service=Service.POLICE_NATIONALE,
        scope="To show the product; films, and no public place",
        starts_at=now,
        ends_at=now + DESIGNATION_LASTS,
    )
    for subject in Subject:
        Training.objects.create(
            agent=agent,
            subject=subject,
            given_on=day,
            ends_at=now + DESIGNATION_LASTS,
            provider="Demonstration: not a training",
            evidence="none: demonstration",
        )


def _store(venue: Venue, given: DemoCamera) -> Camera:
    values = {"url": given.url, "is_enabled": True}
    camera, _ = Camera.objects.update_or_create(venue=venue, name=given.name, defaults=values)
    for zone in given.zones:
        _store_zone(camera, dict(zone))
    return camera


def _store_zone(camera: Camera, given: dict[str, object]) -> None:
    """What has no column of its own is a parameter of the kind. Zones drawn since are kept."""
    columns = {key: given.pop(key) for key in ("name", "kind", "polygon")}
    if not camera.zones.filter(name=columns["name"]).exists():
        zone = Zone(camera=camera, parameters=given, **columns)
        zone.full_clean()
        zone.save()


def _ensure_order(venue: Venue, cameras: Sequence[Camera]) -> None:
    now = timezone.now()
    lasting = Order.objects.in_force(now).filter(
        venue=venue, is_demonstration=True, ends_at__gt=now + ORDER_RENEWED_BEFORE
    )
    wanted = {camera.pk for camera in cameras}
    if any(wanted <= set(order.cameras.values_list("pk", flat=True)) for order in lasting):
        return
    order = Order.objects.create(
        reference=f"DEMO-{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}",
        authority="Demonstration: not an order of a prefect",
        venue=venue,
        kinds=[kind.value for kind in EventKind],
        event="Demonstration",
        reasons="To show the product",
        perimeter=venue.name,
        starts_at=now,
        ends_at=now + ORDER_LASTS,
        is_demonstration=True,
    )
    order.cameras.set(cameras)
    Notice.objects.create(
        order=order, published_at=now, is_exemption=True, reason="Films, and no public place"
    )


def _short_name(address: str) -> str:
    """Without credentials, which an address may hold."""
    parts = urlsplit(address)
    return (parts.hostname or "" if "://" in address else Path(address).stem) or parts.path


def _address(address: str) -> str:
    """A file's full path: the worker may run in another folder."""
    return str(Path(address).resolve()) if Path(address).exists() else address
