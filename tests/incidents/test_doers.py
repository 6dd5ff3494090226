"""Who does what in an incident, since when, and the way from it to the requisition desk."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.alerts.models import Alert
from command_center.incidents.acting import join_alert
from command_center.incidents.doers import doers
from command_center.incidents.models import Incident
from command_center.incidents.requisition import requisition
from command_center.incidents.rows import acts_of
from command_center.incidents.stretch import milliseconds
from command_center.people.models import Agent

pytestmark = pytest.mark.django_db


def in_page(at: datetime) -> str:
    return at.astimezone(ZoneInfo("Europe/Paris")).isoformat()


def test_page_says_who_does_what_and_since_when(
    client: Client, guard: Agent, colleague: Agent, incident: Incident
) -> None:
    given = {"to": colleague.pk, "words": "Talks to the guard at the gate.", "based_on": 1}
    assert client.post(f"/incidents/{incident.pk}/acts/assigned", given).status_code == 302
    incident.refresh_from_db()
    found = doers(incident, acts_of(incident))
    assert [(one.name, one.sees_to_it, one.task) for one in found] == [
        ("colleague", True, "Talks to the guard at the gate."),
        (guard.get_username(), False, ""),
    ]
    assert (found[0].at, found[1].at) == (None, incident.acts.latest("number").at)
    page = client.get(f"/incidents/{incident.pk}").text
    assert "has done nothing here yet" in page
    assert f'<elapsed-time since="{in_page(incident.opened_at)}"' in page
    assert f'<elapsed-time since="{in_page(incident.acts.latest("number").at)}"' in page


def test_requisition_begins_with_what_was_joined(
    client: Client, guard: Agent, incident: Incident, alert: Alert
) -> None:
    assert requisition(acts_of(incident)) == ""
    Alert.objects.filter(pk=alert.pk).update(ended_at=alert.started_at + timedelta(seconds=30))
    assert join_alert(incident.pk, alert, guard)
    address = requisition(acts_of(incident))
    since, until = (milliseconds(alert.started_at) + ms for ms in (-10_000, 40_000))
    assert address == f"/extracts/new?camera={alert.camera_id}&from={since}&until={until}"
    link = address.replace("&", "&amp;")
    assert link not in client.get(f"/incidents/{incident.pk}").text
    guard.user_permissions.add(Permission.objects.get(codename="add_extract"))
    assert link in client.get(f"/incidents/{incident.pk}").text
