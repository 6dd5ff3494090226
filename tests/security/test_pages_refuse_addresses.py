"""Whatever page an address comes by, a forbidden one is refused with what to do, and nobody is
called."""

import socket
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from command_center.people.models import Agent
from command_center.setup.allowed_address import refusal_words
from command_center.setup.discovery.device_words import trouble_words
from command_center.setup.lists.address import address as listed
from command_center.venues.models import Camera, Venue
from detection.source.address import Cause
from detection.source.onvif.trouble import Trouble

ENGLISH = {"accept-language": "en"}
REFUSED = [
    ("rtsp://127.0.0.1/stream", Cause.FORBIDDEN_NETWORK),
    ("http://169.254.169.254/latest/meta-data/", Cause.FORBIDDEN_NETWORK),
    ("http://192.168.1.10:6379/", Cause.FORBIDDEN_PORT),
    ("/etc/passwd", Cause.FORBIDDEN_FILM),
]


@pytest.fixture(autouse=True)
def production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CAMERA_NETWORKS")
    monkeypatch.delenv("CAMERA_FILMS")


@pytest.fixture
def administrator(operator: Agent, client: Client) -> Client:
    operator.is_superuser = True
    operator.save()
    client.force_login(operator)
    return client


@pytest.fixture
def no_connection(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """To the network; the database's own client makes its own."""
    made: list[Any] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, where: made.append(where))
    monkeypatch.setattr(socket.socket, "connect_ex", lambda _self, where: made.append(where))
    monkeypatch.setattr(socket.socket, "sendto", lambda _self, *given: made.append(given))
    monkeypatch.setattr("av.open", lambda *given, **_: made.append(given))
    return made


@pytest.mark.parametrize(("address", "why"), REFUSED)
def test_form_refuses_it(administrator: Client, venue: Venue, address: str, why: Cause) -> None:
    given = {"venue": venue.pk, "name": "Gate", "address": address, "queue": "cpu"}
    answer = administrator.post("/cameras/new", given, headers=ENGLISH)
    assert answer.context["form"].errors["address"] == [refusal_words()[why]]
    assert not Camera.objects.exists()


@pytest.mark.parametrize(("address", "why"), REFUSED)
def test_probe_asks_nobody(
    administrator: Client, no_connection: list[Any], address: str, why: Cause
) -> None:
    answer = administrator.post("/cameras/probe", {"address": address}, headers=ENGLISH)
    assert answer.json() == {"error": str(refusal_words()[why])}
    assert no_connection == []


@pytest.mark.parametrize(("address", "why"), REFUSED)
def test_list_refuses_it(address: str, why: Cause) -> None:
    with pytest.raises(ValidationError) as refused:
        listed(address)
    assert refused.value.messages == [refusal_words()[why]]


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "localhost"])
def test_device_is_not_asked(administrator: Client, no_connection: list[Any], host: str) -> None:
    fields = {"address": f"http://{host}/onvif/device_service", "user": "a", "password": "b"}
    told = administrator.post("/cameras/ask", fields, headers=ENGLISH).json()
    assert told == {"error": str(trouble_words()[Trouble.FORBIDDEN])}
    assert no_connection == []


def test_search_sends_no_datagram_there(administrator: Client, no_connection: list[Any]) -> None:
    fields = {"addresses": "127.0.0.1 169.254.169.254 8.8.8.8:8080"}
    told = administrator.post("/cameras/search", fields, headers=ENGLISH).json()
    assert told["found"] == []
    assert {one["text"] for one in told["silent"]} == {str(trouble_words()[Trouble.FORBIDDEN])}
    assert no_connection == []
