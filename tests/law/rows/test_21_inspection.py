"""Row 21: an inspector only reads, the files open without our help, and the reading is logged
(CSI L253-3, R254-1)."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.api.reference import operations
from command_center.audit.inquiry import INQUIRY
from command_center.journal.models import Entry, Operation
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.people.role_rights import ROLE_RIGHTS
from command_center.people.roles import Role
from command_center.urls import urlpatterns
from tests.api.asking import program
from tests.people.posted import posted

REGISTER = "/registers/follow_up"


@pytest.fixture
def inspector(stranger: Agent, client: Client, settings: Any) -> Agent:
    settings.SECOND_FACTOR_FORCED = False
    agent = posted(stranger, Role.INSPECTOR, None)
    client.force_login(agent)
    return agent


def test_an_inspector_has_rights_to_read_and_no_other(inspector: Agent) -> None:
    changing = {
        right
        for one in urlpatterns
        for right in getattr(one.callback, "rights", ())
        if not right.partition(".")[2].startswith("view_")
    }
    assert changing
    assert not any(inspector.has_perm(right) for right in changing)
    assert all(inspector.has_perm(right) for right in ROLE_RIGHTS[Role.INSPECTOR])


def test_by_the_api_an_inspector_reads_and_changes_nothing(
    inspector: Agent, intrusion: Found, order: Order
) -> None:
    raise_alert(intrusion)
    api = program(inspector)
    for path in ("/alerts", "/orders", "/stops", "/holds", "/retention/rules", "/incidents"):
        assert api.get(path).status_code == 200, path
    changing = [one for one in operations() if one.methods != ["GET"]]
    assert len(changing) > 5
    for one in changing:
        path = one.path
        for name in ("alert_id", "order_id", "stop_id"):
            path = path.replace(f"{{int:{name}}}", "1")
        assert api.post(path, {}).status_code == 403, path
    assert order.state() == "in_force"


@pytest.mark.parametrize("ending", ["csv", "json", "pdf"])
def test_files_open_without_our_help(
    ending: str, client: Client, inspector: Agent, intrusion: Found, order: Order
) -> None:
    """With what every machine has: a spreadsheet, a reader of PDF, a language's own JSON."""
    raise_alert(intrusion)
    answer = client.get(address_of(ending), headers={"accept-language": "en"})
    assert answer.status_code == 200
    content = b"".join(answer) if answer.streaming else answer.content
    if ending == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert any("intrusion" in cell for row in rows for cell in row)
    elif ending == "json":
        assert json.loads(content)
    else:
        assert len(pypdfium2.PdfDocument(content)) >= 1


def address_of(ending: str) -> str:
    today = timezone.localdate()
    return f"{REGISTER}/file.{ending}?since={today - timedelta(days=1)}&until={today}"


def test_the_inspectors_own_reading_is_logged(
    client: Client, inspector: Agent, intrusion: Found, order: Order
) -> None:
    alert = raise_alert(intrusion)
    session = client.session
    session[INQUIRY] = "Inspection of November"  # the journal asks for a reason of its own
    session.save()
    for path in (f"/alerts/{alert.pk}/row", "/journal/", address_of("json")):
        assert client.get(path).status_code == 200, path
    entries = list(Entry.objects.filter(author=inspector.pk).order_by("pk"))
    assert {one.reason for one in entries} == {"test", "Inspection of November"}
    operations_left = [one.operation for one in entries]
    assert Operation.CONSULTATION in operations_left
    assert Operation.COMMUNICATION in operations_left
    assert any(one.object_kind.startswith("journal") for one in entries)
