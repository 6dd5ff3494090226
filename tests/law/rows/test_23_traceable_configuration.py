"""Row 23: an alert names the versions that it came from, and they stay as they were."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError

from command_center.alerts.models import Alert
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.venues.models import Camera, CameraVersion, Zone
from command_center.venues.versions import changing
from tests.law.rows.conftest import AlertOf
from tests.law.ways import delete_by_sql, every_change


@every_change
@pytest.mark.parametrize(
    "values", [{"camera_version": 9}, {"software": "0" * 64}, {"models": ["0" * 64]}, {"fence": 99}]
)
def test_versions_of_an_alert_never_change(
    change: Callable[..., None], values: dict[str, Any], order: Order, alert_of: AlertOf
) -> None:
    alert = alert_of(order, camera_version=1, software="a" * 64, models=["b" * 64])
    alert.save()
    with pytest.raises(IntegrityError, match="is kept as it was found"):
        change(alert, **values)
    kept = Alert.objects.get()
    assert (kept.camera_version, kept.software, kept.models) == (1, "a" * 64, ["b" * 64])


@every_change
def test_version_that_an_alert_names_is_what_it_was(
    change: Callable[..., None], zone: Zone, camera: Camera, operator: Agent
) -> None:
    with changing(camera.pk, 0, operator, "wider"):
        Zone.objects.update(name="lawn and path")
    version = CameraVersion.objects.get(number=1)
    with pytest.raises(DatabaseError, match="version_is_kept"):
        change(version, setup={})
    with pytest.raises(DatabaseError, match="version_is_kept"):
        delete_by_sql(version)
    assert version.setup["zones"][0]["name"] == "lawn and path"
