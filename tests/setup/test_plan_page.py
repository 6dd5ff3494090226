"""The live plan: who sees it, which cameras stand on it, and in which state."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.people.models import Agent
from command_center.streams.feed_keys import FeedKeys
from command_center.streams.redis_client import client as redis_client
from command_center.venues.models import Camera, FloorPlan, Placement, Zone
from tests.health.told import tell_state
from tests.plans import plan_of


@pytest.fixture
def plan(camera: Camera) -> FloorPlan:
    """With the camera on it."""
    redis_client().delete(FeedKeys(camera.pk).state)
    plan = plan_of(camera.venue)
    Placement.objects.create(camera=camera, plan=plan, x=0.5, y=0.5)
    return plan


@pytest.fixture
def visit(operator: Agent) -> Client:
    visit = Client(headers={"accept-language": "en"})
    visit.force_login(operator)
    return visit


def state(visit: Client, plan: FloorPlan, camera: Camera) -> tuple[str, str, bool]:
    told = visit.get(f"/plans/{plan.pk}/states").json()["states"][str(camera.pk)]
    return told["state"], told["reason"], told["is_alarming"]


def test_plan_shows_its_cameras_with_their_zones(
    visit: Client, plan: FloorPlan, camera: Camera, zone: Zone
) -> None:
    page = visit.get(f"/venues/{camera.venue_id}/plan")
    (shown,) = page.context["live"]["cameras"]
    assert (shown["id"], shown["name"]) == (camera.pk, "North gate")
    assert "lawn" in shown["zones"]
    assert "192.0.2.1" not in page.text


def test_state_that_nobody_renews_is_never_shown_as_live(
    visit: Client, plan: FloorPlan, camera: Camera
) -> None:
    assert state(visit, plan, camera) == ("offline", "unwatched", True)
    tell_state(camera, "live")
    assert state(visit, plan, camera) == ("live", "", False)
    redis_client().delete(FeedKeys(camera.pk).state)
    assert state(visit, plan, camera) == ("offline", "unwatched", True)


def test_camera_that_nobody_is_to_watch_is_no_alarm(
    visit: Client, plan: FloorPlan, camera: Camera
) -> None:
    Camera.objects.update(is_enabled=False)
    assert state(visit, plan, camera) == ("off", "", False)


def test_one_of_several_plans_is_asked_for(visit: Client, plan: FloorPlan, camera: Camera) -> None:
    upper = plan_of(camera.venue, name="Upper tier")
    path = f"/venues/{camera.venue_id}/plan"
    assert visit.get(path).context["plan"] == plan
    assert visit.get(path, {"plan": upper.pk}).context["plan"] == upper
    assert visit.get(path, {"plan": "no such"}).context["plan"] == plan


def test_venue_without_a_plan_says_so(visit: Client, camera: Camera) -> None:
    page = visit.get(f"/venues/{camera.venue_id}/plan")
    assert page.status_code == 200
    assert "No floor plan yet" in page.text


def test_wall_leads_to_the_plan_where_there_is_one(
    visit: Client, camera: Camera, operator: Agent
) -> None:
    path = f"/venues/{camera.venue_id}/plan"
    assert path not in visit.get("/").text
    plan_of(camera.venue)
    assert path in visit.get("/").text


def test_who_sees_no_alerts_sees_no_live_plan(
    visit: Client, plan: FloorPlan, camera: Camera, operator: Agent
) -> None:
    operator.user_permissions.remove(Permission.objects.get(codename="view_alert"))
    assert visit.get(f"/venues/{camera.venue_id}/plan").status_code == 403
