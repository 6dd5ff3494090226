"""What the rows of the law are tried with; and, for `tests.law.mutations`, the law broken."""

import os
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from command_center.alerts.models import Alert
from command_center.law.models import Order
from command_center.leases.lease import Lease
from command_center.venues.models import Camera
from tests.law.mutations import MUTATIONS

AlertOf = Callable[..., Alert]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Clauses are broken where MUTATION names them."""
    broken = os.environ.get("MUTATION", "").split("|")
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for name in filter(None, broken):
            cursor.execute(MUTATIONS[name].sql)
    return


@pytest.fixture
def alert_of(camera: Camera, lease: Lease) -> AlertOf:
    """A row as a worker would store it, under any order: only what a test is about is wrong."""

    def made(order: Order, at: datetime | None = None, **given: Any) -> Alert:
        usual: dict[str, Any] = {
            "camera": camera,
            "order": order,
            "zone_name": "lawn",
            "kind": "intrusion",
            "started_at": at or timezone.now(),
            "box": [0.0, 0.0, 1.0, 1.0],
            "confidence": 0.9,
            "reason": {},
            "uid": uuid4(),
            "fence": lease.fence,
            "found_at": timezone.now(),
        }
        return Alert(**usual | given)

    return made
