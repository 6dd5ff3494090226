"""The pages of the weekly reports."""

import json
from hashlib import sha256

import pypdfium2
import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.reports.deadline import deadline
from command_center.reports.due import compose_due
from command_center.reports.freezing import freeze
from command_center.reports.models import Annex, Deadline, WeeklyReport
from tests.reports.planting import at

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def signed_in(prefecture: Agent, client: Client) -> Client:
    client.force_login(prefecture)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address, headers=ENGLISH)
    assert answer.status_code == status
    return str(answer.text)


def pdf_text(written: bytes) -> str:
    pages = pypdfium2.PdfDocument(written)
    text = " ".join(one.get_textpage().get_text_bounded() for one in pages)
    return " ".join(text.split())


def test_list_composes_what_is_due_and_says_that_it_is_overdue(
    signed_in: Client, of_the_match: Order
) -> None:
    said = page(signed_in, "/reports/")
    assert WeeklyReport.objects.count() == 2
    assert "2 reports are overdue" in said
    assert "Report no. 1, week 2026-W13" in said
    assert said.count("#high") == 3
    assert "the wording of a bill or amendment" in said


def test_list_shows_a_running_week_without_a_report(signed_in: Client, order: Order) -> None:
    said = page(signed_in, "/reports/")
    assert "week going on" in said
    assert "No report is waiting" in said


def test_draft_is_composed_anew_when_it_is_opened(signed_in: Client, report: WeeklyReport) -> None:
    report.order.cameras.get().states.filter(state="frozen").delete()
    WeeklyReport.objects.update(composed_at=at(31, 20))
    said = page(signed_in, f"/reports/{report.pk}")
    assert "Frozen picture" not in said
    assert "Draft, to be read" in said
    assert WeeklyReport.objects.get().composed_at > at(31, 20)


def test_reader_freezes_what_they_have_read(signed_in: Client, report: WeeklyReport) -> None:
    page(signed_in, f"/reports/{report.pk}")
    read = WeeklyReport.objects.get().sha256
    given = {"sha256": read, "remarks": "Two lamps.", "is_read": "on"}
    answer = signed_in.post(f"/reports/{report.pk}/freeze", given)
    assert answer.headers["location"] == f"/reports/{report.pk}"
    frozen = WeeklyReport.objects.get()
    assert (frozen.reviewed_by.username, frozen.remarks) == ("operator", "Two lamps.")
    said = page(signed_in, f"/reports/{report.pk}")
    assert frozen.sha256 in said
    assert "Freeze it for good" not in said


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"sha256": "", "is_read": "on"}, 400),
        ({"sha256": "0" * 64, "is_read": "on"}, 409),
        ({}, 400),
    ],
)
def test_nothing_is_frozen_unread(
    signed_in: Client, report: WeeklyReport, given: dict[str, str], status: int
) -> None:
    answer = signed_in.post(f"/reports/{report.pk}/freeze", given)
    assert answer.status_code == status
    assert WeeklyReport.objects.get().frozen_at is None


def test_right_to_read_is_none_to_freeze(
    client: Client, report: WeeklyReport, operator: Agent
) -> None:
    operator.user_permissions.add(Permission.objects.get(codename="view_weeklyreport"))
    client.force_login(operator)
    said = page(client, f"/reports/{report.pk}")
    assert "Freeze it for good" not in said
    given = {"sha256": report.sha256, "is_read": "on"}
    assert client.post(f"/reports/{report.pk}/freeze", given).status_code == 403


def test_json_file_is_what_its_digest_says(signed_in: Client, report: WeeklyReport) -> None:
    answer = signed_in.get(f"/reports/{report.pk}/report.json")
    assert sha256(answer.content).hexdigest() == report.sha256
    assert json.loads(answer.content)["order"]["reference"] == "2026-03-0007"


def test_pdf_says_the_report_in_both_languages(
    signed_in: Client, report: WeeklyReport, prefecture: Agent
) -> None:
    freeze(report, prefecture, "Two lamps.", report.sha256)
    french = pdf_text(signed_in.get(f"/reports/{report.pk}/report-fr.pdf").content)
    english = pdf_text(signed_in.get(f"/reports/{report.pk}/report-en.pdf").content)
    digest = report.sha256
    for said in (
        "2026-03-0007",
        "Prefect of Rhône",
        "North gate",
        "Two lamps.",
        "2026-W13",
        digest,
    ):
        assert said in french, said
        assert said in english, said
    for said in ("Weekly report no. 1 on order", "Frozen picture", "camera unreachable", "30 min"):
        assert said in english, said
    for said in ("Rapport hebdomadaire n° 1", "Police nationale", "Interruptions de l’analyse"):
        assert said in french, said
    assert "(+01:00)" in french
    assert "(+02:00)" in french  # after the clocks went forward


def test_frozen_pdf_is_the_same_bytes_each_time(
    signed_in: Client, report: WeeklyReport, prefecture: Agent, of_the_match: Order
) -> None:
    freeze(report, prefecture, "", report.sha256)
    before = signed_in.get(f"/reports/{report.pk}/report-fr.pdf").content
    of_the_match.withdraw(prefecture, "over")
    Annex.objects.create(report=report, by=prefecture, text="One lamp.")
    assert signed_in.get(f"/reports/{report.pk}/report-fr.pdf").content == before


def test_annex_is_added_and_printed(
    signed_in: Client, report: WeeklyReport, prefecture: Agent
) -> None:
    early = signed_in.post(f"/reports/{report.pk}/annex", {"text": "too early"})
    assert early.status_code == 400
    freeze(report, prefecture, "", report.sha256)
    signed_in.post(f"/reports/{report.pk}/annex", {"text": "One lamp, not two."})
    assert "One lamp, not two." in page(signed_in, f"/reports/{report.pk}")
    printed = signed_in.get(f"/reports/{report.pk}/annexes-en.pdf").content
    assert "One lamp, not two." in pdf_text(printed)
    assert signed_in.get(f"/reports/{report.pk}/annexes-de.pdf").status_code == 404


def test_recomputing_page_says_the_same_or_what_differs(
    signed_in: Client, report: WeeklyReport, prefecture: Agent
) -> None:
    freeze(report, prefecture, "", report.sha256)
    assert "the digests agree" in page(signed_in, f"/reports/{report.pk}/recomputed")
    report.order.cameras.get().states.filter(state="offline").update(state="live")
    said = page(signed_in, f"/reports/{report.pk}/recomputed")
    assert "It differs" in said
    assert "].interrupted_s" in said


def test_deadline_is_corrected_with_its_source(signed_in: Client, of_the_match: Order) -> None:
    given = {"days": 400, "source": "Arrêté du 3 mars", "confirmation": "text", "reason": "read"}
    refused = signed_in.post("/reports/deadline", given | {"reason": ""})
    assert refused.status_code == 200
    assert deadline().days == 3
    signed_in.post("/reports/deadline", given)
    assert (deadline().days, deadline().entered_by.username) == (400, "operator")
    assert "Arrêté du 3 mars" in page(signed_in, "/reports/deadline")
    said = page(signed_in, "/reports/")
    assert "overdue" not in said
    assert "2 reports are to be read" in said
    assert Deadline.objects.count() == 2


def test_pages_of_many_orders_ask_little(
    signed_in: Client, of_the_match: Order, django_assert_max_num_queries: object
) -> None:
    compose_due()
    page(signed_in, "/reports/")
    with django_assert_max_num_queries(28):  # type: ignore[operator]
        page(signed_in, "/reports/")
