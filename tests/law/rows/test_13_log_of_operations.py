"""Row 13: each operation leaves an entry: author, time, operation, object, reason, recipients; and
none of them is changed (CSI R253-5; LED, art. 25).

That each page and each operation of the API leaves its own is walked in `tests/journal` and
`tests/api`; that a change behind the rules is found, in `tests/journal/test_tampering.py`.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError
from django.test import Client
from django.utils import timezone

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.journal.models import Entry, Operation
from command_center.journal.noting import Thing, note
from command_center.journal.sequencing import place_batch
from command_center.journal.waiting import WaitingEntry
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.retention import cap
from command_center.retention.erasing.run import erase
from command_center.venues.models import Camera
from tests.law.by_api import integrator
from tests.law.emptying import emptying
from tests.law.ways import Way, delete_by_sql, empty_by_sql, every_change, every_way
from tests.people.posted import posted
from tests.retention.keeping import DAY, kept_file


@pytest.fixture
def supervisor(stranger: Agent, client: Client, settings: Any) -> Agent:
    """Signed in, with the reason "test" for the shift (`tests/conftest.py`)."""
    settings.SECOND_FACTOR_FORCED = False
    agent = posted(stranger, Role.ADMINISTRATOR, None)
    client.force_login(agent)
    return agent


@pytest.fixture
def left(db: None) -> Callable[[], list[Entry]]:
    """What was left since the last time it was asked."""

    def entries() -> Iterator[Entry]:
        nonlocal last
        for one in Entry.objects.filter(pk__gt=last).order_by("pk"):
            last = one.pk
            yield one

    last = 0
    return lambda: list(entries())


def test_each_operation_of_the_law_is_told(
    client: Client,
    supervisor: Agent,
    left: Callable[[], list[Entry]],
    intrusion: Found,
    order: Order,
    camera: Camera,
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.STATE_DIR = tmp_path
    (tmp_path / "footage").mkdir()
    cap.enter_known()
    before = timezone.now()
    left()

    alert = raise_alert(intrusion)
    (collected,) = [one for one in left() if one.operation == Operation.COLLECTION]
    assert (collected.camera, collected.author_name) == (camera.pk, "Vigie")

    client.get(f"/alerts/{alert.pk}/row")
    (seen,) = left()
    assert (seen.operation, seen.object_kind, seen.object_id) == (
        Operation.CONSULTATION,
        "alert_row",
        str(alert.pk),
    )

    client.post(f"/alerts/{alert.pk}/verdict", {"verdict": "confirmed:patrol"})
    (changed,) = left()
    assert (changed.operation, changed.object_kind) == (Operation.MODIFICATION, "alert_verdict")

    assert client.get("/cameras/export.csv").status_code == 200
    (handed,) = left()
    assert handed.operation == Operation.COMMUNICATION
    assert handed.recipients == supervisor.get_username()

    kept_file(camera, 32 * DAY)
    erase()
    erased = [one for one in left() if one.operation == Operation.ERASURE]
    assert erased
    assert all(one.reason and one.author_name == "Vigie" for one in erased)

    assert client.get("/journal/").status_code == 403
    (came,) = left()
    assert came.operation == Operation.ACCESS

    for one in (seen, changed, handed, came):
        assert (one.author, one.author_name) == (supervisor.pk, supervisor.get_username())
        assert one.reason == "test"
        assert one.at.utcoffset() == timedelta(0)
        assert before <= one.at <= timezone.now()


def test_a_program_leaves_the_same_trace_as_a_page(
    left: Callable[[], list[Entry]], order: Order
) -> None:
    """With the purpose of its token for a reason."""
    api = integrator()
    left()
    api.get("/orders")
    api.post(f"/orders/{order.pk}/stops", {"reason": "a quarrel at the gate"})
    api.get("/nothing")
    assert [(one.operation, one.object_kind, one.reason) for one in left()] == [
        (Operation.CONSULTATION, "orders", "Shift report"),
        (Operation.MODIFICATION, "order_stop", "Shift report"),
    ]


@pytest.fixture
def entry(camera: Camera) -> Entry:
    return note(Operation.CONSULTATION, Thing("camera", camera.pk, camera.pk), reason="shift")


@every_change
@pytest.mark.parametrize("values", [{"reason": "none"}, {"author": 7}, {"object_id": "9"}], ids=str)
def test_an_entry_never_changes(
    change: Callable[..., None], values: dict[str, Any], entry: Entry
) -> None:
    with pytest.raises(DatabaseError, match="never changed"):
        change(entry, **values)


def test_an_entry_goes_only_over_age(entry: Entry) -> None:
    with pytest.raises(DatabaseError, match="not over age"):
        delete_by_sql(entry)
    emptying(allowed=False)
    with pytest.raises(DatabaseError):
        empty_by_sql(Entry)


@every_way
def test_an_operation_that_the_law_does_not_name_is_refused(way: Way, db: None) -> None:
    with pytest.raises(IntegrityError, match="entry_has_a_known_operation"):
        way(Entry(log="log_video", operation="peeping", object_kind="camera", at=timezone.now()))


@every_way
def test_what_is_written_past_the_application_has_no_place(way: Way, db: None) -> None:
    """Nobody makes an entry up: without the application's seal the log does not take it."""
    forged = Entry(
        log="log_video", operation="consultation", object_kind="camera", at=timezone.now()
    )
    way(forged)
    assert not WaitingEntry.objects.filter(entry=forged.pk).exists()
    count, head = place_batch()
    assert (count, head.size) == (0, 0)
