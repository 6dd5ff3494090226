"""Row 15: images go after one calendar month at the latest (CSI L252-5, R253-4).

Erasure itself, files and interruptions, is tried in `tests/retention`.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError
from django.utils import timezone

from command_center.api.api import document
from command_center.law.confirmation import Confirmation
from command_center.people.models import Agent
from command_center.retention import cap
from command_center.retention.classes import IMAGES
from command_center.retention.erasing.run import erase
from command_center.retention.models import Cap, ErasureCertificate, Rule, StoredFile
from command_center.venues.models import Camera
from tests.law.by_api import integrator
from tests.law.ways import Way, change_by_sql, delete_by_sql, every_way
from tests.retention.keeping import DAY, kept_file, on_disk

A_MONTH_AND_A_DAY = 32 * DAY


@pytest.fixture(autouse=True)
def _caps(db: None, settings: Any, tmp_path: Path) -> None:
    settings.STATE_DIR = tmp_path
    (tmp_path / "footage").mkdir()
    cap.enter_known()


@every_way
@pytest.mark.parametrize("what", sorted(IMAGES))
def test_rule_of_more_than_a_month_is_refused(way: Way, what: str, operator: Agent) -> None:
    longer = Rule(what=what, keep_hours=31 * 24 + 2, author=operator, reason="to be safe")
    longer.entered_at = timezone.now()
    with pytest.raises(IntegrityError, match="the law lets 1 months at most"):
        way(longer)


@every_way
@pytest.mark.parametrize("what", sorted(IMAGES))
def test_cap_of_images_cannot_be_raised(way: Way, what: str, operator: Agent) -> None:
    said = {"source": "a rumour", "confirmation": Confirmation.BILL, "reason": "longer"}
    longer = Cap(what=what, months=2, author=operator, entered_at=timezone.now(), **said)
    with pytest.raises(IntegrityError, match="images_are_kept_one_month_at_most"):
        way(longer)


def test_over_age_image_goes_row_and_file_with_a_certificate(camera: Camera) -> None:
    old, young = kept_file(camera, A_MONTH_AND_A_DAY), kept_file(camera, 20 * DAY)
    erase()
    assert StoredFile.objects.get() == young
    assert not on_disk(old).exists()
    assert on_disk(young).exists()
    (certificate,) = ErasureCertificate.objects.all()
    assert [item[1] for item in certificate.items] == [old.path]
    assert certificate.is_whole()


def test_image_cannot_be_made_younger(camera: Camera) -> None:
    with pytest.raises(DatabaseError, match="kept as it was stored"):
        change_by_sql(kept_file(camera, DAY), captured_from=timezone.now())


def test_row_does_not_go_without_a_certificate(camera: Camera) -> None:
    with pytest.raises(DatabaseError, match="only with a certificate"):
        delete_by_sql(kept_file(camera, A_MONTH_AND_A_DAY))


def test_image_from_the_future_is_refused(camera: Camera) -> None:
    with pytest.raises(IntegrityError, match="images from the future"):
        kept_file(camera, timedelta(days=-3))


def test_api_lengthens_nothing_and_hands_no_image_over(camera: Camera, operator: Agent) -> None:
    Rule.objects.create(what="clips", camera=camera, keep_hours=24, author=operator, reason="short")
    (told,) = integrator().get("/retention/rules", what="clips").json()["items"]
    assert (told["camera"], told["keep_hours"]) == (camera.pk, 24)
    paths = document()["paths"]
    assert [
        list(told) for path, told in paths.items() if "retention" in path or "hold" in path
    ] == [
        ["get"],
        ["get"],
    ]
    media = {
        media
        for told in paths.values()
        for operation in told.values()
        for response in operation["responses"].values()
        for media in response.get("content", {})
    }
    assert media == {"application/json", "application/problem+json", "text/event-stream"}
