"""The same verdict on several alerts: each its own, all or none, and nobody's is overwritten."""

import threading

import pytest
from django.db import connection
from django.test import Client

from command_center.alerts.judging import judge
from command_center.alerts.models import Alert, Verdict
from command_center.journal.models import Entry, Operation
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.people.reach import ALL
from command_center.review.search.bulk import MOST_AT_ONCE, judge_all
from command_center.venues.models import Camera
from tests.people.trained import trained
from tests.review_search.alerts_of import ago, alert_at
from tests.review_search.conftest import REASON, ordered_long, signed_in

PAGE = "/review/verdicts"
SHADOW = "invalidated:shadow"
MINUTES = iter(range(1, 10_000))

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, searcher: Agent) -> Client:
    return signed_in(client, searcher)


def intrusions(camera: Camera, order: Order, count: int) -> list[int]:
    return [alert_at(camera, order, ago(minutes=next(MINUTES))).pk for _number in range(count)]


def test_each_alert_gets_a_verdict_and_an_entry_of_its_own(
    desk: Client, searcher: Agent, camera: Camera, order: Order
) -> None:
    numbers = intrusions(camera, order, 4)
    page = desk.get(PAGE, {"alert": numbers})
    assert "The same verdict on 4 alerts" in page.text
    answer = desk.post(
        PAGE, {"alert": numbers, "verdict": SHADOW, "next": "/review/search?last=7d"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/review/search?last=7d")
    told = Verdict.objects.values_list("alert", "agent", "outcome", "cause")
    assert set(told) == {(one, searcher.pk, "invalidated", "shadow") for one in numbers}
    entries = Entry.objects.filter(object_kind="alert_verdict", operation=Operation.MODIFICATION)
    assert {one.object_id for one in entries} == {str(one) for one in numbers}
    assert {(one.camera, one.reason) for one in entries} == {(camera.pk, REASON)}


def test_what_somebody_judged_meanwhile_is_left_and_told(
    desk: Client, investigator: Agent, camera: Camera, order: Order
) -> None:
    numbers = intrusions(camera, order, 3)
    judge(Alert.objects.get(pk=numbers[1]), investigator, "confirmed", follow_up="patrol")
    desk.post(PAGE, {"alert": numbers, "verdict": SHADOW})
    assert Verdict.objects.filter(agent=investigator).get().outcome == "confirmed"
    assert Verdict.objects.count() == 3
    told = desk.get("/review/search").text
    assert "2 alerts have their verdicts" in told
    assert f"1 had been judged meanwhile and was left as it is: {numbers[1]}." in told


def test_numbers_of_another_venue_are_unknown_and_nothing_is_half_done(
    desk: Client, camera: Camera, order: Order, elsewhere: Camera
) -> None:
    numbers = intrusions(camera, order, 2)
    other = intrusions(elsewhere, ordered_long([elsewhere], reference="Zulu-1"), 1)
    for strange in (other[0], 987_654_321):
        chosen = {"alert": [*numbers, strange], "verdict": SHADOW}
        assert desk.get(PAGE, chosen).status_code == 404
        assert desk.post(PAGE, chosen).status_code == 404
    assert not Verdict.objects.exists()


def test_alerts_of_two_kinds_get_no_common_verdict(
    desk: Client, camera: Camera, order: Order
) -> None:
    numbers = intrusions(camera, order, 1)
    measured = {"people": 90, "low": 80, "high": 100, "limit": 60, "for_s": 5.0}
    numbers.append(alert_at(camera, order, ago(minutes=3), kind="density", reason=measured).pk)
    assert desk.post(PAGE, {"alert": numbers, "verdict": SHADOW}).status_code == 302
    assert "Choose alerts of one kind" in desk.get("/review/search").text
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("count", [0, MOST_AT_ONCE + 1])
def test_none_and_too_many_are_refused(desk: Client, count: int) -> None:
    chosen = {"alert": list(range(1, count + 1)), "verdict": SHADOW}
    assert desk.post(PAGE, chosen)["Location"] == "/review/search"
    assert not Verdict.objects.exists()


def test_verdict_that_says_not_what_it_must_is_refused_for_all(
    desk: Client, camera: Camera, order: Order
) -> None:
    numbers = intrusions(camera, order, 2)
    for said in ("", "invalidated:clothing", "confirmed:"):
        assert desk.post(PAGE, {"alert": numbers, "verdict": said}).status_code == 400
    assert not Verdict.objects.exists()


def test_whoever_may_only_look_judges_none(client: Client, operator: Agent) -> None:
    assert signed_in(client, operator).post(PAGE, {"alert": [1]}).status_code == 403


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example"])
def test_afterwards_nobody_is_led_elsewhere(desk: Client, address: str) -> None:
    assert desk.post(PAGE, {"next": address})["Location"] == "/review/search"


@pytest.fixture
def two(transactional_db: None) -> list[Agent]:
    names = ("camille", "dominique")
    return [trained(Agent.objects.create_user(name, password="x" * 12)) for name in names]


@pytest.mark.django_db(transaction=True)
def test_two_who_judge_the_same_at_once_give_each_alert_one_verdict(
    two: list[Agent], camera: Camera, order: Order
) -> None:
    numbers = intrusions(camera, order, 30)
    given: dict[str, int] = {}
    left: dict[str, int] = {}
    together = threading.Barrier(2)

    def give(agent: Agent, chosen: list[int]) -> None:
        together.wait(10)
        judged = judge_all(chosen, ALL, agent, {"outcome": "invalidated", "cause": "shadow"})
        given[agent.username], left[agent.username] = len(judged.given), len(judged.left)
        connection.close()

    halves = [numbers[:20], list(reversed(numbers[10:]))]
    threads = [threading.Thread(target=give, args=one) for one in zip(two, halves, strict=True)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert sorted(Verdict.objects.values_list("alert_id", flat=True)) == sorted(numbers)
    assert sorted(given.values()) == [10, 20]
    assert sorted(left.values()) == [0, 10]
