"""Row 16: nothing is held without a reference; nothing held is erased (CSI R253-4)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError
from django.utils import timezone

from command_center.people.models import Agent
from command_center.retention import cap
from command_center.retention.erasing.run import erase
from command_center.retention.models import Hold, StoredFile
from command_center.venues.models import Camera
from tests.law.ways import Way, delete_by_sql, every_change, every_way
from tests.retention.keeping import DAY, held, kept_file, unsaved_hold


@pytest.fixture(autouse=True)
def _caps(db: None, settings: Any, tmp_path: Path) -> None:
    settings.STATE_DIR = tmp_path
    (tmp_path / "footage").mkdir()
    cap.enter_known()


@every_way
@pytest.mark.parametrize("missing", ["reference", "authority", "requester"])
def test_hold_without_a_reference_is_refused(
    way: Way, missing: str, camera: Camera, operator: Agent
) -> None:
    with pytest.raises(IntegrityError, match="nothing_is_held_without_a_reference"):
        way(unsaved_hold(operator, [camera], **{missing: " "}))


def test_what_is_held_stays_whoever_erases(camera: Camera, operator: Agent) -> None:
    file = kept_file(camera, 32 * DAY)
    hold = held(operator, [camera])
    erase()
    with pytest.raises(DatabaseError, match="under hold"):
        delete_by_sql(file)
    assert StoredFile.objects.exists()
    hold.release(operator, "the copy serves", "EXT-7")
    erase()
    assert not StoredFile.objects.exists()


@every_change
@pytest.mark.parametrize("what", ["reference", "ends_at"])
def test_hold_is_kept_as_it_was_placed(
    change: Callable[..., None], what: str, camera: Camera, operator: Agent
) -> None:
    values = {"reference": "another", "ends_at": timezone.now() + 900 * DAY}
    with pytest.raises(DatabaseError, match="is kept as it was placed"):
        change(held(operator, [camera]), **{what: values[what]})


def test_hold_is_never_deleted(camera: Camera, operator: Agent) -> None:
    with pytest.raises(DatabaseError, match="never deleted"):
        delete_by_sql(held(operator, [camera]))
    assert Hold.objects.exists()
