"""The pages of the evaluation and its report: who sees them, and that all formats say the same."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from command_center.documents import sha256_of
from command_center.evaluation.figures import figures
from command_center.evaluation.models import GlimpseReview, Sampling
from command_center.evaluation.report import document, report_pdf
from command_center.evaluation.tables import tables
from command_center.law.models import Order
from command_center.leases.lease import Lease
from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.evaluation_kit.judged import confirmed, invalidated, raised, today
from tests.evaluation_kit.test_glimpses import JPEG, taken

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def evaluator(operator: Agent, client: Client) -> Agent:
    rights = Permission.objects.filter(content_type__app_label="evaluation")
    operator.user_permissions.add(*rights)
    client.force_login(operator)
    return operator


@pytest.fixture
def judged(order: Order, lease: Lease, operator: Agent) -> Order:
    confirmed(operator, order, lease)
    for _ in range(3):
        invalidated(operator, "reflection", order, lease)
    raised(order, lease)
    return order


def test_page_tells_precision_causes_and_what_to_tune(
    judged: Order, evaluator: Agent, client: Client
) -> None:
    page = client.get("/evaluation/", headers=ENGLISH).text
    said = re.sub(r"<[^>]*>|\s+", " ", page)
    assert "1 confirmed · 3 invalidated · 1 without verdict" in said
    assert "25 %" in page
    assert "5 to 70 %" in page  # Wilson, 1 of 4
    assert "too few" in page
    assert "3 false alarms, 75 % of the judged" in said
    assert "Draw the zone past what mirrors" in page


def test_page_without_any_alert_says_so(order: Order, evaluator: Agent, client: Client) -> None:
    page = client.get("/evaluation/", headers=ENGLISH).text
    assert "No alert in this period." in page
    assert "No moment was kept in this period." in page


def test_period_before_the_alerts_holds_none_of_them(
    judged: Order, evaluator: Agent, client: Client
) -> None:
    day = f"{timezone.localdate() - timedelta(days=2):%Y-%m-%d}"
    page = client.get(f"/evaluation/?since={day}&until={day}", headers=ENGLISH).text
    assert "No alert in this period." in page
    page = client.get(f"/evaluation/?order={judged.pk}", headers=ENGLISH).text
    assert "1 confirmed" in page


@pytest.mark.parametrize("query", ["since=yesterday", "order=999999", "venue=x", "until=1-1-1"])
def test_senseless_filter_breaks_nothing(
    judged: Order, evaluator: Agent, client: Client, query: str
) -> None:
    assert client.get(f"/evaluation/?{query}").status_code == 200
    assert client.get(f"/evaluation/report.json?{query}").status_code == 200


def test_data_carry_the_digest_of_their_content(
    judged: Order, evaluator: Agent, client: Client
) -> None:
    address = f"/evaluation/report.json?order={judged.pk}"
    told = json.loads(client.get(address).content)
    assert told["sha256"] == sha256_of(told["content"])
    assert told["content"]["whole"]["confirmed"] == 1
    assert client.get(address).content == client.get(address).content
    page = client.get(f"/evaluation/?order={judged.pk}").text
    assert told["sha256"] in page


def test_paper_tells_all_tables_the_method_and_the_limits(judged: Order) -> None:
    with override("fr"):
        found = figures(today(order_id=judged.pk))
        told = document(found)
        titles = [block if isinstance(block, str) else block.title for block in told.blocks]
        for table in tables(found).values():
            assert table.title in titles
            assert all(len(row) == len(table.columns) for row in table.rows)
        assert "Méthode" in titles
        assert "Limites des chiffres" in titles
        assert report_pdf(found)[:5] == b"%PDF-"
        assert report_pdf(found) == report_pdf(found)


def test_every_table_is_there_for_a_spreadsheet(
    judged: Order, evaluator: Agent, client: Client
) -> None:
    for name in tables(figures(today())):
        answer = client.get(f"/evaluation/{name}.csv", headers=ENGLISH)
        assert answer.headers["content-type"].startswith("text/csv")
        lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert len({len(line) for line in lines}) == 1
    lines = list(csv.DictReader(io.StringIO(_text(client, "kinds"))))
    assert lines[0]["Confirmed"] == "1"
    assert client.get("/evaluation/secrets.csv").status_code == 404
    assert client.get("/evaluation/report.xml").status_code == 404


def _text(client: Client, name: str) -> str:
    content = client.get(f"/evaluation/{name}.csv", headers=ENGLISH).content
    return content.decode("utf-8-sig")


def test_sampling_is_decided_with_name_and_reason(
    order: Order, evaluator: Agent, client: Client
) -> None:
    said = {"order": order.pk, "per_hour": 2, "reason": ""}
    assert client.post("/evaluation/sampling", said).status_code == 400
    too_many = {**said, "reason": "The committee asks", "per_hour": 60}
    assert client.post("/evaluation/sampling", too_many).status_code == 400
    assert not Sampling.objects.exists()
    client.post("/evaluation/sampling", {**said, "reason": "The committee asks"})
    decided = Sampling.objects.get()
    assert (decided.decided_by, decided.per_hour, decided.order) == (evaluator, 2, order)
    assert "The committee asks" in client.get("/evaluation/").text


def test_moment_is_looked_at_and_gone(
    order: Order, camera: Camera, evaluator: Agent, client: Client
) -> None:
    glimpse = taken(camera)
    page = client.get("/evaluation/moments", headers=ENGLISH).text
    assert "North gate" in page
    assert "Too high a density of people" in page
    picture = f"/evaluation/moments/{glimpse.pk}.jpg"
    assert client.get(picture).content == JPEG
    assert client.post(f"/evaluation/moments/{glimpse.pk}", {"seen": "fire"}).status_code == 400
    client.post(f"/evaluation/moments/{glimpse.pk}", {"seen": "intrusion"})
    assert GlimpseReview.objects.get().seen == ["intrusion"]
    assert client.get(picture).status_code == 404
    again = client.post(
        f"/evaluation/moments/{glimpse.pk}", {"seen": []}, headers=ENGLISH, follow=True
    )
    assert "Somebody else reviewed it" in again.text
    assert "No moment waits for a review." in again.text


def test_figures_show_no_pictures_to_those_who_may_not_review(
    order: Order, camera: Camera, operator: Agent, client: Client
) -> None:
    operator.user_permissions.add(Permission.objects.get(codename="view_evaluation"))
    client.force_login(operator)
    glimpse = taken(camera)
    assert client.get("/evaluation/").status_code == 200
    for address in ("/evaluation/moments", f"/evaluation/moments/{glimpse.pk}.jpg"):
        assert client.get(address).status_code == 403
    assert client.post(f"/evaluation/moments/{glimpse.pk}", {"seen": []}).status_code == 403


def test_reviewer_whose_training_is_missing_sees_no_picture(
    order: Order, camera: Camera, stranger: Agent, client: Client
) -> None:
    rights = ["add_glimpsereview", "view_camera"]
    stranger.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(stranger)
    glimpse = taken(camera)
    assert client.get(f"/evaluation/moments/{glimpse.pk}.jpg").status_code == 403
