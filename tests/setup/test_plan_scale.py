"""A plan's scale: two points and the metres between them; nonsense is refused in words."""

import math
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.people.models import Agent
from command_center.setup.plans.scale import width_m
from command_center.venues.models import FloorPlan, Venue
from tests.plans import plan_of

POINTS = [[0.25, 0.5], [0.75, 0.5]]


@pytest.fixture
def plan(venue: Venue) -> FloorPlan:
    return plan_of(venue)


@pytest.fixture
def administrator(operator: Agent, client: Client) -> Agent:
    right = Permission.objects.get(codename="change_floorplan")
    operator.user_permissions.add(right)
    client.force_login(operator)
    return operator


def save(client: Client, plan: FloorPlan, **changes: Any) -> Any:
    scale = {"points": POINTS, "metres": 60, **changes}
    sent = {"before": plan.scale, "scale": scale}
    answer = client.post(
        f"/plans/{plan.pk}/scale",
        sent,
        content_type="application/json",
        headers={"accept-language": "en"},
    )
    plan.refresh_from_db(fields=["scale"])
    return answer


def test_scale_says_how_wide_the_plan_is(
    client: Client, administrator: Agent, plan: FloorPlan
) -> None:
    assert save(client, plan).status_code == 200
    assert width_m(plan) == pytest.approx(120)
    save(client, plan, points=[[0.5, 0.25], [0.5, 0.75]], metres=40)
    assert width_m(plan) == pytest.approx(120)
    save(client, plan, points=[[0, 0], [1, 1]], metres=math.hypot(120, 80))
    assert width_m(plan) == pytest.approx(120)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"metres": 0}, "above 0"),
        ({"metres": -3}, "above 0"),
        ({"metres": 20_000}, "at most 10000"),
        ({"metres": math.nan}, "above 0"),
        ({"metres": math.inf}, "at most 10000"),
        ({"points": [[0.5, 0.5], [0.5, 0.5]]}, "same place"),
        ({"points": [[0.5, 0.5], [0.5001, 0.5]]}, "same place"),
        ({"points": [[0.5, 0.5], [1.5, 0.5]]}, "on the plan"),
        ({"points": [[0.5, 0.5]]}, "as numbers"),
        ({"metres": "wide"}, "as numbers"),
        ({"points": None}, "as numbers"),
    ],
)
def test_scale_that_is_none_is_refused(
    client: Client, administrator: Agent, plan: FloorPlan, changes: dict[str, Any], why: str
) -> None:
    answer = save(client, plan, **changes)
    assert answer.status_code == 422
    assert why in answer.json()["text"]
    assert plan.scale is None


def test_second_administrator_is_shown_the_first_ones_scale(
    client: Client, administrator: Agent, plan: FloorPlan
) -> None:
    other = FloorPlan.objects.get(pk=plan.pk)
    save(client, plan)
    answer = save(client, FloorPlan(pk=plan.pk, scale=None), metres=30)
    assert answer.status_code == 409
    assert answer.json()["scale"]["metres"] == 60
    other.refresh_from_db()
    assert other.scale["metres"] == 60


def test_who_may_only_look_sets_no_scale(client: Client, operator: Agent, plan: FloorPlan) -> None:
    client.force_login(operator)
    assert save(client, plan).status_code == 403
