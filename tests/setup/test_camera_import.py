"""Many cameras at once: looked at line by line, then all of it or nothing."""

import json
import logging
from collections.abc import Mapping
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from command_center.people.models import Agent
from command_center.setup.lists.lines import MOST_BYTES
from command_center.setup.lists.plan import CHANGED, NEW, UNCHANGED, WRONG
from command_center.streams.redis_client import client as redis_client
from command_center.venues.models import (
    Camera,
    FloorPlan,
    Mask,
    PendingChange,
    Placement,
    Venue,
    Zone,
)
from command_center.venues.versions import changing
from tests.people.trained import trained
from tests.setup.lists import (
    ENGLISH,
    GATE_URL,
    SECRET,
    SQUARE,
    administrator,
    confirm,
    planned,
    send,
)

HEAD = "venue;name;address;user;password"
GROUND = [
    {"image": [0.1, 0.9], "metres": [0, 0]},
    {"image": [0.9, 0.9], "metres": [10, 0]},
    {"image": [0.8, 0.4], "metres": [10, 20]},
    {"image": [0.2, 0.4], "metres": [0, 20]},
]


@pytest.fixture(autouse=True)
def signed_in(client: Client, operator: Agent) -> Agent:
    client.force_login(administrator(operator))
    return operator


@pytest.fixture
def gate(camera: Camera, zone: Zone) -> Camera:
    """With all that a list may say of a camera."""
    camera.url, camera.ground = GATE_URL, GROUND
    camera.save()
    Mask.objects.create(camera=camera, name="balcony", polygon=SQUARE)
    drawing = {"picture": b"", "media_type": "image/png", "width_px": 10, "height_px": 10}
    plan = FloorPlan.objects.create(venue=camera.venue, name="Ground floor", **drawing)
    Placement.objects.create(camera=camera, plan=plan, x=0.5, y=0.25)
    return camera


@pytest.fixture
def stand(venue: Venue) -> Camera:
    url = "rtsp://192.0.2.2/s?token=abc123"
    return Camera.objects.create(venue=venue, name="West stand", url=url)


def exported(client: Client, ending: str = "csv", headers: Mapping[str, str] | None = None) -> str:
    return client.get(f"/cameras/export.{ending}", headers=headers).content.decode()


def exported_json(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(exported(client, "json"))
    return found


def states(answer: Any) -> list[str]:
    return [one.state for one in planned(answer).lines]


def told(answer: Any) -> list[str]:
    return [f"{fault.column}: {fault.text}" for fault in planned(answer).of(WRONG)[0].faults]


@pytest.mark.parametrize("ending", ["csv", "json"])
@pytest.mark.parametrize("headers", [None, ENGLISH])
def test_what_was_exported_changes_nothing(
    client: Client, gate: Camera, stand: Camera, ending: str, headers: Mapping[str, str] | None
) -> None:
    answer = send(client, exported(client, ending, headers))
    assert states(answer) == [UNCHANGED, UNCHANGED]
    confirm(client, answer)
    gate.refresh_from_db()
    stand.refresh_from_db()
    assert (gate.url, stand.url) == (GATE_URL, "rtsp://192.0.2.2/s?token=abc123")
    assert not gate.versions.exists()


def test_one_cell_is_one_change_with_author_and_reason(
    client: Client, operator: Agent, gate: Camera, stand: Camera
) -> None:
    answer = send(client, exported(client).replace(";5;yes", ";2,5;yes", 1))
    assert states(answer) == [CHANGED, UNCHANGED]
    (one,) = planned(answer).of(CHANGED)[0].differences
    assert (one.before, one.after) == ("5", "2.5")
    gate.refresh_from_db()
    assert gate.analysed_per_s == 5
    confirm(client, answer, reason="less light")
    gate.refresh_from_db()
    assert gate.analysed_per_s == 2.5
    version = gate.versions.get(number=1)
    assert (version.author, version.reason) == (operator, "less light")
    assert gate.url == GATE_URL


def test_camera_is_entered_with_its_password(client: Client, venue: Venue) -> None:
    answer = send(client, f'{HEAD}\nStadium;South gate;rtsp://192.0.2.3/;admin;"{SECRET}"\n')
    assert states(answer) == [NEW]
    assert "new password" in answer.text
    assert not Camera.objects.exists()
    confirm(client, answer)
    assert Camera.objects.get().url == "rtsp://admin:s3cr%3Dt%3Bpass@192.0.2.3/"


def test_new_venue_is_named_and_entered_only_if_ticked(client: Client, venue: Venue) -> None:
    answer = send(client, "venue;name;address\nStadum;gate;rtsp://192.0.2.3/\n")
    assert planned(answer).new_venues == {"Stadum": "Stadium"}
    confirm(client, answer)
    assert not Venue.objects.filter(name="Stadum").exists()
    confirm(client, answer, new_venues="yes")
    assert Camera.objects.get().venue.name == "Stadum"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "No camera is in this file"),
        (HEAD, "No camera is in this file"),
        ("venue;name;adress\nStadium;a;b", "Did you mean “address”?"),
        ("venue;name;adress\nStadium;a;b", "The columns are: venue, name, address"),
        ("venue;address\nStadium;b", "The column “name” is missing."),
        ("venue;name;name\nStadium;b;c", "The column “name” is there twice."),
        ('venue;name\nStadium;"gate', "Line 2: a quotation mark"),
        ('{"cameras": [\n{"venue": "a"\n"name": "b"}]}', "Line 3, character 1"),
        ('{"kameras": []}', "There is no list of cameras"),
        ("[" * 100_000, "JSON does not know"),
        ('[{"venue": "a", "name": "b", "analysed_per_s": NaN}]', "JSON does not know"),
        (b"PK\x03\x04rest", "This is a workbook"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is no text"),
        (f"{HEAD}\n" + "Stadium;a;b;c;d\n" * 501, "501 cameras are in this file, 500 at most"),
        (b"x" * (MOST_BYTES + 1), "2.0\xa0MB at most are read"),
    ],
)
def test_file_that_is_no_list_is_refused_with_what_to_do(
    client: Client, venue: Venue, text: str | bytes, said: str
) -> None:
    assert said in " ".join(send(client, text).context["refused"])


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("address", "", "address: Write the address"),
        ("address", "192.0.2.1/gate", "address: Write rtsp://"),
        ("address", "ftp://192.0.2.1/gate", "address: Write rtsp://"),
        ("address", "rtsp://[::1/gate", "address: Write rtsp://"),
        ("address", "rtsp://a:b7b7b7@192.0.2.1/", "in the columns user and password"),
        ("address", "rtsp://a:b7b7b7/b7b7b7#@192.0.2.1/", "in the columns user and password"),
        ("address", "rtsp://192.0.2.1/?pwd=***", "Write the secret itself"),
        ("queue", "tpu", "queue: Write cpu"),
        ("analysed_per_s", "many", "analysed_per_s: Write a number above 0"),
        ("analysed_per_s", "nan", "analysed_per_s: Write a number above 0"),
        ("analysed_per_s", "-1", "analysed_per_s: Write a number above 0"),
        ("watched", "perhaps", "watched: Write yes or no"),
        ("password", "b7b7b7", "user: A password needs a user name"),
        ("name", "", "name: Write a name"),
        ("name", "x" * 121, "name: Write a name"),
    ],
)
def test_error_is_told_at_its_line_and_column(
    client: Client, venue: Venue, column: str, cell: str, said: str
) -> None:
    right = {"venue": "Stadium", "name": "gate", "address": "rtsp://192.0.2.1/"}
    wrong = {**right, "name": "other", column: cell}
    table = [list(wrong), [right.get(name, "") for name in wrong], list(wrong.values())]
    answer = send(client, "\n".join(";".join(row) for row in table))
    assert states(answer) == [NEW, WRONG]
    assert planned(answer).lines[1].row.line == 3
    assert said in " ".join(told(answer))
    assert "b7b7b7" not in answer.text
    confirm(client, answer)
    assert not Camera.objects.exists()


def test_each_fault_of_a_drawing_is_told(client: Client, gate: Camera) -> None:
    found = exported_json(client)
    wrong = found["cameras"][0]
    wrong["zones"][0]["polygon"] = [[0.1, 0.1], [0.5, 0.5], [0.5, 0.1], [0.1, 0.5]]
    assert "crosses itself" in told(send(client, json.dumps(found)))[0]
    wrong["zones"] = [{"name": "lawn"}]
    assert told(send(client, json.dumps(found)))[0].startswith("zones: Each needs a name")
    del wrong["zones"]
    wrong["placement"]["plan"] = "Roof"
    assert "no plan “Roof”" in told(send(client, json.dumps(found)))[0]
    wrong["placement"] = {"x": 1}
    assert "It needs: plan, x, y" in told(send(client, json.dumps(found)))[0]
    del wrong["placement"]
    wrong["ground"] = [{"image": [0, 0], "metres": [0, 0]}]
    assert told(send(client, json.dumps(found)))[0].startswith("ground: ")


def test_line_of_a_file_is_told_in_json_too(client: Client, gate: Camera) -> None:
    text = json.dumps(exported_json(client), indent=1).replace('"queue"', '"kueue"')
    answer = send(client, text)
    assert planned(answer).lines[0].row.line == 3
    assert "Did you mean “queue”?" in " ".join(told(answer))


def test_cell_too_much_is_told_and_moves_nothing(client: Client, gate: Camera) -> None:
    answer = send(client, "venue,name,watched\nStadium,North gate,no,maybe\n")
    assert "There are 4 cells here, and 3 columns" in told(answer)[0]


def test_same_camera_twice_is_told(client: Client, gate: Camera) -> None:
    answer = send(client, "venue;name;watched\nStadium;North gate;no\n;;\nStadium;North gate;yes\n")
    assert states(answer) == [CHANGED, WRONG]
    assert told(answer) == ["name: Line 2 is about the same camera already."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_spreadsheet_is_understood(
    client: Client, venue: Venue, encoding: str, delimiter: str
) -> None:
    rows = [["Venue", "Name", "Address"], ["Stadium", "Entrée été", "rtsp://192.0.2.1/"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    assert planned(send(client, text.encode(encoding))).lines[0].row.name == "Entrée été"


def test_kept_password_goes_to_no_other_host(client: Client, gate: Camera) -> None:
    moved = "venue;name;address\nStadium;North gate;rtsp://192.0.2.66/gate\n"
    answer = send(client, moved)
    assert told(answer) == ["password: The camera is another: write its password."]
    with_password = moved.replace("address", "address;user;password").replace(
        "66/gate", "66/gate;admin;new"
    )
    confirm(client, send(client, with_password))
    gate.refresh_from_db()
    assert gate.url == "rtsp://admin:new@192.0.2.66/gate"


def test_secret_within_an_address_follows_to_no_other(client: Client, stand: Camera) -> None:
    moved = exported(client).replace("192.0.2.2", "192.0.2.66")
    assert "Write the secret itself" in told(send(client, moved))[0]


def test_password_is_found_by_no_trying(client: Client, gate: Camera) -> None:
    """The right one and a wrong one look the same."""
    lines = [f'{HEAD}\nStadium;North gate;{{}};admin;"{word}"\n' for word in (SECRET, "wrong")]
    answers = [send(client, line.format("rtsp://192.0.2.1/gate")) for line in lines]
    first, second = (planned(answer).lines[0] for answer in answers)
    assert first.differences == second.differences != []


def test_who_was_faster_is_named_and_not_overwritten(
    client: Client, gate: Camera, stranger: Agent
) -> None:
    answer = send(client, "venue;name;analysed_per_s\nStadium;North gate;9\n")
    with changing(gate.pk, 0, stranger, "at night") as locked:
        locked.analysed_per_s = 3
        locked.save()
    again = confirm(client, answer)
    assert "stranger has changed “North gate” meanwhile" in again.text
    gate.refresh_from_db()
    assert gate.analysed_per_s == 3
    assert planned(again).lines[0].differences[0].before == "3"
    confirm(client, again)
    gate.refresh_from_db()
    assert gate.analysed_per_s == 9


def test_camera_that_came_meanwhile_is_not_overwritten(client: Client, venue: Venue) -> None:
    answer = send(client, "venue;name;address\nStadium;gate;rtsp://192.0.2.3/\n")
    Camera.objects.create(venue=venue, name="gate", url="rtsp://192.0.2.4/")
    again = confirm(client, answer)
    assert "have changed meanwhile" in again.text
    assert states(again) == [CHANGED]
    assert Camera.objects.get().url == "rtsp://192.0.2.4/"


def test_what_weakens_waits_for_a_second_person_and_the_rest_is_in_force(
    client: Client, gate: Camera
) -> None:
    found = exported_json(client)
    found["cameras"][0] |= {"masks": [], "watched": False, "analysed_per_s": 7}
    answer = send(client, json.dumps(found))
    assert planned(answer).lines[0].weakenings == ["It uncovers what was masked."]
    page = confirm(client, answer)
    assert "Waiting for a second administrator: North gate." in page.text
    gate.refresh_from_db()
    assert (gate.is_enabled, gate.analysed_per_s, gate.masks.count()) == (False, 5, 1)
    pending = PendingChange.objects.get()
    assert (pending.based_on, pending.setup["masks"]) == (1, [])
    assert pending.setup["analysed_per_s"] == 7
    assert "is to be decided first" in told(send(client, json.dumps(found)))[0]


def test_import_without_a_reason_is_refused(client: Client, gate: Camera) -> None:
    answer = send(client, "venue;name;analysed_per_s\nStadium;North gate;9\n")
    assert "Say in a few words why" in confirm(client, answer, reason=" ").text
    assert not gate.versions.exists()


def test_password_is_in_no_answer_log_session_and_not_in_clear_anywhere(
    client: Client, gate: Camera, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    password = "unmistakable77"
    line = f"{HEAD}\nStadium;North gate;rtsp://192.0.2.1/gate;admin;{password}\n"
    preview = send(client, line)
    done = confirm(client, preview, reason="")
    kept = [redis_client().get(key) or b"" for key in redis_client().keys("import:*")]
    assert kept
    confirm(client, preview)
    gate.refresh_from_db()
    assert password in gate.url
    sessions = " ".join(str(one.get_decoded()) for one in Session.objects.all())
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(setup::text, '') FROM venues_cameraversion")
        (versions,) = cursor.fetchone() or ("",)
    said = [preview.text, done.text, sessions, caplog.text, str(versions), *map(str, kept)]
    assert not [text for text in said if password in text or SECRET in text]


def test_import_is_for_whoever_chose_the_file_and_is_over_once_done(
    client: Client, gate: Camera, stranger: Agent
) -> None:
    preview = send(client, "venue;name;analysed_per_s\nStadium;North gate;9\n")
    other = Client()
    other.force_login(trained(administrator(stranger)))
    path = preview.redirect_chain[0][0]
    assert other.get(path).headers["location"] == "/cameras/import"
    (key,) = [one for one in redis_client().keys("import:*") if path[-22:] in one.decode()]
    assert 0 < redis_client().ttl(key) <= 15 * 60
    confirm(client, preview)
    assert client.get(path).headers["location"] == "/cameras/import"


def test_who_may_not_enter_cameras_imports_none(client: Client, stranger: Agent) -> None:
    client.force_login(stranger)
    assert client.post("/cameras/import").status_code == 403
    assert client.post("/cameras/import/x").status_code == 403
