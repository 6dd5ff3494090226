"""The pages of the people: who may see what today and why; designating, training, revoking."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from command_center.people.models import Agent, Designation, Subject, Training
from tests.people.trained import designated, taught, trained

Post = Callable[..., HttpResponse]


@pytest.fixture
def head(client: Client, db: None) -> Agent:
    """May designate and train, sees no picture, and is signed in; pages are in English."""
    agent = Agent.objects.create_user("roux", first_name="Camille", last_name="Roux")
    agent.user_permissions.set(Permission.objects.filter(content_type__app_label="people"))
    client.force_login(agent)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return agent


def text_of(client: Client, name: str = "people", *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def at_local(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def designation(**given: object) -> dict[str, object]:
    now = timezone.now()
    return {
        "authority": "Prefect of Rhône",
        "service": "municipal_police",
        "scope": "The stadium",
        "starts_at": at_local(now - timedelta(hours=1)),
        "ends_at": at_local(now + timedelta(days=90)),
    } | given


def training(**given: object) -> dict[str, object]:
    return {
        "subject": "operating",
        "given_on": timezone.localdate().isoformat(),
        "ends_at": at_local(timezone.now() + timedelta(days=90)),
        "provider": "Academy",
        "evidence": "17",
    } | given


def test_list_says_who_may_see_what_and_why_not(
    client: Client, head: Agent, operator: Agent, stranger: Agent
) -> None:
    told = text_of(client)
    assert 'May see today <span class="count">1</span>' in told
    assert "may see pictures and alerts" in told
    assert "The training in operating the system is valid until" in told
    assert "Prefect of Rhône" in told
    assert "There is no designation." in told
    assert "No right of theirs shows pictures or alerts." in told
    operator.is_active = False
    operator.save()
    told = text_of(client)
    assert "Nobody may see pictures or alerts today." in told
    assert "The account is switched off." in told


def test_rights_by_a_group_count(client: Client, head: Agent, stranger: Agent) -> None:
    group = Group.objects.create(name="Control room")
    group.permissions.set(Permission.objects.filter(codename="view_alert"))
    stranger.groups.add(group)
    trained(stranger)
    told = text_of(client)
    assert "may see alerts" in told
    assert "Control room" in told


def test_end_within_thirty_days_is_warned_of(
    client: Client, head: Agent, operator: Agent, stranger: Agent
) -> None:
    assert "renew in time" not in text_of(client)
    soon = timezone.now() + timedelta(days=29)
    (long,) = operator.trainings.filter(subject=Subject.OPERATING)
    taught(operator, Subject.OPERATING, ends_at=soon)
    long.revoke(head, "replaced")
    assert "renew in time" in text_of(client)
    assert "renew in time" in text_of(client, "person", operator.pk)


def test_list_asks_no_more_for_more_agents(
    client: Client, head: Agent, operator: Agent, django_assert_max_num_queries: Any
) -> None:
    text_of(client)
    for number in range(5):
        trained(Agent.objects.create_user(f"agent{number}"))
    with django_assert_max_num_queries(30) as asked:
        text_of(client)
    few = len(asked)
    for number in range(5, 12):
        trained(Agent.objects.create_user(f"agent{number}"))
    with django_assert_max_num_queries(few):
        text_of(client)


def test_head_designates_and_trains_and_the_agent_sees(
    client: Client, head: Agent, stranger: Agent
) -> None:
    stranger.user_permissions.set(Permission.objects.filter(codename="view_camera"))
    answer = client.post(reverse("designate", args=[stranger.pk]), designation())
    assert answer.headers["location"] == reverse("person", args=[stranger.pk])
    for subject in Subject:
        client.post(reverse("train", args=[stranger.pk]), training(subject=subject))
    assert Agent.objects.get(pk=stranger.pk).has_perm("venues.view_camera")
    assert stranger.designations.get().entered_by == head
    assert {one.entered_by for one in stranger.trainings.all()} == {head}


def test_nobody_designates_or_trains_themself(client: Client, head: Agent) -> None:
    for name, given in (("designate", designation()), ("train", training())):
        answer = client.post(reverse(name, args=[head.pk]), given)
        assert "ask another administrator" in answer.text
    assert not Designation.objects.exists()
    assert not Training.objects.exists()
    assert reverse("designate", args=[head.pk]) not in text_of(client, "person", head.pk)


@pytest.mark.parametrize(
    ("name", "given", "fault"),
    [
        ("designate", designation(ends_at="2020-01-01T00:00"), "That is past"),
        ("designate", designation(starts_at="2090-01-01T00:00"), "The end must come after"),
        ("designate", designation(service="army"), "army"),
        ("designate", designation(authority=" "), "This field is required"),
        ("train", training(given_on="2090-01-01"), "once it was given"),
        ("train", training(ends_at="2020-01-01T00:00"), "That is past"),
        ("train", training(subject="cooking"), "cooking"),
        ("train", training(evidence=""), "This field is required"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    client: Client,
    head: Agent,
    stranger: Agent,
    name: str,
    given: dict[str, object],
    fault: str,
) -> None:
    answer = client.post(reverse(name, args=[stranger.pk]), given)
    assert answer.status_code == 200
    assert fault in answer.text
    assert not Designation.objects.exists()
    assert not Training.objects.exists()


@pytest.mark.parametrize("which", ["designation", "training"])
def test_revocation_needs_a_reason_and_is_told_on_the_page(
    client: Client, head: Agent, operator: Agent, which: str
) -> None:
    entered = operator.designations.get() if which == "designation" else operator.trainings.first()
    assert entered
    address = reverse(f"{which}_revoke", args=[entered.pk])
    assert client.post(address, {"reason": " "}).status_code == 200
    assert Agent.objects.get(pk=operator.pk).standing.is_open
    assert client.post(address, {"reason": "Left the service"}).status_code == 302
    assert not Agent.objects.get(pk=operator.pk).standing.is_open
    told = text_of(client, "person", operator.pk)
    assert "Left the service" in told
    assert "Camille Roux" in told
    again = client.post(address, {"reason": "Once more, in vain"}, follow=True)
    assert "It was revoked already." in again.text
    assert "Once more, in vain" not in text_of(client, "person", operator.pk)


def test_page_of_an_agent_keeps_what_is_over(client: Client, head: Agent, stranger: Agent) -> None:
    past = timezone.now() - timedelta(days=10)
    designated(stranger, starts_at=past, ends_at=past + timedelta(days=1), scope="Fan zone")
    told = text_of(client, "person", stranger.pk)
    assert "Fan zone" in told
    assert "ended" in told


def test_head_sees_no_picture(client: Client, head: Agent) -> None:
    assert client.get("/").status_code == 403
