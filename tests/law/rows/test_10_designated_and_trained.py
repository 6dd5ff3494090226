"""Row 10: only who is designated and holds both trainings sees (Décret, art. 18).

That open sockets close too is tried in `tests/people/test_sockets.py`.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.test import Client
from django.utils import timezone

from command_center.people.models import Agent, Designation, Training
from command_center.people.service import Service
from command_center.people.training import Subject
from command_center.venues.models import Camera
from tests.law.by_api import integrator
from tests.law.ordering import ordered
from tests.law.ways import Way, delete_by_sql, every_change, every_way
from tests.people.trained import trained

RIGHT = "alerts.view_alert"
PARTS = ["designation", *Subject.values]


def part(agent: Agent, name: str) -> Designation | Training:
    if name == "designation":
        return Designation.objects.get(agent=agent)
    return Training.objects.get(agent=agent, subject=name)


def sees(agent: Agent) -> bool:
    """As a page asks, and as PostgreSQL does for a verdict: they must agree."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_may_see(%s, clock_timestamp())", [agent.pk])
        in_sql = bool(cursor.fetchone()[0])
    in_python = Agent.objects.get(pk=agent.pk).has_perm(RIGHT)
    assert in_python == in_sql
    return in_python


def test_agent_with_all_three_sees(operator: Agent, client: Client) -> None:
    client.force_login(operator)
    assert sees(operator)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("name", PARTS)
def test_end_of_any_one_ends_the_access(
    name: str, operator: Agent, stranger: Agent, client: Client
) -> None:
    client.force_login(operator)
    part(operator, name).revoke(stranger, "left the service")
    assert not sees(operator)
    assert client.get("/").status_code == 403


def test_superuser_is_no_exception(db: None) -> None:
    root = Agent.objects.create_superuser("root", password="correct horse battery")
    assert not sees(root)
    assert sees(trained(root))


@pytest.mark.parametrize("name", PARTS)
@every_change
def test_end_cannot_be_moved(change: Callable[..., None], name: str, operator: Agent) -> None:
    held = part(operator, name)
    with pytest.raises(DatabaseError, match="never changes"):
        change(held, ends_at=held.ends_at + timedelta(days=900))


@pytest.mark.parametrize("name", PARTS)
def test_what_was_held_is_never_deleted(name: str, operator: Agent) -> None:
    with pytest.raises(DatabaseError):
        delete_by_sql(part(operator, name))


@every_way
def test_nobody_designates_themself(way: Way, stranger: Agent) -> None:
    now = timezone.now()
    own = Designation(
        agent=stranger,
        authority="Prefect of Rhône",
        service=Service.POLICE_NATIONALE,
        scope="stadium",
        starts_at=now,
        ends_at=now + timedelta(days=1),
        entered_by=stranger,
        entered_at=now,
    )
    with pytest.raises(IntegrityError, match="designation_is_entered_by_somebody_else"):
        way(own)


@pytest.mark.parametrize("name", PARTS)
def test_api_shows_nothing_once_any_one_has_ended(
    name: str, camera: Camera, stranger: Agent
) -> None:
    """A token outlives none of them: each request asks afresh."""
    ordered([camera])
    api = integrator()
    shown = ("/alerts", "/situations", "/cameras", "/zones", "/events")
    assert {api.get(path).status_code for path in shown} == {200}
    part(Agent.objects.get(username="integrator"), name).revoke(stranger, "left the service")
    assert {api.get(path).status_code for path in shown} == {403}
    assert api.get("/orders").status_code == 200  # which show neither pictures nor alerts
