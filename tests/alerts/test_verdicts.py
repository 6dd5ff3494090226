"""A person's word on an alert: who may give it, what it must say, and that it is never changed."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from command_center.alerts import consumers, rows
from command_center.alerts.door import end_alert, raise_alert
from command_center.alerts.found import Found
from command_center.alerts.judging import MayNotJudge, judge, unjudged, with_verdict
from command_center.alerts.models import Alert, Verdict
from command_center.alerts.rows import newest_rows
from command_center.alerts.verdict import Cause, FollowUp
from command_center.alerts.verdict_form import DIGITS, causes_of, invalidations
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.people.reach import EVERYWHERE
from command_center.venues.models import Zone
from detection.kinds import EventKind
from tests.sockets import socket_of

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def alert(zone: Zone, order: Order, intrusion: Found) -> Alert:
    return raise_alert(intrusion)


@pytest.fixture
def reviewer(operator: Agent, client: Client) -> Agent:
    operator.user_permissions.add(Permission.objects.get(codename="add_verdict"))
    client.force_login(operator)
    return operator


def holding(alert: Alert) -> tuple[str, str, str]:
    found = with_verdict(Alert.objects.all()).values_list("outcome", "cause", "follow_up")
    return found.get(pk=alert.pk)


def test_later_verdict_holds_and_the_earlier_is_kept(alert: Alert, operator: Agent) -> None:
    assert holding(alert) == ("", "", "")
    judge(alert, operator, "confirmed", follow_up=FollowUp.PATROL)
    assert holding(alert) == ("confirmed", "", "patrol")
    judge(alert, operator, "invalidated", cause=Cause.SHADOW, note="a flag")
    assert holding(alert) == ("invalidated", "shadow", "")
    assert [one.outcome for one in alert.verdicts.all()] == ["invalidated", "confirmed"]


@pytest.mark.parametrize(
    "said",
    [
        {"outcome": "confirmed"},
        {"outcome": "confirmed", "follow_up": "patrol", "cause": "shadow"},
        {"outcome": "invalidated"},
        {"outcome": "invalidated", "follow_up": "none"},
        {"outcome": "invalidated", "cause": "clothing"},
        {"outcome": "perhaps", "cause": "other"},
    ],
)
def test_verdict_that_says_not_what_it_must_is_refused(
    alert: Alert, operator: Agent, said: dict[str, str]
) -> None:
    with pytest.raises(ValidationError):
        judge(alert, operator, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.create(alert=alert, agent=operator, **said)
    assert unjudged().get() == alert


def test_alert_that_has_ended_still_waits_for_a_person(alert: Alert, operator: Agent) -> None:
    end_alert(alert, timezone.now())
    assert unjudged().count() == 1
    judge(alert, operator, "confirmed", follow_up=FollowUp.NONE)
    assert unjudged().count() == 0


def test_agent_who_may_not_see_gives_no_verdict_whoever_asks(alert: Alert, stranger: Agent) -> None:
    with pytest.raises(MayNotJudge):
        judge(alert, stranger, "confirmed", follow_up=FollowUp.NONE)
    stored = Verdict(alert=alert, agent=stranger, outcome="confirmed", follow_up="none")
    with pytest.raises(IntegrityError, match="may not see"), transaction.atomic():
        Verdict.objects.bulk_create([stored])
    insert = """
        INSERT INTO alerts_verdict (alert_id, agent_id, at, outcome, cause, follow_up, note)
        VALUES (%s, %s, now(), 'confirmed', '', 'none', '')
    """
    with (
        pytest.raises(IntegrityError, match="may not see"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(insert, [alert.pk, stranger.pk])
    assert not Verdict.objects.exists()


def test_time_of_a_verdict_is_by_the_clock_of_postgresql(alert: Alert, operator: Agent) -> None:
    long_ago = timezone.now() - timedelta(days=9)
    Verdict.objects.bulk_create(
        [Verdict(alert=alert, agent=operator, at=long_ago, outcome="confirmed", follow_up="none")]
    )
    assert timezone.now() - Verdict.objects.get().at < timedelta(minutes=1)


def test_verdict_neither_changes_nor_goes_without_its_alert(alert: Alert, operator: Agent) -> None:
    verdict = judge(alert, operator, "confirmed", follow_up=FollowUp.NONE)
    for change in (
        lambda: Verdict.objects.update(note="other"),
        lambda: _deleted_now(verdict),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Verdict.objects.get().note == ""


def _deleted_now(verdict: Verdict) -> None:
    verdict.delete()
    connection.check_constraints()


def test_page_tells_everything_about_the_alert(
    alert: Alert, operator: Agent, client: Client, order: Order
) -> None:
    client.force_login(operator)
    judge(alert, operator, "invalidated", cause=Cause.ANIMAL, note="a fox")
    page = client.get(f"/alerts/{alert.pk}", headers=ENGLISH).text
    for told in ("North gate", "lawn", "1 inside the zone for 1 s", order.reference, "a fox"):
        assert told in page
    assert "What was it?" not in page
    assert 'name="verdict"' not in page  # this operator may see, and not judge


def test_verdict_is_given_without_any_script(alert: Alert, reviewer: Agent, client: Client) -> None:
    said = {"verdict": "confirmed:patrol", "note": "two of them"}
    answer = client.post(f"/alerts/{alert.pk}/verdict", said, headers=ENGLISH, follow=True)
    assert "patrol sent" in answer.text
    verdict = Verdict.objects.get()
    assert (verdict.agent, verdict.follow_up, verdict.note) == (reviewer, "patrol", "two of them")


def test_verdict_without_an_answer_is_asked_for_again(
    alert: Alert, reviewer: Agent, client: Client
) -> None:
    answer = client.post(f"/alerts/{alert.pk}/verdict", {"note": "hm"}, headers=ENGLISH)
    assert answer.status_code == 400
    assert "Choose what it was." in answer.text
    assert not Verdict.objects.exists()


def test_verdict_is_refused_without_the_right(
    alert: Alert, operator: Agent, client: Client
) -> None:
    client.force_login(operator)
    answer = client.post(f"/alerts/{alert.pk}/verdict", {"verdict": "confirmed:none"})
    assert answer.status_code == 403
    assert not Verdict.objects.exists()


def test_row_on_the_wall_shows_the_verdict_and_the_page(
    alert: Alert, operator: Agent, client: Client
) -> None:
    client.force_login(operator)
    row = client.get(f"/alerts/{alert.pk}/row", headers=ENGLISH).text
    assert f'href="/alerts/{alert.pk}"' in row
    assert "data-unjudged" in row
    judge(alert, operator, "confirmed", follow_up=FollowUp.STEWARDS)
    row = client.get(f"/alerts/{alert.pk}/row", headers=ENGLISH).text
    assert "stewards told" in row
    assert "data-unjudged" not in row


def test_count_on_the_wall_is_of_all_alerts_without_a_verdict(
    alert: Alert,
    intrusion: Found,
    operator: Agent,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rows, "SHOWN", 1)
    second = raise_alert(replace(intrusion, uid=uuid4()))
    client.force_login(operator)
    page = client.get("/", headers=ENGLISH).text
    assert page.count("data-unjudged") == 1
    assert "data-count>2<" in page
    judge(second, operator, "confirmed", follow_up=FollowUp.NONE)
    assert "data-count>1<" in client.get("/", headers=ENGLISH).text


@pytest.mark.parametrize("judged", [1, 3])
def test_list_asks_as_often_for_many_verdicts_as_for_one(
    alert: Alert,
    operator: Agent,
    judged: int,
    django_assert_num_queries: "pytest.FixtureRequest",
) -> None:
    for _ in range(judged):
        judge(alert, operator, "confirmed", follow_up=FollowUp.NONE)
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert len(newest_rows(EVERYWHERE)) == 1


@pytest.mark.parametrize("kind", EventKind)
def test_every_cause_of_every_kind_has_a_digit_of_its_own(kind: EventKind) -> None:
    assert [one.digit for one in invalidations(kind)] == list(DIGITS)
    assert causes_of(kind)[-1] == Cause.OTHER


def test_every_cause_is_offered_somewhere() -> None:
    assert {cause for kind in EventKind for cause in causes_of(kind)} == set(Cause)


@pytest.mark.django_db(transaction=True)
async def test_socket_tells_that_an_alert_was_judged(
    operator: Agent,
    zone: Zone,
    order: Order,
    intrusion: Found,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(consumers, "NEWEST_SAID_EVERY_S", 0.05)
    alert = await sync_to_async(raise_alert)(intrusion)
    socket = await socket_of(operator, "/ws/alerts")
    assert (await socket.connect())[0]
    assert json.loads(await socket.receive_from(5))["type"] == "alert.newest"  # now it listens
    verdict = await sync_to_async(judge)(alert, operator, "confirmed", follow_up="none")
    told = {"type": "alert.judged", "alert": alert.pk, "verdict": verdict.pk}
    async with asyncio.timeout(5):
        while json.loads(await socket.receive_from(5)) != told:
            pass
    await socket.disconnect()
