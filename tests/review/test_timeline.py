"""The timeline's answer: what it shows of which cameras, to whom, and what it leaves."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.judging import judge
from command_center.alerts.models import Alert
from command_center.footage.models import Gap
from command_center.footage.paths import path_of
from command_center.journal.models import Entry, Operation
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.retention.folder import footage_folder
from command_center.review.look_reason import LOOK_REASON
from command_center.streams.models import CameraState
from command_center.venues.models import Camera, Venue
from tests.audit.conftest import posted
from tests.people.trained import trained
from tests.retention.keeping import held
from tests.review.conftest import REASON, ms, planted_segment

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
ADDRESS = "/review/timeline.json"


def asked(client: Client, *cameras: Camera, **given: Any) -> dict[str, Any]:
    now = timezone.now()
    stretch = {"from": ms(now - timedelta(hours=2)), "until": ms(now)}
    answer = client.get(ADDRESS, {"camera": [one.pk for one in cameras], **stretch, **given})
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = answer.json()
    return told


@pytest.fixture
def elsewhere(db: None) -> Camera:
    return Camera.objects.create(
        venue=Venue.objects.create(name="Station"), name="Platform", url="/c.mp4"
    )


def test_each_camera_s_times_are_told(
    client: Client, investigator: Agent, camera: Camera, began_at: datetime
) -> None:
    planted_segment(camera, began_at, began_at + MINUTE)
    planted_segment(camera, began_at + 3 * MINUTE, began_at + 4 * MINUTE)
    gap = {"began_at": began_at + MINUTE, "ended_at": began_at + 3 * MINUTE, "cause": "disk_full"}
    Gap.objects.create(camera=camera, **gap)
    CameraState.objects.create(
        camera=camera, state="covered", since=began_at, until=began_at + 2 * MINUTE
    )
    CameraState.objects.create(camera=camera, state="live", since=began_at + 2 * MINUTE)
    held(investigator, [camera], covers_from=began_at, covers_until=began_at + 2 * MINUTE)
    told = asked(client, camera)
    began, minute = ms(began_at), 60_000
    assert told["cameras"] == [camera.pk]
    assert told["recorded"] == [
        [camera.pk, began, began + minute],
        [camera.pk, began + 3 * minute, began + 4 * minute],
    ]
    assert told["gaps"] == [[camera.pk, began + minute, began + 3 * minute, "disk_full"]]
    assert told["unseeing"] == [[camera.pk, began, began + 2 * minute, "covered", ""]]
    assert told["held"] == [[camera.pk, began, began + 2 * minute, ""]]
    view_hold = Permission.objects.get(codename="view_hold")
    investigator.user_permissions.add(view_hold)
    assert asked(client, camera)["held"][0][3] == "PV 2026/4711"


def test_an_alert_is_told_with_its_verdict_and_leaves_an_entry_of_its_camera(
    client: Client, investigator: Agent, camera: Camera, order: Order, intrusion: Found
) -> None:
    alert = raise_alert(intrusion)
    told = asked(client, camera, until=ms(timezone.now() + MINUTE))["alerts"]
    assert told == [[alert.pk, camera.pk, "intrusion", ms(alert.started_at), None, ""]]
    entry = Entry.objects.get(object_kind="alerts")
    assert entry.operation == Operation.CONSULTATION
    assert (entry.camera, entry.detail) == (camera.pk, {"alerts": [alert.pk]})
    judge(alert, investigator, "confirmed", follow_up="none")
    assert asked(client, camera, until=ms(timezone.now() + MINUTE))["alerts"][0][5] == "confirmed"


def test_who_has_the_alerts_up_to_an_instant_is_told_the_later_ones(
    client: Client, investigator: Agent, camera: Camera, order: Order, intrusion: Found
) -> None:
    alert = raise_alert(intrusion)
    Alert.objects.update(ended_at=alert.started_at)
    later = ms(alert.started_at) + 1000
    assert asked(client, camera, until=later + 1000, alerts_from=later)["alerts"] == []
    assert asked(client, camera, until=later + 1000, alerts_from=later + 5000)["alerts"] == []
    assert not Entry.objects.filter(object_kind="alerts").exists()


def test_only_what_each_right_reaches_is_shown(
    client: Client, camera: Camera, elsewhere: Camera, order: Order, intrusion: Found
) -> None:
    raise_alert(intrusion)
    now = timezone.now()
    planted_segment(elsewhere, now - MINUTE, now)
    agent = trained(posted("durand", Role.OPERATOR, elsewhere.venue))
    client.force_login(agent)
    told = asked(client, camera, elsewhere)
    assert told["cameras"] == [elsewhere.pk]
    assert told["alerts"] == []
    assert [one[0] for one in told["recorded"]] == [elsewhere.pk]
    recordings_only = trained(Agent.objects.create_user("one", password="correct horse battery"))
    recordings_only.user_permissions.set(Permission.objects.filter(codename="view_segment"))
    client.force_login(recordings_only)
    told = asked(client, camera, elsewhere, until=ms(now + MINUTE))
    assert told["cameras"] == [camera.pk, elsewhere.pk]
    assert told["alerts"] == []


def test_a_stranger_is_refused(client: Client, stranger: Agent, camera: Camera) -> None:
    client.force_login(stranger)
    assert client.get(ADDRESS, {"camera": camera.pk, "from": 0, "until": 1}).status_code == 403
    assert client.get("/review/").status_code == 403


def test_what_grows_is_told_up_to_its_last_byte(
    client: Client, investigator: Agent, camera: Camera, settings: Any, tmp_path: Path
) -> None:
    settings.STATE_DIR = tmp_path
    now = timezone.now()
    since = (now - timedelta(seconds=20)).replace(microsecond=0)
    for at in (since, now - timedelta(days=1)):
        place = footage_folder() / path_of(camera.pk, at, 3)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"moof")
    (told,) = asked(client, camera)["growing"]
    assert told[:2] == [camera.pk, ms(since)]
    assert abs(told[2] - ms(now)) < 10_000
    earlier = {"until": ms(now - timedelta(hours=1))}
    assert asked(client, camera, **earlier)["growing"] == []


@pytest.mark.parametrize(
    "given",
    [
        {"camera": "1 OR 1"},
        {"camera": [str(n) for n in range(1, 18)]},
        {"until": "now"},
        {"from": "0", "until": "1"},
        {"alerts_from": "x"},
        {"until": str(ms(timezone.now() + timedelta(days=60)))},
    ],
)
def test_what_makes_no_sense_is_refused(
    client: Client, investigator: Agent, given: dict[str, Any]
) -> None:
    now = ms(timezone.now())
    assert client.get(ADDRESS, {"from": now - 1000, "until": now, **given}).status_code == 400


def test_the_page_asks_for_its_reason_and_then_shows_the_cameras_that_were_asked_for(
    client: Client, investigator: Agent, camera: Camera, elsewhere: Camera
) -> None:
    address = f"/review/?camera={elsewhere.pk}&at=1790000000000"
    fresh = Client(headers={"accept-language": "en"})
    fresh.force_login(investigator)
    asked_first = fresh.get(address)
    assert asked_first.status_code == 302
    assert asked_first["Location"].startswith("/review/reason?next=%2Freview%2F%3Fcamera%3D")
    given = fresh.post(asked_first["Location"], {"reason": REASON, "next": address})
    assert given["Location"] == address
    page = fresh.get(address)
    assert page.status_code == 200
    assert [one["name"] for one in page.context["timeline"]["lanes"]] == ["Platform"]
    assert "Extract…" not in page.content.decode()


def test_page_of_the_last_day_asks_for_it_before_its_scripts_are_read(
    client: Client, investigator: Agent, camera: Camera
) -> None:
    session = client.session
    session[LOOK_REASON] = {"reason": REASON, "at": timezone.now().isoformat()}
    session.save()
    page = client.get(f"/review/?camera={camera.pk}")
    first = page.context["timeline"]["first"]
    assert f'rel="preload" as="fetch" crossorigin href="{escape(first["address"])}"' in page.text
    told = client.get(first["address"]).json()
    assert (told["from"], told["until"]) == (first["from"], first["until"])
    assert told["cameras"] == [camera.pk]
    assert first["from"] < ms(timezone.now()) < first["until"]
    for other in ("at=1790000000000", "span=60000"):
        page = client.get(f"/review/?camera={camera.pk}&{other}")
        assert page.context["timeline"]["first"] is None
        assert "preload" not in page.text.replace("modulepreload", "")
