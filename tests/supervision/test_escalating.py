"""What nobody acknowledges in time goes to others: once a rule, and it ends when somebody does."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.test import Client
from django.utils import timezone

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.models import Alert
from command_center.desk.models import Act, Suppression
from command_center.law.models import Order
from command_center.notifications.composing import compose
from command_center.notifications.models import Delivery, What
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.supervision import escalating
from command_center.supervision.banners import banners
from command_center.supervision.escalated_lines import escalated_lines
from command_center.supervision.escalating import escalate
from command_center.supervision.models import Escalation, EscalationRule
from command_center.venues.models import Camera, Venue
from tests.at_once import at_once, both_first
from tests.notifications.channels import channel
from tests.people.posted import posted

AFTER_S = 60


def rule(author: Agent, **given: Any) -> EscalationRule:
    usual: dict[str, Any] = {"severity": "medium", "after_s": AFTER_S, "role": Role.SUPERVISOR}
    return EscalationRule.objects.create(**usual | given, author=author)


@pytest.fixture
def alert(order: Order, intrusion: Found) -> Alert:
    return raise_alert(intrusion)


def later(seconds: float = AFTER_S + 1) -> Any:
    return timezone.now() + timedelta(seconds=seconds)


def test_nothing_is_escalated_before_its_time(alert: Alert, operator: Agent) -> None:
    rule(operator)
    escalate(later(AFTER_S - 20))
    assert not Escalation.objects.exists()
    escalate(later())
    assert Escalation.objects.get().alert == alert.pk


def test_it_is_recorded_and_sent_once(alert: Alert, operator: Agent) -> None:
    named, told = channel("email"), channel("webhook", tells_escalations=True)
    channel("mqtt", address="mqtt://127.0.0.1:9")
    elsewhere = Venue.objects.create(name="Arena")
    channel("webhook", tells_escalations=True, venues=[elsewhere.pk])
    rule(operator, channels=[named.pk])
    for _ in range(3):
        escalate(later())
    escalation = Escalation.objects.get()
    sent = Delivery.objects.filter(what=What.ESCALATION)
    assert set(sent.values_list("channel", "number")) == {
        (named.pk, escalation.pk),
        (told.pk, escalation.pk),
    }


def test_each_step_is_one_of_its_own(alert: Alert, operator: Agent) -> None:
    rule(operator)
    rule(operator, after_s=300, role=Role.ADMINISTRATOR)
    escalate(later())
    assert Escalation.objects.count() == 1
    escalate(later(301))
    assert Escalation.objects.count() == 2


def test_other_priorities_and_venues_are_left(alert: Alert, operator: Agent) -> None:
    rule(operator, severity="high")
    rule(operator, venue=Venue.objects.create(name="Arena").pk)
    ended = rule(operator)
    EscalationRule.objects.filter(pk=ended.pk).update(ended_by=operator)
    escalate(later())
    assert not Escalation.objects.exists()


def test_what_is_acknowledged_is_not_escalated(alert: Alert, operator: Agent) -> None:
    rule(operator)
    Act.objects.create(alert=alert, agent=operator, what="acknowledged")
    escalate(later())
    assert not Escalation.objects.exists()


def test_it_ends_when_somebody_acknowledges(alert: Alert, operator: Agent) -> None:
    rule(operator)
    escalate(later())
    assert Escalation.objects.get().ended_at is None
    Act.objects.create(alert=alert, agent=operator, what="acknowledged")
    escalate(later())
    assert Escalation.objects.get().ended_at is not None


def test_what_is_put_aside_is_not_escalated(alert: Alert, operator: Agent, camera: Camera) -> None:
    Suppression.objects.create(
        form="out_of_service", camera=camera, agent=operator, reason="cleaning"
    )
    rule(operator)
    escalate(later())
    assert not Escalation.objects.exists()


def test_two_workers_record_once(
    transactional_db: None, alert: Alert, operator: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel("webhook", tells_escalations=True)
    rule(operator)
    monkeypatch.setattr(escalating, "waiting", both_first(escalating.waiting, 20))
    at_once(*[lambda: escalate(later())] * 2)
    assert Escalation.objects.count() == Delivery.objects.count() == 1


def test_message_says_to_whom_and_since_when_without_a_name(alert: Alert, operator: Agent) -> None:
    rule(operator, role="", agent=operator)
    sending = channel("webhook", tells_escalations=True)
    escalate(later())
    delivery = Delivery.objects.get(channel=sending)
    told = compose(delivery)
    assert told is not None
    assert told.type == "alert.escalated"
    assert told.topic == f"{alert.camera.venue_id}/{alert.camera_id}/escalations/intrusion"
    assert told.data["alert"] == alert.pk
    assert "1 minute" in told.lines[0]
    assert "operator" not in told.body() + told.text()


def test_rule_is_kept_as_it_was_entered_and_ends_once(operator: Agent) -> None:
    made = rule(operator)
    for change in ({"after_s": 30}, {"role": Role.OPERATOR}):
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            EscalationRule.objects.filter(pk=made.pk).update(**change)
    EscalationRule.objects.filter(pk=made.pk).update(ended_by=operator)
    assert EscalationRule.objects.get(pk=made.pk).ended_at is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        EscalationRule.objects.filter(pk=made.pk).update(ended_by=operator)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.delete()


@pytest.mark.parametrize(
    "wrong", [{"role": ""}, {"after_s": 5}, {"after_s": 4000}, {"severity": "urgent"}]
)
def test_rule_that_makes_no_sense_is_refused_by_postgresql(
    operator: Agent, wrong: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rule(operator, **wrong)


def test_those_it_went_to_are_told_on_every_page(
    alert: Alert, operator: Agent, stranger: Agent, rf: Any
) -> None:
    rule(operator)
    escalate(later())
    supervisor = posted(stranger, Role.SUPERVISOR, alert.camera.venue)
    (line,) = escalated_lines(supervisor)
    assert (line.alert, line.is_mine) == (alert.pk, True)
    request = rf.get("/")
    request.user = supervisor
    assert [one.severity for one in banners(request)["supervision_banners"]] == ["high"]
    (seen,) = escalated_lines(operator)
    assert not seen.is_mine


def test_nobody_elsewhere_hears_of_it(alert: Alert, operator: Agent, stranger: Agent) -> None:
    rule(operator)
    escalate(later())
    elsewhere = posted(stranger, Role.SUPERVISOR, Venue.objects.create(name="Arena"))
    assert escalated_lines(elsewhere) == []


def test_desk_shows_the_line(client: Client, alert: Alert, operator: Agent) -> None:
    rule(operator)
    escalate(later())
    client.force_login(operator)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get("/desk/escalations").text
    assert f"alert {alert.pk}" in page
    assert "Escalated to supervisor" in page
    assert "North gate" not in page
