"""A camera is entered, tried and changed; its password comes out nowhere, and goes nowhere else."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.people.models import Agent
from command_center.setup.credentials import Credentials, joined, parted
from command_center.setup.probing import hint_words
from command_center.venues.models import Camera, Venue
from detection.source.probe import Hint
from tests.films import write_film

PASSWORD = "p@ss/wörd:#1"
URL = "rtsp://admin:p%40ss%2Fw%C3%B6rd%3A%231@192.0.2.1/gate"


@pytest.fixture
def administrator(operator: Agent, client: Client) -> Agent:
    rights = ["add_camera", "change_camera", "change_zone"]
    operator.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(operator)
    return operator


@pytest.fixture
def secret(camera: Camera) -> Camera:
    camera.url = URL
    camera.save()
    return camera


def entered(venue: Venue, **changes: Any) -> dict[str, Any]:
    return {
        "venue": venue.pk,
        "name": "West stand",
        "address": "rtsp://192.0.2.1/gate",
        "sub_address": "",
        "user": "admin",
        "password": PASSWORD,
        "queue": "cpu",
        "analysed_per_s": "5",
        "is_enabled": "on",
        **changes,
    }


def changed(camera: Camera, /, **changes: Any) -> dict[str, Any]:
    kept = {"name": camera.name, "password": "", "reason": "moved", "based_on": 0}
    return entered(camera.venue, **kept | changes)


@pytest.mark.parametrize("credentials", [Credentials("admin", PASSWORD), Credentials("a b", "")])
def test_credentials_are_joined_and_parted(credentials: Credentials) -> None:
    address = "rtsp://192.0.2.1:554/gate?channel=1"
    assert parted(joined(address, credentials)) == (address, credentials)


@pytest.mark.parametrize("address", ["/films/gate.mp4", "webcam:0", ""])
def test_what_takes_no_credentials_is_left_as_it_is(address: str) -> None:
    assert joined(address, Credentials("admin", PASSWORD)) == address


def test_camera_is_entered_and_its_zones_come_next(
    client: Client, administrator: Agent, venue: Venue
) -> None:
    answer = client.post("/cameras/new", entered(venue))
    camera = Camera.objects.get()
    assert answer.headers["location"] == f"/cameras/{camera.pk}/zones"
    assert (camera.url, camera.sub_url) == (URL, "")


def test_password_comes_back_in_no_form(
    client: Client, administrator: Agent, secret: Camera
) -> None:
    for answer in (
        client.get(f"/cameras/{secret.pk}"),
        client.post(f"/cameras/{secret.pk}", changed(secret, password=PASSWORD, reason="")),
        client.post("/cameras/new", entered(secret.venue, name="")),
    ):
        assert answer.status_code == 200
        assert "admin" in answer.text
        assert PASSWORD not in answer.text
        assert "p%40ss" not in answer.text


def test_empty_password_keeps_the_present_one(
    client: Client, administrator: Agent, secret: Camera
) -> None:
    client.post(f"/cameras/{secret.pk}", changed(secret, address="rtsp://192.0.2.1/other"))
    secret.refresh_from_db()
    assert secret.url == URL.replace("/gate", "/other")
    assert secret.versions.get(number=1).reason == "moved"


def test_kept_password_goes_to_no_other_host(
    client: Client, administrator: Agent, secret: Camera
) -> None:
    thief = "rtsp://192.0.2.66/gate"
    for field in ("address", "sub_address"):
        answer = client.post(f"/cameras/{secret.pk}", changed(secret, **{field: thief}))
        assert "password" in answer.context["form"].errors
    probed = client.post("/cameras/probe", changed(secret, address=thief, camera=secret.pk))
    assert "error" in probed.json()
    secret.refresh_from_db()
    assert secret.url == URL


def test_second_administrator_is_told(client: Client, administrator: Agent, secret: Camera) -> None:
    client.post(f"/cameras/{secret.pk}", changed(secret, analysed_per_s="6"))
    answer = client.post(f"/cameras/{secret.pk}", changed(secret, analysed_per_s="7"))
    assert answer.context["form"].non_field_errors()
    secret.refresh_from_db()
    assert secret.analysed_per_s == 6


def test_credentials_in_the_address_are_refused(
    client: Client, administrator: Agent, venue: Venue
) -> None:
    answer = client.post("/cameras/new", entered(venue, address="rtsp://a:b@192.0.2.1/"))
    assert "address" in answer.context["form"].errors
    assert not Camera.objects.exists()


def test_probe_tells_facts_and_shows_a_picture(
    client: Client, administrator: Agent, venue: Venue, tmp_path: Path
) -> None:
    film = write_film(tmp_path / "film.mp4", pictures=100)
    told = client.post("/cameras/probe", entered(venue, name="", address=str(film))).json()
    assert ["Codec", "H264"] in told["facts"]
    assert told["hints"] == []
    assert told["picture"].startswith("data:image/jpeg;base64,")


def test_probe_says_why_there_is_no_picture(
    client: Client, administrator: Agent, venue: Venue
) -> None:
    told = client.post("/cameras/probe", entered(venue, address="/nowhere/film.mp4")).json()
    assert told == {"error": "fichier introuvable"}


def test_every_hint_has_words() -> None:
    assert hint_words().keys() == set(Hint)


def test_who_may_only_look_enters_changes_and_probes_nothing(
    client: Client, operator: Agent, camera: Camera
) -> None:
    client.force_login(operator)
    for path in ("/cameras/new", "/cameras/probe", f"/cameras/{camera.pk}"):
        assert client.post(path, entered(camera.venue)).status_code == 403


@pytest.mark.parametrize("given", ["rtsp://192.0.2.1/a?token=***", "rtsp://192.0.2.1/a?token=new"])
def test_secret_within_an_address_is_not_shown_and_is_kept(
    client: Client, administrator: Agent, camera: Camera, given: str
) -> None:
    camera.url = "rtsp://192.0.2.1/a?token=tulipe"
    camera.save()
    page = client.get(f"/cameras/{camera.pk}")
    assert "token=***" in page.text
    assert "tulipe" not in page.text
    client.post(f"/cameras/{camera.pk}", changed(camera, address=given, user="", name="Renamed"))
    camera.refresh_from_db()
    assert camera.name == "Renamed"
    assert camera.url == given.replace("***", "tulipe")


def test_withheld_secret_does_not_follow_to_another_address(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    camera.url = "rtsp://192.0.2.1/a?token=tulipe"
    camera.save()
    given = changed(camera, address="rtsp://198.51.100.9/a?token=***", user="")
    answer = client.post(f"/cameras/{camera.pk}", given)
    assert list(answer.context["form"].errors) == ["address"]
    camera.refresh_from_db()
    assert camera.url == "rtsp://192.0.2.1/a?token=tulipe"
