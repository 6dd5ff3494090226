"""A venue with one camera, one zone and an order; an operator, and a stranger with no rights."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import SyncToAsync
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import Permission
from django.contrib.auth.signals import user_logged_in
from django.db import connections
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from command_center.alerts.found import Found, found
from command_center.journal.origin import SHIFT_REASON
from command_center.law.models import Order
from command_center.leases.lease import Lease, take
from command_center.people.models import Agent
from command_center.streams.demo_films.films import compose
from command_center.venues.models import Camera, Venue, Zone
from detection.boxes import Box
from detection.kinds import EventKind
from detection.sighting import Sighting
from tests.allowances import allow
from tests.flushing import flush_patiently
from tests.law.emptying import emptying
from tests.law.ordering import ordered
from tests.people.trained import trained

ROOT = Path(__file__).parent.parent

allow()

# How long an example takes says something of the machine only.
AT_ANY_PACE = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
# The same examples in each run: what passes here passes elsewhere.
# `HYPOTHESIS_PROFILE=new_examples` looks further.
hypothesis_settings.register_profile("same_examples", derandomize=True, **AT_ANY_PACE)
hypothesis_settings.register_profile("new_examples", max_examples=1000, **AT_ANY_PACE)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same_examples"))

flush_patiently()

LEFT_HALF = [[0, 0], [0.5, 0], [0.5, 1], [0, 1]]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real footage and models, kept outside the project."""
    folder = Path(os.environ.get("SHARED_DATA") or ROOT.parent / "shared" / "data").resolve()
    if not (folder / "clips.json").exists():
        pytest.skip(f"no footage in {folder}: set SHARED_DATA to run this test")
    return folder


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """As pytest-django's; asynchronous code has a thread, and so a connection, of its own.

    Tests with transactions of their own empty the tables after each: the rules that forbid this
    are off, and on where they are tried (`tests/law`).
    """
    with django_db_blocker.unblock():
        emptying(allowed=True)
    yield
    SyncToAsync.single_thread_executor.submit(connections.close_all).result()


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Hashed as the product does it, each agent would take a quarter of a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PBKDF2PasswordHasher, "iterations", 1)
        yield


@pytest.fixture(scope="session")
def demo_films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Name of the camera → the film that the demonstration composes for it."""
    return compose(tmp_path_factory.mktemp("demonstration"), lambda done: None)


@pytest.fixture(autouse=True)
def shift_begun() -> Iterator[None]:
    """Whoever signs in without the form has said why: pages that show pictures ask for it."""

    def begin(request: Any, **_: Any) -> None:
        request.session.setdefault(SHIFT_REASON, "test")

    user_logged_in.connect(begin)
    yield
    user_logged_in.disconnect(begin)


@pytest.fixture
def venue(db: None) -> Venue:
    return Venue.objects.create(name="Stadium")


@pytest.fixture
def camera(venue: Venue) -> Camera:
    return Camera.objects.create(venue=venue, name="North gate", url="rtsp://192.0.2.1/gate")


@pytest.fixture
def zone(camera: Camera) -> Zone:
    return Zone.objects.create(
        camera=camera, name="lawn", kind=EventKind.INTRUSION.value, polygon=LEFT_HALF
    )


@pytest.fixture
def order(camera: Camera) -> Order:
    return ordered([camera])


@pytest.fixture
def sighting() -> Sighting:
    return Sighting(
        number=1,
        kind=EventKind.INTRUSION,
        zone="lawn",
        start_s=12.0,
        opened_s=13.0,
        end_s=None,
        box=Box(0.1, 0.2, 0.3, 0.6),
        confidence=0.8,
        track=7,
        reason={"objects": 1, "for_s": 1.0},
    )


@pytest.fixture
def lease(camera: Camera) -> Lease:
    """A worker's watch over the camera."""
    taken = take(camera.pk, "worker@here", 0.1)
    assert taken is not None
    return taken


@pytest.fixture
def intrusion(camera: Camera, lease: Lease, sighting: Sighting) -> Found:
    """The sighting, as the camera's worker has just found it."""
    return found(camera, lease.fence, sighting, timezone.now())


@pytest.fixture
def operator(db: None) -> Agent:
    agent = Agent.objects.create_user("operator", password="correct horse battery")
    rights = ["view_camera", "view_alert", "view_order"]
    agent.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return trained(agent)


@pytest.fixture
def stranger(db: None) -> Agent:
    """Has an account and no right at all."""
    return Agent.objects.create_user("stranger", password="correct horse battery")
