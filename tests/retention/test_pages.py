"""The pages of retention: limits, holds, certificates, and who may do what."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from command_center.documents import sha256_of
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.retention.certifying import verify
from command_center.retention.erasing.run import erase
from command_center.retention.models import Cap, ErasureCertificate, Hold, Rule
from command_center.venues.models import Camera
from tests.retention.keeping import DAY, HOUR, held, kept_alert, kept_file, ruled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(client: Client) -> None:
    client.post("/language", {"language": "en", "next": "/sign-in"})


RULE = {"what": "clips", "place": "everywhere", "amount": "3", "unit": "24", "reason": "Asked"}


def test_rule_is_set_for_a_place(archivist: Agent, client: Client, camera: Camera) -> None:
    for place in ("everywhere", f"venue-{camera.venue.pk}", f"camera-{camera.pk}"):
        answer = client.post("/retention/rules/new", {**RULE, "place": place})
        assert answer.status_code == 302
    everywhere, of_venue, of_camera = Rule.objects.order_by("pk")
    assert (everywhere.keep_hours, everywhere.author) == (72, archivist)
    assert (of_venue.venue, of_camera.camera) == (camera.venue, camera)
    page = client.get("/retention/limits").text
    assert "North gate (Stadium)" in page
    assert "3 days" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": "32"}, "The law lets 1 calendar month at most: 31 days."),
        ({"amount": "745", "unit": "1"}, "The law lets 1 calendar month at most"),
        ({"amount": "0"}, "greater than or equal to 1"),
        ({"reason": " "}, "required"),
        ({"what": "log_video", "place": "venue-1"}, "not one of the available choices"),
    ],
)
def test_rule_that_cannot_be_is_refused_with_a_reason(
    wrong: dict[str, str], said: str, archivist: Agent, client: Client
) -> None:
    answer = client.post("/retention/rules/new", {**RULE, **wrong})
    assert said in answer.text
    assert not Rule.objects.exists()


def test_log_has_no_rule_for_one_camera(archivist: Agent, client: Client, camera: Camera) -> None:
    wrong = {**RULE, "what": "log_video", "place": f"camera-{camera.pk}"}
    assert "kept alike everywhere" in client.post("/retention/rules/new", wrong).text


def test_longer_rule_waits_for_another_administrator(
    archivist: Agent, second: Agent, client: Client
) -> None:
    ruled(archivist, 24)
    answer = client.post("/retention/rules/new", {**RULE, "amount": ""}, follow=True)
    assert "another administrator has agreed" in answer.text
    rule = Rule.objects.waiting().get()
    address = f"/retention/rules/{rule.pk}/approve"
    assert address not in client.get("/retention/limits").text
    assert "Another administrator must approve" in client.post(address, follow=True).text
    client.force_login(second)
    assert address in client.get("/retention/limits").text
    assert "Agreed: it holds from now on." in client.post(address, follow=True).text
    assert Rule.objects.in_force().get() == rule
    assert "decided or replaced meanwhile" in client.post(address, follow=True).text


def test_rule_is_taken_away_with_a_reason(archivist: Agent, client: Client, camera: Camera) -> None:
    ruled(archivist, 24)
    rule = ruled(archivist, 12, camera=camera)
    address = f"/retention/rules/{rule.pk}/withdraw"
    assert "Say in a few words why" in client.post(address, {"reason": " "}, follow=True).text
    client.post(address, {"reason": "The hall is closed"})
    (waiting,) = Rule.objects.waiting()
    assert (waiting.applies, waiting.camera) == (False, camera)
    client.post(f"/retention/rules/{waiting.pk}/refuse")
    assert rule in Rule.objects.in_force()


def test_cap_is_corrected_with_its_source(archivist: Agent, second: Agent, client: Client) -> None:
    correction = {"months": "18", "source": "Arrêté du 1er", "confirmation": "text"}
    address = "/retention/caps/log_algorithmic/correct"
    assert "required" in client.post(address, correction).text
    client.post(address, {**correction, "reason": "Read"})
    cap = Cap.objects.filter(what="log_algorithmic").first()
    assert cap is not None
    assert (cap.months, cap.lengthens, cap.author) == (18, True, archivist)
    page = client.get("/retention/limits").text
    assert "a cap of 18 calendar months (Arrêté du 1er)" in page
    client.force_login(second)
    client.post(f"/retention/caps/{cap.pk}/decision/approve")
    assert "<strong>18 calendar months</strong>" in client.get("/retention/limits").text


def test_images_have_no_longer_cap(archivist: Agent, client: Client) -> None:
    correction = {"months": "2", "source": "x", "confirmation": "text", "reason": "x"}
    answer = client.post("/retention/caps/clips/correct", correction)
    assert answer.status_code == 200
    assert "Images are kept one calendar month at most" in answer.text
    assert Cap.objects.filter(what="clips").count() == 1
    assert client.get("/retention/caps/faces/correct").status_code == 404


def local(at: Any) -> str:
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"


def given_hold(camera: Camera) -> dict[str, Any]:
    now = timezone.now()
    return {
        "procedure": "judicial",
        "reference": "CR 12/2026",
        "authority": "Tribunal judiciaire de Lyon",
        "requester": "Mme Roux, juge d’instruction",
        "cameras": [camera.pk],
        "covers_from": local(now - DAY),
        "covers_until": local(now),
        "ends_at": local(now + 30 * DAY),
    }


def test_hold_is_placed_and_released_by_an_extract(
    archivist: Agent, client: Client, camera: Camera
) -> None:
    assert client.post("/retention/holds/new", given_hold(camera)).status_code == 302
    hold = Hold.objects.get()
    assert (hold.placed_by, hold.cameras) == (archivist, [camera.pk])
    page = client.get("/retention/holds").text
    for said in ("CR 12/2026", "Tribunal judiciaire de Lyon", "North gate", "held until"):
        assert said in page
    address = f"/retention/holds/{hold.pk}/release"
    assert "CR 12/2026" in client.get(address).text
    assert "Say in a few words why" in client.post(address).text
    client.post(address, {"reason": "Handed over", "extract_reference": "Scellé 4"})
    hold.refresh_from_db()
    assert (hold.released_by, hold.extract_reference) == (archivist, "Scellé 4")
    assert "Scellé 4" in client.get("/retention/holds").text
    assert "released it already" in client.post(address, {"reason": "Again"}).text


ASKED = "from=1764338430000&until=1764339001500"
"""2025-11-28, from 15:00:30 to 15:10:01.5, in Paris."""


def test_hold_form_takes_the_stretch_of_the_timeline(
    archivist: Agent, client: Client, camera: Camera
) -> None:
    Camera.objects.create(venue=camera.venue, name="South gate")
    page = client.get(f"/retention/holds/new?camera={camera.pk}&{ASKED}").text
    chosen = re.findall(r'name="cameras" value="(\d+)"[^>]*checked', page)
    assert chosen == [str(camera.pk)]
    assert 'value="2025-11-28T15:00"' in page
    assert 'value="2025-11-28T15:11"' in page


@pytest.mark.parametrize(
    "asked",
    [
        "camera=x&from=&until=1",
        "from=1764339001500&until=1764338430000",
        "camera=99999999999999999999&from=-1&until=9999999999999",
        "camera=9999999999999&from=1764338430000",
    ],
)
def test_hold_form_leaves_out_what_makes_no_sense(
    asked: str, archivist: Agent, client: Client, camera: Camera
) -> None:
    answer = client.get(f"/retention/holds/new?{asked}")
    assert answer.status_code == 200
    assert 'value="2025-' not in answer.text
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    assert main
    assert "checked" not in main


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reference": "  "}, "required"),
        ({"cameras": []}, "Choose a camera, or name an alert."),
        ({"covers_until": ""}, "Say from when until when"),
        ({"alerts": "7"}, "There is no alert 7."),
        ({"alerts": "seven"}, "Numbers only"),
        ({"ends_at": "2026-01-01T00:00"}, "The end has passed"),
        ({"ends_at": ""}, "required"),
    ],
)
def test_hold_that_cannot_be_is_refused_with_a_reason(
    wrong: dict[str, Any], said: str, archivist: Agent, client: Client, camera: Camera
) -> None:
    answer = client.post("/retention/holds/new", {**given_hold(camera), **wrong})
    assert said in answer.text
    assert not Hold.objects.exists()


def test_hold_of_an_alert_needs_no_camera(
    archivist: Agent, client: Client, camera: Camera, day_order: Order
) -> None:
    alert = kept_alert(camera, day_order, HOUR)
    given = {**given_hold(camera), "cameras": [], "alerts": f"{alert.pk}, {alert.pk}"}
    client.post("/retention/holds/new", given)
    assert Hold.objects.get().alerts == [alert.pk]


@pytest.fixture
def certificates(footage: Path, camera: Camera, day_order: Order, archivist: Agent) -> None:
    """One of two files, one of an alert."""
    ruled(archivist, 2, what="alerts")
    kept_alert(camera, day_order, 3 * HOUR)
    for name in ("a", "b"):
        kept_file(camera, 32 * DAY, path=f"clips/{name}.mp4")
    erase(rests=0)


@pytest.mark.usefixtures("certificates")
def test_certificates_are_listed_and_verified(client: Client) -> None:
    page = client.get("/retention/certificates?verify=1").text
    assert "2 certificates are whole" in page
    assert "no. 2" in page
    assert "clips/a.mp4" in client.get("/retention/certificates/2").text
    assert client.get("/retention/certificates/3").status_code == 404
    rows = list(csv.DictReader(io.StringIO(client.get("/retention/certificates.csv").text[1:])))
    assert [row["count"] for row in rows] == ["1", "2"]


@pytest.mark.usefixtures("certificates")
def test_certificate_is_readable_without_us(client: Client) -> None:
    whole = json.loads(client.get("/retention/certificates/2.json").content)
    assert sha256_of(whole["content"]) == whole["sha256"]
    assert sha256_of(whole["items"]) == whole["content"]["items_sha256"]
    first = ErasureCertificate.objects.get(number=1)
    assert whole["content"]["previous"] == first.sha256
    assert "clips/b.mp4" in client.get("/retention/certificates/2.csv").text
    pdf = pypdfium2.PdfDocument(client.get("/retention/certificates/2.pdf").content)
    text = pdf[0].get_textpage().get_text_bounded()
    assert "Certificate of erasure no. 2" in text
    assert "clips/a.mp4" in text
    assert client.get("/retention/certificates/2.exe").status_code == 404


@pytest.mark.usefixtures("certificates")
def test_changed_certificate_is_found() -> None:
    first, second = ErasureCertificate.objects.order_by("number")
    assert verify([first, second]).broken is None
    assert verify([second]).broken == 2  # one is missing
    first.count = 7
    assert verify([first, second]).broken == 1
    first.refresh_from_db()
    second.items[0][1] = "clips/another.mp4"
    assert verify([first, second]).broken == 2


def test_overview_says_what_goes_and_what_went(
    certificates: None, archivist: Agent, client: Client, camera: Camera
) -> None:
    kept_file(camera, 27 * DAY)
    held(archivist, [camera])
    page = client.get("/retention/").text
    for said in ("What goes when", "North gate", "Erased last", "no. 2", "CSI"):
        assert said in page or said == "CSI"


PAGES = ["", "limits", "holds", "certificates", "certificates.csv", "rules/new", "holds/new"]


@pytest.mark.parametrize("page", PAGES)
def test_reader_of_alerts_sees_no_page_of_retention(
    page: str, client: Client, operator: Agent
) -> None:
    client.force_login(operator)
    assert client.get(f"/retention/{page}").status_code == 403


def test_reader_of_retention_changes_nothing(
    client: Client, operator: Agent, camera: Camera
) -> None:
    rights = ["view_rule", "view_hold", "view_erasurecertificate"]
    found = Permission.objects.filter(content_type__app_label="retention", codename__in=rights)
    operator.user_permissions.add(*found)
    client.force_login(operator)
    rule, hold = ruled(operator, 24), held(operator, [camera])
    for page in ("", "limits", "holds", "certificates"):
        text = client.get(f"/retention/{page}").text
        assert "Set a rule" not in text
        assert "Release…" not in text
    for address in (
        "rules/new",
        f"rules/{rule.pk}/withdraw",
        f"rules/{rule.pk}/approve",
        "caps/clips/correct",
        "caps/1/decision/approve",
        "holds/new",
        f"holds/{hold.pk}/release",
    ):
        assert client.post(f"/retention/{address}").status_code == 403


@pytest.mark.parametrize("page", ["holds", "limits", "certificates"])
def test_list_pages_ask_alike_with_one_row_and_with_many(
    page: str, client: Client, archivist: Agent, footage: Path, camera: Camera
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/retention/{page}")
        return len(queries)

    def one_more() -> None:
        held(archivist, [camera], covers_until=timezone.now() - 40 * DAY)
        ruled(archivist, 24, camera=Camera.objects.create(venue=camera.venue, name=str(uuid4())))
        kept_file(camera, 32 * DAY)
        erase(rests=0)

    one_more()
    client.get(f"/retention/{page}")
    few = asked()
    for _ in range(3):
        one_more()
    assert asked() == few
