"""The report on paper: what it says in each language, and what its reader does not see."""

import io

import pypdfium2
import pytest
from django.test import Client

from command_center.alerts.judging import judge
from command_center.alerts.models import Alert
from command_center.incidents.acting import correct, join_alert, note, step
from command_center.incidents.models import Incident
from command_center.incidents.state import ActKind
from command_center.journal.models import Entry, Operation
from command_center.people.models import Agent

pytestmark = pytest.mark.django_db


def text_of(written: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(written))
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


@pytest.fixture
def told(guard: Agent, incident: Incident, alert: Alert) -> Incident:
    join_alert(incident.pk, alert, guard)
    judge(alert, guard, "confirmed", follow_up="patrol")
    step(incident.pk, ActKind.BEGUN, 2, guard)
    correct(incident.pk, {"severity": "high"}, 3, guard)
    note(incident.pk, guard, "Patrol <b>2</b> is there.")
    return incident


def test_report_tells_the_whole_incident(client: Client, told: Incident) -> None:
    answer = client.get(f"/incidents/{told.pk}/report.pdf")
    text = text_of(answer.content)
    for words in (
        f"Incident no. {told.number}",
        "Stadium · Fence open at the north gate",
        "confirmed: patrol sent (operator)",
        "severity: medium priority – high priority",
        "Patrol <b>2</b> is there.",
        "This report holds no image.",
        "SHA-256",
    ):
        assert words in text
    assert answer.headers["content-disposition"].endswith(f'stadium-{told.number}.pdf"')


def test_report_is_in_the_readers_language(client: Client, told: Incident) -> None:
    client.cookies["language"] = "fr"
    text = text_of(client.get(f"/incidents/{told.pk}/report.pdf").content)
    assert "Journal des actions" in text
    assert "Ce compte rendu ne contient aucune image" in text


def test_report_is_a_communication_and_the_log_tells_of_it(client: Client, told: Incident) -> None:
    assert "Report printed" not in client.get(f"/incidents/{told.pk}").text
    client.get(f"/incidents/{told.pk}/report.pdf")
    entry = Entry.objects.get(operation=Operation.COMMUNICATION)
    assert (entry.object_kind, entry.object_id, entry.recipients) == (
        "incident_report",
        str(told.pk),
        "operator",
    )
    assert entry.camera is not None
    assert "Report printed" in client.get(f"/incidents/{told.pk}").text


def test_report_repeats_no_verdict_to_who_sees_no_alerts(
    client: Client, guard: Agent, told: Incident
) -> None:
    guard.user_permissions.remove(*guard.user_permissions.filter(codename="view_alert"))
    text = text_of(client.get(f"/incidents/{told.pk}/report.pdf").content)
    assert "patrol sent" not in text
    assert "intrusion" in text
