"""Cameras are searched for, asked and entered, as the page does it; no password comes back."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.people.models import Agent
from command_center.setup.credentials import Credentials, joined
from command_center.setup.discovery.device_words import trouble_words
from command_center.venues.models import Camera, Venue
from detection.source.onvif.trouble import Trouble
from tests.onvif.discoverable import Discoverable
from tests.onvif.manner import Manner, Stream
from tests.onvif.peer import PASSWORD, USER, Peer
from tests.onvif.wsdl import MEDIA

HOST = "127.0.0.81"
LOGIN = {"user": USER, "password": PASSWORD}


@pytest.fixture
def administrator(operator: Agent, client: Client) -> Agent:
    rights = ["add_camera", "change_zone"]
    operator.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(operator)
    return operator


def post(client: Client, path: str, **fields: Any) -> dict[str, Any]:
    answer = client.post(path, fields, headers={"accept-language": "en"})
    assert answer.status_code == 200
    assert PASSWORD not in answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_search_says_which_are_entered_already(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    camera.url = joined(f"rtsp://{HOST}/main", Credentials("admin", PASSWORD))
    camera.save()
    told_address = f"http://{HOST}:8080/onvif/device_service"
    with Discoverable(HOST, told_address, "North gate", "Dome 4"):
        told = post(client, "/cameras/search", addresses=HOST)
        everywhere = post(client, "/cameras/search")
    (found,) = told["found"]
    assert found == {
        "address": told_address,
        "host": HOST,
        "name": "North gate",
        "model": "Dome 4",
        "entered": camera.name,
    }
    assert found in everywhere["found"]


def test_addresses_without_a_camera_are_told_with_the_reason(
    client: Client, administrator: Agent
) -> None:
    with Peer(Manner(page=b"<html>")) as website:
        told = post(client, "/cameras/search", addresses=f"{HOST} 127.0.0.1:{website.port}")
    assert told["found"] == []
    reasons = {one["hosts"]: one["text"] for one in told["silent"]}
    assert reasons == {
        HOST: trouble_words()[Trouble.NO_ANSWER],
        "127.0.0.1": trouble_words()[Trouble.NOT_ONVIF],
    }


def test_wrong_address_is_named(client: Client, administrator: Agent) -> None:
    assert "“door:x”" in post(client, "/cameras/search", addresses="192.0.2.1 door:x")["error"]
    assert "error" in post(client, "/cameras/ask", address="nowhere at all", **LOGIN)


def test_camera_tells_its_profiles_and_what_will_hurt(client: Client, administrator: Agent) -> None:
    streams = (Stream("main", 1920, 1080, "H265"), Stream("sub", 640, 360, fps=12))
    with Peer(Manner(streams=streams, clock_off=timedelta(hours=1))) as peer:
        told = post(client, "/cameras/ask", address=peer.address, **LOGIN)
    assert (told["title"], told["firmware"], told["main"], told["sub"]) == (
        "ACME Dome 4",
        "1.2",
        0,
        1,
    )
    main, sub = told["profiles"]
    assert main["label"] == "1920 × 1080 · H.265"
    assert "Browsers do not play" in main["hints"][0]
    assert sub["facts"] == "12 pictures/s · 4.0 Mbit/s · keyframe every 4.2 s"
    assert "clock" in told["notes"][0]


def test_encoder_with_several_inputs_asks_which(client: Client, administrator: Agent) -> None:
    streams = tuple(Stream(f"{n}", 1280, 720, source=f"input-{n}") for n in range(4))
    with Peer(Manner(streams=streams)) as peer:
        told = post(client, "/cameras/ask", address=peer.address, **LOGIN)
    assert "4" in told["notes"][0]
    assert (told["main"], told["sub"]) == (0, None)


def test_fault_is_told_in_the_words_of_the_camera(client: Client, administrator: Agent) -> None:
    with Peer(Manner(services=(MEDIA,), fails_at=(MEDIA, "GetProfiles"))) as peer:
        told = post(client, "/cameras/ask", address=peer.address, **LOGIN)
    assert told == {"error": "The camera reports an error: Out of memory"}


def test_password_is_told_nowhere_when_it_is_wrong(
    client: Client, administrator: Agent, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with Peer() as peer:
        asked = {"address": peer.address, "user": USER, "password": PASSWORD + "x"}
        told = post(client, "/cameras/ask", **asked)
        assert told == {"error": trouble_words()[Trouble.REFUSED]}
        assert post(client, "/cameras/ask", address=peer.address, **LOGIN)["profiles"]
    assert PASSWORD not in caplog.text


def test_twelve_cameras_are_entered_one_after_the_other(
    client: Client, administrator: Agent, venue: Venue
) -> None:
    for number in range(12):
        address = f"rtsp://192.0.2.{number}/main"
        given = {"name": f"Stand {number}", "address": address, "sub_address": f"{address}/sub"}
        told = post(client, "/cameras/enter", venue=venue.pk, **given, **LOGIN)
        assert told["zones"] == f"/cameras/{told['camera']}/zones"
    first = Camera.objects.get(name="Stand 0")
    assert first.url == joined("rtsp://192.0.2.0/main", Credentials(USER, PASSWORD))
    assert first.sub_url == joined("rtsp://192.0.2.0/main/sub", Credentials(USER, PASSWORD))
    assert (first.queue, first.analysed_per_s, first.is_enabled) == ("cpu", 5.0, True)
    assert Camera.objects.count() == 12


def test_camera_that_cannot_be_entered_says_why(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    given = {"name": camera.name, "address": "rtsp://192.0.2.9/main", **LOGIN}
    assert "already" in post(client, "/cameras/enter", venue=camera.venue.pk, **given)["error"]
    assert "error" in post(client, "/cameras/enter", venue="", **given)
    assert Camera.objects.count() == 1


def test_who_may_only_look_searches_asks_and_enters_nothing(
    client: Client, operator: Agent, venue: Venue
) -> None:
    client.force_login(operator)
    for path in ("/cameras/search", "/cameras/ask", "/cameras/enter"):
        assert client.post(path, {"address": "127.0.0.1", **LOGIN}).status_code == 403


def test_every_trouble_has_words() -> None:
    assert trouble_words().keys() == set(Trouble)
