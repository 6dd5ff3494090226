"""Rights that show pictures or alerts need an open standing; superusers' too."""

from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.contrib.auth.models import Permission
from django.template import engines
from django.test import Client, RequestFactory

from command_center.people.models import Agent, Subject
from command_center.people.seeing import SEEING
from command_center.urls import urlpatterns
from tests.people.test_doors import PUBLIC
from tests.people.trained import designated, taught, trained

SHOWS_NEITHER = {
    "supervision.change_escalation",
    "notifications.change_channel",
    "notifications.view_channel",
    "api.add_token",
    "api.delete_token",
    "api.view_token",
    "desk.change_procedure",
    "blur.change_venueblur",
    "blur.add_approval",
    "blur.view_unmasking",
    "venues.view_venue",
    "wall.add_layout",
    "venues.add_venue",
    "venues.change_venue",
    "venues.delete_venue",
    "venues.change_camera",
    "venues.delete_camera",
    "venues.view_cameraversion",
    "venues.add_floorplan",
    "venues.change_floorplan",
    "venues.delete_floorplan",
    "venues.change_placement",
    "register.view_registeredmodel",
    "register.add_registeredmodel",
    "register.add_modelreview",
    "register.add_measurement",
    "evaluation.view_evaluation",
    "extracts.view_extract",
    "footage.change_camerarecording",
    "evaluation.add_sampling",
    "health.view_health",
    "statistics.view_statistics",
    "supervision.view_load",
    "people.view_agent",
    "people.add_agent",
    "people.add_designation",
    "people.add_post",
    "people.add_reason",
    "people.add_training",
    "people.change_agent",
    "people.change_designation",
    "people.change_post",
    "people.change_training",
}
ROOMS_THAT_SHOW_NEITHER = {
    "audit",
    "journal",
    "register",
    "law",
    "retention",
    "reports",
    "notices",
    "rights_desk",
}


def asked_by_pages() -> set[str]:
    views = [pattern.callback for pattern in urlpatterns if pattern.name not in PUBLIC]
    return {right for view in views for right in getattr(view, "rights", ())}


def test_somebody_has_decided_for_every_page_whether_it_shows_pictures_or_alerts() -> None:
    asked = asked_by_pages()
    assert {"venues.view_camera", "alerts.view_alert", "people.view_agent"} <= asked
    undecided = {
        right
        for right in asked - SEEING - SHOWS_NEITHER
        if right.split(".")[0] not in ROOMS_THAT_SHOW_NEITHER
    }
    assert not undecided, "add them to people/seeing.py, or here if they show neither"
    assert not SEEING & SHOWS_NEITHER


@pytest.fixture
def root(db: None) -> Agent:
    return Agent.objects.create_superuser("root", password="correct horse battery")


@pytest.mark.parametrize("right", sorted(SEEING))
def test_superuser_sees_nothing_before_being_designated_and_trained(
    root: Agent, right: str
) -> None:
    assert not root.has_perm(right)
    assert not root.has_perms([right])
    assert not async_to_sync(root.ahas_perm)(right)
    assert not async_to_sync(root.ahas_perms)([right])
    assert Agent.objects.get(pk=trained(root).pk).has_perm(right)


def test_superuser_may_designate_and_enter_orders_undesignated(root: Agent) -> None:
    assert root.has_perms(["people.add_designation", "people.view_agent", "law.add_order"])
    assert root.has_perm("health.view_health")


def test_standing_adds_no_right(stranger: Agent) -> None:
    assert trained(stranger).standing.is_open
    assert not stranger.has_perm("venues.view_camera")


def test_standing_is_asked_once_for_an_object_and_never_longer(
    operator: Agent, stranger: Agent, django_assert_num_queries: Any
) -> None:
    agent = Agent.objects.get(pk=operator.pk)
    agent.has_perm("venues.view_camera")
    with django_assert_num_queries(0):
        assert agent.has_perm("alerts.view_alert")
    operator.designations.get().revoke(stranger, "left")
    assert not Agent.objects.get(pk=operator.pk).has_perm("venues.view_camera")
    agent.refresh_from_db()
    assert not agent.has_perm("venues.view_camera")


def test_templates_ask_the_same(root: Agent) -> None:
    template = engines["django"].from_string(  # type: ignore[attr-defined]
        "{% if perms.venues.view_camera %}camera{% endif %}{% if perms.law.view_order %}order"
        "{% endif %}"
    )
    request = RequestFactory().get("/")
    request.user = root
    assert template.render({}, request) == "order"


def test_next_page_is_refused_once_a_training_has_been_revoked(
    client: Client, operator: Agent, stranger: Agent
) -> None:
    client.force_login(operator)
    assert client.get("/").status_code == 200
    operator.trainings.get(subject=Subject.OPERATING).revoke(stranger, "a year has passed")
    assert client.get("/").status_code == 403
    assert client.get("/alerts/rows").status_code == 403
    assert client.get("/orders/").status_code == 200


def test_refusal_says_what_is_missing_and_whom_to_ask(
    client: Client, operator: Agent, stranger: Agent
) -> None:
    stranger.user_permissions.set(Permission.objects.filter(codename="add_designation"))
    stranger.first_name, stranger.last_name = "Camille", "Roux"
    stranger.save()
    operator.trainings.get(subject=Subject.OPERATING).revoke(stranger, "a year has passed")
    client.force_login(operator)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    told = client.get("/").text
    assert "The training in operating the system was revoked on" in told
    assert "There is no designation" not in told
    assert "Camille Roux" in told


def test_refusal_of_a_right_that_was_never_given_speaks_of_rights(
    client: Client, stranger: Agent
) -> None:
    client.force_login(stranger)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    told = client.get("/").text
    assert "Your rights do not include this page" in told
    assert "There is no designation" not in told


def test_designation_alone_shows_no_picture(client: Client, stranger: Agent) -> None:
    rights = ["view_camera", "view_alert"]
    stranger.user_permissions.set(Permission.objects.filter(codename__in=rights))
    designated(stranger)
    taught(stranger, Subject.OPERATING)
    client.force_login(stranger)
    assert client.get("/").status_code == 403
    taught(stranger, Subject.DATA_PROTECTION)
    assert client.get("/").status_code == 200
