"""A camera's password is in no table, no page and no version; a lost key costs one camera only."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client

from command_center.people.models import Agent
from command_center.venues.models import Camera
from command_center.venues.sealed import UNREADABLE, seal, unseal
from command_center.venues.versions import changing

PASSWORD = "geheim-7f3a"
URL = f"rtsp://admin:{PASSWORD}@192.0.2.1/gate"


def stored(camera: Camera) -> tuple[str, str]:
    """As they lie in the table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT url, sub_url FROM venues_camera WHERE id = %s", [camera.pk])
        row: tuple[str, str] = cursor.fetchone()
    return row


@pytest.fixture
def secret(camera: Camera) -> Camera:
    camera.url = camera.sub_url = URL
    camera.save()
    return camera


def test_address_is_plain_to_the_product_and_sealed_in_the_database(secret: Camera) -> None:
    assert not any(PASSWORD in text or "192.0.2.1" in text for text in stored(secret))
    assert Camera.objects.get().url == Camera.objects.get().sub_url == URL


def test_camera_without_a_sub_stream_has_none(camera: Camera) -> None:
    assert stored(camera)[1] == Camera.objects.get().sub_url == ""


def test_same_address_is_never_sealed_to_the_same_text() -> None:
    assert seal(URL) != seal(URL)


def test_no_page_shows_a_password(secret: Camera, operator: Agent, client: Client) -> None:
    with changing(secret.pk, 0, operator, "more pictures") as locked:
        Camera.objects.filter(pk=locked.pk).update(analysed_per_s=6)
    operator.user_permissions.set(Permission.objects.all())
    client.force_login(operator)
    number = secret.pk
    of_camera = [f"/cameras/{number}/versions", f"/calibration/cameras/{number}"]
    for address in ["/", "/cameras/", "/cameras/alarms", "/orders/new", "/health/", *of_camera]:
        answer = client.get(address)
        assert answer.status_code == 200
        assert PASSWORD not in answer.text, address


def test_key_of_before_still_opens_what_it_sealed(secret: Camera, settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, as long as it should be"
    assert Camera.objects.get().url == URL
    Camera.objects.get().save()
    settings.SECRET_KEY_FALLBACKS = []
    assert Camera.objects.get().url == URL


def test_lost_key_is_said_and_costs_that_camera_only(
    secret: Camera, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SECRET_KEY = "another key, as long as it should be"
    Camera.objects.create(venue=secret.venue, name="other", url="rtsp://192.0.2.2/")
    urls = dict(Camera.objects.values_list("name", "url"))
    assert urls == {"North gate": UNREADABLE, "other": "rtsp://192.0.2.2/"}
    assert "enter it again" in caplog.text
    with pytest.raises(ValueError, match="enter it again"):
        Camera.objects.get(pk=secret.pk).save()
    assert PASSWORD not in caplog.text


def test_altered_address_is_not_read(settings: Any) -> None:
    sealed = seal(URL)
    assert unseal(sealed[:-8] + "AAAAAAA=") == UNREADABLE


def test_addresses_that_were_stored_plain_are_sealed_by_the_migration(camera: Camera) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE venues_camera SET url = %s", [URL])
    assert Camera.objects.get().url == URL
    import_module("command_center.venues.migrations.0008_seal_addresses").seal(apps, None)
    assert PASSWORD not in stored(camera)[0]
    assert Camera.objects.get().url == URL
