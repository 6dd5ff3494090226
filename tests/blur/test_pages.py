"""Unmasking as people do it: a panel beside a player, a list, and what the venue says."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from command_center.blur.models import Approval, Ending, Unmasking, VenueBlur
from command_center.journal.models import Entry, Operation
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.venues.models import Camera, Venue
from tests.blur.unmasked import agent_with, unmasked
from tests.films import write_film
from tests.footage.recorded_film import record_film
from tests.people.posted import posted

pytestmark = pytest.mark.django_db

SINCE = (timezone.now() - timedelta(hours=2)).replace(microsecond=0)
WHY = "Whose bag it is"


def ms(at: object) -> int:
    return round(at.timestamp() * 1000)  # type: ignore[attr-defined]


@pytest.fixture
def asking(client: Client) -> Agent:
    agent = agent_with("asking", "blur.add_unmasking", "footage.view_segment")
    client.force_login(agent)
    return agent


def stretch(camera: Camera) -> dict[str, object]:
    return {
        "cameras": camera.pk,
        "from": ms(SINCE),
        "until": ms(SINCE + timedelta(seconds=10)),
    }


def asked(camera: Camera, **given: object) -> dict[str, object]:
    said = {"unmask-reason": "other", "unmask-own": WHY, "unmask-minutes": 5}
    return {**stretch(camera), **said, **given}


def test_it_is_asked_for_with_a_reason_and_shown_with_its_end(
    client: Client, asking: Agent, camera: Camera
) -> None:
    panel = client.get("/blur/panel", stretch(camera))
    assert b"data-open" in panel.content
    answer = client.post("/blur/unmask", asked(camera))
    assert b"data-plain" in answer.content
    unmasking = Unmasking.objects.get()
    assert (unmasking.agent, unmasking.reason, unmasking.cameras) == (asking, WHY, [camera.pk])
    assert (unmasking.covers_from, unmasking.lasts_min) == (SINCE, 5)
    assert b"data-plain" in client.get("/blur/panel", stretch(camera)).content


def test_the_journal_finds_it_under_its_camera_with_reason_and_stretch(
    client: Client, asking: Agent, camera: Camera
) -> None:
    client.post("/blur/unmask", asked(camera))
    entry = Entry.objects.get(object_kind="unmasking")
    assert (entry.operation, entry.reason) == (Operation.MODIFICATION, WHY)
    assert (entry.author, entry.camera, entry.venue) == (asking.pk, camera.pk, camera.venue_id)
    assert (entry.seen_from, entry.seen_to) == (SINCE, SINCE + timedelta(seconds=10))
    assert Entry.objects.get(object_kind="unmask").reason == WHY


@pytest.mark.parametrize(
    "wrong", [{"unmask-own": " "}, {"unmask-minutes": 16}, {"unmask-reason": ""}]
)
def test_without_a_reason_or_for_too_long_nothing_is_unmasked(
    client: Client, asking: Agent, camera: Camera, wrong: dict[str, object]
) -> None:
    answer = client.post("/blur/unmask", asked(camera, **wrong))
    assert b"data-opens" in answer.content
    assert not Unmasking.objects.exists()


@pytest.mark.parametrize(
    "nonsense",
    [
        {"cameras": ""},
        {"cameras": "x"},
        {"from": "x"},
        {"until": ms(SINCE)},
        {"until": ms(SINCE + timedelta(days=2))},
        {"from": "9" * 30},
    ],
)
def test_nonsense_is_refused(
    client: Client, asking: Agent, camera: Camera, nonsense: dict[str, object]
) -> None:
    assert client.post("/blur/unmask", asked(camera, **nonsense)).status_code == 400
    assert client.get("/blur/panel", stretch(camera) | nonsense).status_code == 400


def test_a_camera_out_of_reach_is_as_if_it_were_not_there(
    client: Client, stranger: Agent, camera: Camera
) -> None:
    other = Camera.objects.create(venue=camera.venue, name="South", url="rtsp://192.0.2.3/")
    client.force_login(posted(stranger, Role.OPERATOR, camera.venue, [other.pk]))
    assert client.post("/blur/unmask", asked(camera)).status_code == 404
    assert client.get("/blur/panel", stretch(camera)).status_code == 404
    assert client.post("/blur/unmask", asked(other)).status_code == 200


def test_cameras_of_two_venues_are_not_unmasked_at_once(
    client: Client, asking: Agent, camera: Camera
) -> None:
    other = Venue.objects.create(name="Station")
    theirs = Camera.objects.create(venue=other, name="Hall", url="rtsp://192.0.2.9/hall")
    both = asked(camera, cameras=f"{camera.pk},{theirs.pk}")
    assert client.post("/blur/unmask", both).status_code == 400


def test_who_unmasked_ends_it_and_nobody_else_by_that_way(
    client: Client, asking: Agent, camera: Camera
) -> None:
    unmasking = unmasked(asking, camera, SINCE)
    client.force_login(agent_with("other", "blur.add_unmasking"))
    assert client.post(f"/blur/{unmasking.pk}/end").status_code == 404
    client.force_login(asking)
    assert client.post(f"/blur/{unmasking.pk}/end").status_code == 204
    assert client.post(f"/blur/{unmasking.pk}/end").status_code == 204
    assert Ending.objects.get().agent == asking
    assert b"data-open" in client.get("/blur/panel", stretch(camera)).content


def test_a_second_person_approves_from_the_list(
    client: Client, asking: Agent, camera: Camera
) -> None:
    VenueBlur.objects.create(venue=camera.venue, unmasking_needs_second=True)
    assert b"data-waits" in client.post("/blur/unmask", asked(camera)).content
    unmasking = Unmasking.objects.get()
    client.force_login(agent_with("second", "blur.add_approval", "blur.view_unmasking"))
    page = client.get("/blur/").content.decode()
    assert WHY in page
    assert f"/blur/{unmasking.pk}/approve" in page
    client.post(f"/blur/{unmasking.pk}/approve")
    assert Approval.objects.get().unmasking == unmasking
    assert f"/blur/{unmasking.pk}/approve" not in client.get("/blur/").content.decode()
    client.force_login(asking)
    assert b"data-plain" in client.get("/blur/panel", stretch(camera)).content


def test_nobody_approves_their_own_from_the_list(client: Client, camera: Camera) -> None:
    VenueBlur.objects.create(venue=camera.venue, unmasking_needs_second=True)
    agent = agent_with("both", "blur.add_unmasking", "blur.add_approval", "blur.view_unmasking")
    client.force_login(agent)
    unmasking = unmasked(agent, camera, SINCE)
    assert f"/blur/{unmasking.pk}/approve" not in client.get("/blur/").content.decode()
    client.post(f"/blur/{unmasking.pk}/approve")
    assert not Approval.objects.exists()


def test_who_may_approve_ends_anybodys(client: Client, asking: Agent, camera: Camera) -> None:
    unmasking = unmasked(asking, camera, SINCE)
    second = agent_with("second", "blur.add_approval", "blur.view_unmasking")
    client.force_login(second)
    client.post(f"/blur/{unmasking.pk}/stop")
    assert Ending.objects.get().agent == second


def test_a_venue_says_what_it_blurs(client: Client, camera: Camera) -> None:
    agent = agent_with("setting up", "blur.change_venueblur")
    client.force_login(agent)
    address = f"/venues/{camera.venue_id}/blur"
    assert client.get(address).status_code == 200
    assert not VenueBlur.objects.exists()
    said = {"review_is_blurred": "on", "clips_are_blurred": "on", "longest_unmasking_min": 20}
    assert client.post(address, said).status_code == 302
    row = VenueBlur.objects.get(venue=camera.venue)
    assert (row.review_is_blurred, row.clips_are_blurred, row.live_is_blurred) == (
        True,
        True,
        False,
    )
    assert row.longest_unmasking_min == 20
    entry = Entry.objects.get(object_kind="venue_blur")
    assert (entry.operation, entry.venue) == (Operation.MODIFICATION, camera.venue_id)
    assert client.post(address, said | {"longest_unmasking_min": 121}).status_code == 400


def test_each_answer_says_in_the_journal_whether_it_was_plain(
    client: Client, asking: Agent, camera: Camera, tmp_path: Path
) -> None:
    record_film(camera, write_film(tmp_path / "film.mp4", 100), SINCE)
    client.post("/review/reason", {"reason": "Removing the doubt about an alert"})
    pictures = {"from": ms(SINCE), "until": ms(SINCE + timedelta(seconds=3)), "origin": ms(SINCE)}
    address = f"/cameras/{camera.pk}/recorded.mp4"
    assert client.get(address, pictures)["X-Vigie-Appearance"] == "blurred"
    client.post("/blur/unmask", asked(camera))
    assert client.get(address, pictures)["X-Vigie-Appearance"] == "plain"
    entries = Entry.objects.filter(object_kind="playback").order_by("id")
    assert [one.detail["plain"] for one in entries] == [False, True]


def test_forms_of_the_list_carry_their_token(client: Client, asking: Agent, camera: Camera) -> None:
    VenueBlur.objects.create(venue=camera.venue, unmasking_needs_second=True)
    unmasking = unmasked(asking, camera, SINCE)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(agent_with("second", "blur.add_approval", "blur.view_unmasking"))
    page = strict.get("/blur/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.split("/approve")[1])
    assert token
    strict.post(f"/blur/{unmasking.pk}/approve", {"csrfmiddlewaretoken": token[1]})
    assert Approval.objects.get().unmasking == unmasking
