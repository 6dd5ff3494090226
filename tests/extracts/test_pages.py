"""The desk in a browser's place: asked by one, released by another, handed over with its trace."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import AsyncClient, Client
from django.utils import timezone

from command_center.extracts.making import make
from command_center.extracts.models import Extract, ExtractStep
from command_center.journal.models import Entry, Operation
from command_center.people.models import Agent
from command_center.people.post import Post
from command_center.people.roles import Role
from command_center.retention.folder import place_of
from command_center.retention.models import Hold
from command_center.venues.models import Camera, Venue
from tests.extracts.asking import asked, made, of_stretch
from tests.people.trained import trained

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "en"})


def filled(camera: Camera, began_at: datetime, **given: Any) -> dict[str, Any]:
    local = timezone.localtime(began_at)
    usual = {
        "procedure": "flagrante",
        "authority": "Parquet de Lyon",
        "requester": "Cne Martin",
        "reference": "PV 2026/4711",
        "recipient": "Commissariat de Lyon",
        "cameras": [camera.pk],
        "covers_from": f"{local + timedelta(seconds=5):%Y-%m-%dT%H:%M:%S}",
        "covers_until": f"{local + timedelta(seconds=15):%Y-%m-%dT%H:%M:%S}",
        "why_no_shorter": "From the first to the last sight",
        "appearance": "plain",
        "keep_until": f"{timezone.localdate() + timedelta(days=20):%Y-%m-%d}",
    }
    return usual | given


def test_extract_is_asked_for_with_the_stretch_of_the_timeline(
    client: Client, recorded: Camera, began_at: datetime, asker: Agent
) -> None:
    client.force_login(asker)
    since_ms = round(began_at.timestamp() * 1000)
    stretch = f"from={since_ms + 5300}&until={since_ms + 14200}"
    page = client.get(f"/extracts/new?camera={recorded.pk}&{stretch}").content.decode()
    local = timezone.localtime(began_at)
    assert f"{local + timedelta(seconds=5):%Y-%m-%dT%H:%M:%S}" in page
    assert f"{local + timedelta(seconds=15):%Y-%m-%dT%H:%M:%S}" in page
    assert "without a gap" in page
    answer = client.post("/extracts/new", filled(recorded, began_at))
    extract = Extract.objects.get()
    assert answer.headers["location"] == f"/extracts/{extract.pk}"
    assert (extract.asked_by, extract.cameras) == (asker, [recorded.pk])
    assert extract.covers_from == began_at + timedelta(seconds=5)
    entry = Entry.objects.get(object_kind="extract_new", operation=Operation.MODIFICATION)
    assert entry.reason == f"{extract.number}: PV 2026/4711"


def test_looking_what_there_is_asks_for_nothing(
    client: Client, recorded: Camera, began_at: datetime, asker: Agent
) -> None:
    client.force_login(asker)
    page = client.post("/extracts/new", filled(recorded, began_at, look="1"))
    assert "without a gap" in page.content.decode()
    later = filled(recorded, began_at + timedelta(minutes=5), look="1")
    assert "nothing is recorded" in client.post("/extracts/new", later).content.decode()
    assert not Extract.objects.exists()
    assert not Hold.objects.exists()


def test_long_stretch_asks_to_be_confirmed(
    client: Client, recorded: Camera, began_at: datetime, asker: Agent
) -> None:
    client.force_login(asker)
    until = timezone.localtime(began_at + timedelta(minutes=11))
    long = filled(recorded, began_at, covers_until=f"{until:%Y-%m-%dT%H:%M:%S}")
    answer = client.post("/extracts/new", long)
    assert answer.status_code == 400
    assert "longer than ten minutes" in answer.content.decode()
    assert client.post("/extracts/new", long | {"is_long_confirmed": "on"}).status_code == 302


def test_whoever_was_filmed_gets_nobody_else_plain(
    client: Client, recorded: Camera, began_at: datetime, asker: Agent
) -> None:
    client.force_login(asker)
    plain = filled(recorded, began_at, procedure="rights_request")
    assert client.post("/extracts/new", plain).status_code == 400
    assert client.post("/extracts/new", plain | {"appearance": "blurred"}).status_code == 302


def test_two_persons_and_a_receipt(
    client: Client, recorded: Camera, began_at: datetime, asker: Agent, second: Agent
) -> None:
    client.force_login(asker)
    client.post("/extracts/new", filled(recorded, began_at))
    extract = Extract.objects.get()
    address = f"/extracts/{extract.pk}"
    client.post(f"{address}/release")
    assert not ExtractStep.objects.exists()
    client.force_login(second)
    assert "Waits for you" in client.get("/extracts/").content.decode()
    client.post(f"{address}/release")
    assert make(extract)
    client.force_login(asker)
    assert client.get(f"{address}/receipt.pdf").content.startswith(b"%PDF")
    client.post(f"{address}/hand-over", {"received_by": ""})
    assert Hold.objects.active().exists()
    client.post(f"{address}/hand-over", {"received_by": "Cne Martin"})
    assert not Hold.objects.active().exists()
    page = client.get(address).content.decode()
    assert "Cne Martin" in page
    assert "handed over" in page
    entry = Entry.objects.get(object_kind="extract_receipt")
    assert (entry.operation, entry.recipients) == (
        Operation.COMMUNICATION,
        "Commissariat de Lyon",
    )


def test_refusal_says_why(client: Client, recorded: Camera, asker: Agent, second: Agent) -> None:
    extract = asked(recorded, asker)
    client.force_login(second)
    client.post(f"/extracts/{extract.pk}/refuse", {"reason": " "})
    assert not ExtractStep.objects.exists()
    client.post(f"/extracts/{extract.pk}/refuse", {"reason": "Not signed"})
    assert "Not signed" in client.get(f"/extracts/{extract.pk}").content.decode()
    assert not Hold.objects.active().exists()


@pytest.mark.django_db(transaction=True)
def test_download_is_a_communication_with_its_recipient(
    recorded: Camera, began_at: datetime, asker: Agent, second: Agent
) -> None:
    step = made(recorded, asker, second, **of_stretch(began_at, 5, 8))
    client = AsyncClient()
    client.force_login(asker)

    async def download() -> tuple[Any, bytes]:
        answer: Any = await client.get(f"/extracts/{step.extract_id}/package.zip")
        return answer, b"".join([chunk async for chunk in answer.streaming_content])

    answer, content = asyncio.run(download())
    assert content == place_of(step.package_path).read_bytes()
    assert int(answer["Content-Length"]) == len(content)
    entry = Entry.objects.get(object_kind="extract_package")
    assert (entry.operation, entry.camera) == (Operation.COMMUNICATION, recorded.pk)
    assert entry.recipients == "Commissariat de Lyon 3ᵉ"
    assert entry.reason == f"{step.extract.number}: PV 2026/4711"
    assert (entry.seen_from, entry.seen_to) == (
        step.extract.covers_from,
        step.extract.covers_until,
    )
    assert entry.detail["package_sha256"] == step.package_sha256


def test_extract_of_a_camera_elsewhere_is_not_there(
    client: Client, recorded: Camera, asker: Agent, second: Agent
) -> None:
    extract = asked(recorded, asker)
    station = Venue.objects.create(name="Station")
    agent = trained(Agent.objects.create_user("elsewhere", password="correct horse battery"))
    usual = {"entered_by": asker, "starts_at": timezone.now() - timedelta(minutes=1)}
    Post.objects.create(agent=agent, role=Role.SUPERVISOR, venue=station.pk, **usual)
    client.force_login(agent)
    assert extract.number not in client.get("/extracts/").content.decode()
    for way in ("", "/receipt.pdf", "/package.zip"):
        assert client.get(f"/extracts/{extract.pk}{way}").status_code == 404
    for way in ("release", "refuse", "hand-over"):
        assert client.post(f"/extracts/{extract.pk}/{way}").status_code == 404


def test_reading_extracts_needs_no_training_and_downloading_does(
    client: Client, recorded: Camera, asker: Agent
) -> None:
    extract = asked(recorded, asker)
    reader = Agent.objects.create_user("reader", password="correct horse battery")
    codenames = ["view_extract", "add_extract", "release_extract"]
    reader.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(reader)
    assert client.get(f"/extracts/{extract.pk}").status_code == 200
    assert client.get(f"/extracts/{extract.pk}/package.zip").status_code == 403
    assert client.post(f"/extracts/{extract.pk}/release").status_code == 403
