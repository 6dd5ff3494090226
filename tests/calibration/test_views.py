import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.calibration.models import Acceptance, Calibration, HeldBackAlert
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.venues.models import Camera, Zone
from tests.calibration.test_period import measured


@pytest.fixture
def administrator(operator: Agent, client: Client) -> Agent:
    rights = Permission.objects.filter(content_type__app_label="calibration")
    operator.user_permissions.add(*rights)
    client.force_login(operator)
    return operator


@pytest.fixture
def period(client: Client, administrator: Agent, camera: Camera) -> Calibration:
    client.post(f"/calibration/cameras/{camera.pk}/begin", {"lasts": "PT1H"})
    return Calibration.objects.get()


def test_cameras_are_listed_with_the_error_of_their_ground(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    corners = [(0.1, 0.9), (0.9, 0.9), (0.7, 0.4), (0.3, 0.4), (0.5, 0.9)]
    metres = [(0, 0), (10, 0), (10, 20), (0, 20), (5.2, 0)]
    camera.ground = [{"image": i, "metres": m} for i, m in zip(corners, metres, strict=True)]
    camera.save()
    page = client.get("/calibration/", headers={"accept-language": "en"}).text
    assert "North gate" in page
    assert "Ground: measured, error 0." in page
    assert "not calibrated yet" in page


def test_calibration_begins_and_stops(
    client: Client, period: Calibration, camera: Camera, order: Order
) -> None:
    page = client.get(f"/calibration/cameras/{camera.pk}", headers={"accept-language": "en"}).text
    assert "60 minutes left" in page
    client.post(f"/calibration/{period.pk}/stop")
    page = client.get(f"/calibration/cameras/{camera.pk}", headers={"accept-language": "en"}).text
    assert "Measure again" in page


def test_camera_without_an_order_is_said_not_to_be_measured(
    client: Client, period: Calibration, camera: Camera
) -> None:
    page = client.get(f"/calibration/cameras/{camera.pk}", headers={"accept-language": "en"}).text
    assert "No order in force covers this camera" in page


def test_senseless_duration_begins_nothing(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    answer = client.post(f"/calibration/cameras/{camera.pk}/begin", {"lasts": "P900Y"})
    assert answer.status_code == 400
    assert not Calibration.objects.exists()


def test_proposal_is_shown_with_its_figures_and_accepted(
    client: Client, period: Calibration, camera: Camera, zone: Zone
) -> None:
    measured(period, "intrusion", "lawn", "min_confidence", 0.5)
    HeldBackAlert.objects.create(
        calibration=period,
        kind="intrusion",
        zone_name="lawn",
        started_at=period.starts_at,
        reason={"objects": 2, "for_s": 1.0},
    )
    client.post(f"/calibration/{period.pk}/stop")
    page = client.get(f"/calibration/cameras/{camera.pk}", headers={"accept-language": "en"}).text
    assert "20 minutes measured" in page
    assert "2 inside the zone for 1 s" in page
    assert 'value="intrusion/lawn"' in page
    client.post(f"/calibration/{period.pk}/accept", {"rule": ["intrusion/lawn"]})
    record = Acceptance.objects.get()
    zone.refresh_from_db()
    assert zone.parameters["min_confidence"] == record.after
    page = client.get(f"/calibration/cameras/{camera.pk}", headers={"accept-language": "en"}).text
    assert "Record" in page


def test_operator_may_not_begin_nor_accept(
    client: Client, operator: Agent, camera: Camera, period: Calibration
) -> None:
    operator.user_permissions.set(Permission.objects.filter(codename="view_calibration"))
    client.force_login(operator)
    begun = client.post(f"/calibration/cameras/{camera.pk}/begin", {"lasts": "PT1H"})
    accepted = client.post(f"/calibration/{period.pk}/accept", {"rule": ["intrusion/lawn"]})
    assert (begun.status_code, accepted.status_code) == (403, 403)


def test_empty_view_is_not_found_before_it_was_measured(
    client: Client, period: Calibration
) -> None:
    assert client.get(f"/calibration/{period.pk}/view.jpg").status_code == 404
    Calibration.objects.update(empty_view=b"\xff\xd8picture")
    answer = client.get(f"/calibration/{period.pk}/view.jpg")
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.content == b"\xff\xd8picture"
