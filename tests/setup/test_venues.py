"""Venues are entered, changed and listed."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from command_center.people.models import Agent
from command_center.venues.models import Camera, Venue
from tests.plans import plan_of


@pytest.fixture
def administrator(operator: Agent, client: Client) -> Agent:
    rights = ["view_venue", "add_venue", "change_venue", "add_floorplan", "change_placement"]
    operator.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(operator)
    client.cookies["language"] = "en"
    return operator


def test_new_venue_is_in_paris_unless_said_otherwise(client: Client, administrator: Agent) -> None:
    assert 'value="Europe/Paris"' in client.get("/venues/new").text
    answer = client.post("/venues/new", {"name": "Fan zone", "time_zone": "Indian/Reunion"})
    venue = Venue.objects.get()
    assert answer.headers["location"] == f"/venues/{venue.pk}"
    assert (venue.name, venue.time_zone) == ("Fan zone", "Indian/Reunion")


@pytest.mark.parametrize("zone", ["", "Europe/Atlantis", "EST", "Etc/GMT+5", "../etc/passwd"])
def test_time_zone_of_no_place_is_refused(client: Client, administrator: Agent, zone: str) -> None:
    answer = client.post("/venues/new", {"name": "Fan zone", "time_zone": zone})
    assert "time_zone" in answer.context["form"].errors
    assert not Venue.objects.exists()


def test_time_zones_are_offered_with_their_offset(client: Client, administrator: Agent) -> None:
    page = client.get("/venues/new").text
    assert '<option value="Africa/Abidjan">UTC+00:00</option>' in page
    assert "Etc/" not in page


def test_venue_is_changed(client: Client, administrator: Agent, venue: Venue) -> None:
    given = {"name": "Stade de Gerland", "time_zone": "Europe/Paris"}
    client.post(f"/venues/{venue.pk}/change", given)
    venue.refresh_from_db()
    assert venue.name == "Stade de Gerland"


def test_name_of_another_venue_is_refused(
    client: Client, administrator: Agent, venue: Venue
) -> None:
    Venue.objects.create(name="Station")
    given = {"name": "Station", "time_zone": "Europe/Paris"}
    answer = client.post(f"/venues/{venue.pk}/change", given)
    assert "name" in answer.context["form"].errors
    assert "<h1>Stadium</h1>" in answer.text
    venue.refresh_from_db()
    assert venue.name == "Stadium"


def test_venues_are_listed_with_their_cameras_and_plans(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    plan = plan_of(camera.venue)
    page = client.get("/venues/").text
    assert "1 camera · 1 plan · Europe/Paris" in page
    assert f"/plans/{plan.pk}/picture" in page
    assert f"/venues/{camera.venue_id}/plan" in page


def test_list_of_venues_asks_the_same_for_one_and_for_three(
    client: Client, administrator: Agent
) -> None:
    asked = []
    for number in range(4):  # the first is for what is looked up once in a while
        plan_of(Venue.objects.create(name=f"Venue {number}"))
        with CaptureQueriesContext(connection) as queries:
            assert f"Venue {number}" in client.get("/venues/").text
        asked.append(len(queries))
    assert asked[3] <= asked[1] + 1, asked  # two more venues would be two more questions


def test_venue_shows_what_its_plans_lack(
    client: Client, administrator: Agent, venue: Venue
) -> None:
    plan = plan_of(venue)
    page = client.get(f"/venues/{venue.pk}").text
    assert "no scale yet" in page
    assert f"/plans/{plan.pk}" in page


def test_who_may_only_look_changes_nothing(client: Client, operator: Agent, venue: Venue) -> None:
    client.force_login(operator)
    given = {"name": "Mine", "time_zone": "Europe/Paris"}
    for path in ("/venues/new", f"/venues/{venue.pk}/change"):
        assert client.post(path, given).status_code == 403
    assert list(Venue.objects.values_list("name", flat=True)) == ["Stadium"]
