"""A channel that fails without anybody hearing of it is an alarm: on the health page, and above
every page of those who lead."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from command_center.health.also_told import other_metrics, other_rows
from command_center.notifications.banners import silent_banners
from command_center.notifications.models import Channel, ChannelState, Subject, Trouble
from command_center.notifications.silence import silent_channels
from command_center.notifications.site_troubles import look_for_troubles
from command_center.people.models import Agent
from command_center.people.roles import Role
from tests.notifications.channels import channel
from tests.people.posted import posted

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(hours=3)


def failing(**given: object) -> Channel:
    one = channel("webhook", name="Fire brigade")
    ChannelState.objects.filter(channel=one).update(failures=3, error="no answer in time", **given)
    return one


def test_channel_that_answers_is_well() -> None:
    channel("email")
    assert silent_channels() == []
    (row,) = [one for one in other_rows() if "channels" in one.value or "canaux" in one.value]
    assert row.is_well


def test_three_failures_in_a_row_are_an_alarm_and_two_are_not() -> None:
    one = failing()
    assert [silent.channel for silent in silent_channels()] == [one]
    ChannelState.objects.update(failures=2)
    assert silent_channels() == []


def test_silence_for_longer_than_its_limit_is_an_alarm() -> None:
    one = channel("email", since=timezone.now() - LONG_AGO)
    ChannelState.objects.update(proven_at=timezone.now() - LONG_AGO)
    assert [silent.channel for silent in silent_channels()] == [one]
    Channel.objects.update(silent_after_min=240)
    assert silent_channels() == []
    Channel.objects.update(silent_after_min=1, is_enabled=False)
    assert silent_channels() == []


def test_channel_that_never_came_through_is_one_after_its_limit() -> None:
    channel("email", since=timezone.now() - LONG_AGO)
    ChannelState.objects.all().delete()
    assert len(silent_channels()) == 1


def test_supervisors_are_told_and_operators_are_not(stranger: Agent, operator: Agent) -> None:
    failing()
    supervisor = posted(stranger, Role.SUPERVISOR, None)
    (banner,) = silent_banners(supervisor)
    assert banner.severity == "high"
    assert "Fire brigade" in banner.text
    assert silent_banners(operator) == []


def test_health_page_and_prometheus_tell_of_it(client: Client) -> None:
    one = failing()
    bad = [row for row in other_rows() if not row.is_well and "Fire brigade" in row.value]
    assert len(bad) == 1
    found = {metric.name: metric for metric in other_metrics()}
    (sample,) = found["vigie_channel_up"].samples
    assert (sample.labels["channel"], sample.value) == (str(one.pk), 0.0)


def test_trouble_of_the_disk_is_noted_once_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    from command_center.notifications import site_troubles
    from command_center.retention.disk_alarm import Alarm

    told: list[Alarm | None] = [Alarm("high", "full")]
    monkeypatch.setattr(site_troubles, "alarm", lambda _watch: told[0])
    look_for_troubles()
    look_for_troubles()
    trouble = Trouble.objects.get(subject=Subject.DISK)
    assert (trouble.severity, trouble.ended_at) == ("high", None)
    told[0] = None
    look_for_troubles()
    trouble.refresh_from_db()
    assert trouble.ended_at is not None
