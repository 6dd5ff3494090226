"""Lists: page by page, stable under what is added, filtered, told again only where different."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from command_center.alerts.door import raise_alert
from command_center.alerts.found import found
from command_center.alerts.judging import judge
from command_center.alerts.models import Alert
from command_center.law.models import Order
from command_center.leases.lease import Lease
from command_center.people.models import Agent
from command_center.venues.models import Camera
from detection.sighting import Sighting
from tests.api.asking import Program


@pytest.fixture
def alerts(camera: Camera, order: Order, lease: Lease, sighting: Sighting) -> list[Alert]:
    """Five, the oldest first."""
    return [raised(camera, lease, sighting, minutes) for minutes in (50, 40, 30, 20, 10)]


def raised(camera: Camera, lease: Lease, sighting: Sighting, minutes_ago: int) -> Alert:
    at = timezone.now() - timedelta(minutes=minutes_ago)
    return raise_alert(found(camera, lease.fence, sighting, at))


def numbers(answer: Any) -> list[int]:
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


def test_pages_follow_one_another_whatever_comes_meanwhile(
    vms: Program, alerts: list[Alert], camera: Camera, lease: Lease, sighting: Sighting
) -> None:
    first = vms.get("/alerts", limit=2)
    raised(camera, lease, sighting, 1)
    second = vms.get("/alerts", limit=2, cursor=first.json()["next"])
    third = vms.get("/alerts", limit=2, cursor=second.json()["next"])
    assert numbers(first) + numbers(second) + numbers(third) == [one.pk for one in reversed(alerts)]
    assert third.json()["next"] is None
    assert "Link" not in third.headers


def test_the_link_leads_to_the_next_page_with_its_filters(
    vms: Program, alerts: list[Alert], camera: Camera
) -> None:
    answer = vms.get("/alerts", limit=3, camera=camera.pk)
    link = answer.headers["Link"]
    assert link.endswith('; rel="next"')
    address = link[1 : link.index(">")].removeprefix("http://testserver/api/v1")
    assert f"camera={camera.pk}" in address
    assert numbers(vms.get(address)) == [alerts[1].pk, alerts[0].pk]


def test_alerts_are_told_as_they_are(vms: Program, alerts: list[Alert], operator: Agent) -> None:
    judge(alerts[-1], operator, "confirmed", follow_up="patrol", note="two people")
    told = vms.get("/alerts", limit=1).json()["items"][0]
    assert (told["kind"], told["severity"], told["zone"]) == ("intrusion", "medium", "lawn")
    assert told["reason"] == {"objects": 1, "for_s": 1.0}
    assert told["verdict"]["outcome"] == "confirmed"
    assert (told["verdict"]["agent"], told["verdict"]["note"]) == ("operator", "two people")
    at = datetime.fromisoformat(told["started_at"])
    assert at == alerts[-1].started_at
    assert at.utcoffset() == timedelta(0)


def test_alerts_are_filtered(vms: Program, alerts: list[Alert], operator: Agent) -> None:
    judge(alerts[0], operator, "invalidated", cause="shadow")
    judge(alerts[1], operator, "confirmed", follow_up="none")
    since, until = alerts[1].started_at.isoformat(), alerts[3].started_at.isoformat()
    asked: list[tuple[dict[str, Any], list[int]]] = [
        ({"verdict": "waiting"}, [4, 3, 2]),
        ({"verdict": "confirmed"}, [1]),
        ({"verdict": "invalidated"}, [0]),
        ({"kind": "fire"}, []),
        ({"kind": "intrusion", "severity": "medium"}, [4, 3, 2, 1, 0]),
        ({"severity": "high"}, []),
        ({"since": since, "until": until}, [2, 1]),
        ({"venue": alerts[0].camera.venue_id + 1}, []),
    ]
    for query, expected in asked:
        assert numbers(vms.get("/alerts", **query)) == [alerts[one].pk for one in expected], query


@pytest.mark.parametrize(
    "query",
    [
        {"cursor": "nonsense"},
        {"limit": 201},
        {"kind": "loitering"},
        {"since": "yesterday"},
        {"since": "2026-11-28T10:00:00"},
        {"since": "0001-01-01T00:00:00+14:00"},
        {"camera": 0},
        {"face_id": "7"},
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_by_its_name(vms: Program, query: dict[str, Any]) -> None:
    answer = vms.get("/alerts", **query)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == list(query)


def test_who_asks_again_hears_that_nothing_is_different(
    vms: Program, alerts: list[Alert], operator: Agent
) -> None:
    first = vms.get("/alerts")
    tag = {"if-none-match": first.headers["ETag"]}
    again = vms.get("/alerts", headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    judge(alerts[0], operator, "invalidated", cause="shadow")
    assert vms.get("/alerts", headers=tag).status_code == 200


def test_a_list_asks_as_often_for_many_as_for_one(
    vms: Program, alerts: list[Alert], django_assert_max_num_queries: Any
) -> None:
    vms.get("/alerts")
    for limit in (1, 5):
        with django_assert_max_num_queries(16):
            vms.get("/alerts", limit=limit)


def test_an_offset_that_no_clock_has_is_counted_all_the_same(
    vms: Program, alerts: list[Alert]
) -> None:
    """schemathesis found it: PostgreSQL refuses such an offset."""
    assert len(numbers(vms.get("/alerts", since="0429-07-07T08:46:17-18:40"))) == 5
