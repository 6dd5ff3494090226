"""The page of a calibration says of the law what the camera's worker says of it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.law.models import Certificate
from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.health.told import tell_state
from tests.law.ordering import ordered

NO_ORDER, NOT_CERTIFIED = "No order in force covers", "its certificate does not name"


@pytest.fixture
def page(client: Client, operator: Agent, camera: Camera) -> Callable[[], str]:
    operator.user_permissions.add(Permission.objects.get(codename="view_calibration"))
    client.force_login(operator)
    english = {"accept-language": "en"}
    return lambda: client.get(f"/calibration/cameras/{camera.pk}", headers=english).text


@pytest.fixture
def certified(camera: Camera) -> None:
    """An order under which only what the certificate names may run, which is nothing here."""
    certificate = Certificate.objects.create(
        reference="C-2026-7",
        authority="Ministry of the Interior",
        issued_on=date(2026, 5, 1),
        version="1.0",
        software="0" * 64,
    )
    ordered([camera], certificate=certificate)


@pytest.mark.parametrize("state", ["calibrating", "live", "late", "covered", "without_model"])
def test_worker_that_looks_is_believed(
    page: Callable[[], str], certified: None, camera: Camera, state: str
) -> None:
    tell_state(camera, state)
    assert NO_ORDER not in (said := page())
    assert NOT_CERTIFIED not in said


def test_worker_that_may_not_look_is_believed(
    page: Callable[[], str], certified: None, camera: Camera
) -> None:
    tell_state(camera, "unpermitted")
    assert NO_ORDER not in (said := page())
    assert NOT_CERTIFIED in said


@pytest.mark.parametrize("state", ["offline", "starting", None])
def test_while_no_worker_has_asked_nothing_is_said_against_an_order(
    page: Callable[[], str], certified: None, camera: Camera, state: str | None
) -> None:
    if state:
        tell_state(camera, state)
    assert NO_ORDER not in (said := page())
    assert NOT_CERTIFIED not in said


def test_without_an_order_the_law_says_so(page: Callable[[], str], camera: Camera) -> None:
    tell_state(camera, "unpermitted")
    assert NO_ORDER in (said := page())
    assert NOT_CERTIFIED not in said
