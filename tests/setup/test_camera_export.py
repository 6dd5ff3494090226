"""The list of cameras as a file: whole, safe in a spreadsheet, and without any password."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from command_center.people.models import Agent
from command_center.setup.lists.csv_cells import guarded, unguarded
from command_center.venues.models import Camera, Mask, Venue, Zone
from detection.source.address import withheld
from tests.setup.lists import ENGLISH, GATE_URL, SECRET, SQUARE, administrator

pytestmark = pytest.mark.django_db


@pytest.fixture
def gate(camera: Camera, zone: Zone) -> Camera:
    camera.url, camera.analysed_per_s = GATE_URL, 2.5
    camera.save()
    Mask.objects.create(camera=camera, name="balcony", polygon=SQUARE)
    return camera


@pytest.fixture(autouse=True)
def signed_in(client: Client, operator: Agent) -> Agent:
    client.force_login(administrator(operator))
    return operator


def table(client: Client, **headers: Any) -> list[list[str]]:
    answer = client.get("/cameras/export.csv", headers=headers)
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:]), delimiter="," if headers else ";"))


def test_table_has_a_line_a_camera_and_no_password(client: Client, gate: Camera) -> None:
    header, row = table(client)
    assert header[:3] == ["venue", "name", "address"]
    assert row == [
        *("Stadium", "North gate", "rtsp://192.0.2.1/gate", "", "admin", "cpu", "2,5", "yes")
    ]


def test_table_is_written_for_the_spreadsheet_of_its_reader(client: Client, gate: Camera) -> None:
    _header, row = table(client, **ENGLISH)
    assert row[6] == "2.5"


@pytest.mark.parametrize("name", ["=1+1", "+33 1", "-gate", "@home", "'quoted'"])
def test_cell_that_a_spreadsheet_would_run_is_guarded(
    client: Client, gate: Camera, name: str
) -> None:
    Camera.objects.update(name=name)
    assert table(client)[1][1] == f"'{name}"


@given(st.text())
def test_guarded_cell_comes_back_as_it_was(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_json_holds_what_no_table_can(client: Client, gate: Camera) -> None:
    answer = client.get("/cameras/export.json")
    assert "attachment" in answer.headers["content-disposition"]
    (one,) = json.loads(answer.content)["cameras"]
    assert [zone["name"] for zone in one["zones"]] == ["lawn"]
    assert one["masks"] == [{"name": "balcony", "polygon": SQUARE}]
    assert (one["ground"], one["placement"], one["watched"]) == (None, None, True)
    assert "password" not in one


def test_no_export_holds_a_password(client: Client, gate: Camera) -> None:
    Camera.objects.update(sub_url="http://admin:other@192.0.2.1/sub?channel=2&pwd=hidden77")
    for path in ("/cameras/export.csv", "/cameras/export.json"):
        text = client.get(path).content.decode()
        assert "channel=2&pwd=***" in text
        assert not [word for word in (SECRET, "s3cr", "other", "hidden77") if word in text]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("rtsp://192.0.2.1/a?channel=1", "rtsp://192.0.2.1/a?channel=1"),
        ("http://192.0.2.1/a?Password=x&b=2", "http://192.0.2.1/a?Password=***&b=2"),
        ("rtsp://192.0.2.1/user=a&password=x&channel=1", None),
        ("rtsp://192.0.2.1/user=a_password=x_channel=1", "rtsp://192.0.2.1/user=a_password=***"),
        ("/films/key=1.mp4", "/films/key=1.mp4"),
    ],
)
def test_secret_within_an_address_is_withheld(address: str, shown: str | None) -> None:
    assert withheld(address) == (shown or address.replace("=x", "=***"))


def test_one_venue_is_exported_alone(client: Client, gate: Camera) -> None:
    other = Venue.objects.create(name="Fan zone")
    Camera.objects.create(venue=other, name="stage", url="rtsp://192.0.2.9/")
    answer = client.get(f"/cameras/export.json?venue={other.pk}")
    assert [one["name"] for one in json.loads(answer.content)["cameras"]] == ["stage"]
    assert "fan-zone" in answer.headers["content-disposition"]
    assert client.get("/cameras/export.json?venue=x").status_code == 404


def test_camera_whose_key_is_lost_is_exported_without_address(
    client: Client, gate: Camera, settings: Any
) -> None:
    settings.SECRET_KEY = "another key, and the old one is lost"
    client.force_login(Agent.objects.get())
    assert table(client)[1][2:5] == ["", "", ""]


def test_who_may_only_look_exports_nothing(client: Client, gate: Camera, stranger: Agent) -> None:
    client.force_login(stranger)
    assert client.get("/cameras/export.csv").status_code == 403
