"""A camera that does not see is told: to the pages at once, to the records for good."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client
from django.utils import timezone

from command_center.people.models import Agent
from command_center.streams import camera_states
from command_center.streams.camera_states import (
    ALARM_AFTER,
    Noted,
    StateHistory,
    alarms,
    note_unwatched,
    store,
    store_waiting,
)
from command_center.streams.models import CameraState, UsualView
from command_center.streams.usual_views import keep_usual_view, usual_view
from command_center.venues.models import Camera
from detection.watchdog.reference import Reference

NOW = timezone.now()
LATER = NOW + ALARM_AFTER


def test_state_ends_where_the_next_begins(camera: Camera) -> None:
    store([(camera.pk, Noted("live", at=NOW))])
    store([(camera.pk, Noted("frozen", measures={"still_s": 10.0}, at=LATER))])
    frozen, live = CameraState.objects.all()
    assert (live.state, live.since, live.until) == ("live", NOW, LATER)
    assert (frozen.state, frozen.measures, frozen.until) == ("frozen", {"still_s": 10.0}, None)


def test_same_state_again_is_one(camera: Camera) -> None:
    for _ in range(2):
        store([(camera.pk, Noted("live"))])
    assert CameraState.objects.count() == 1


def test_states_of_many_cameras_are_stored_together_and_a_deleted_one_hinders_none(
    camera: Camera, django_assert_max_num_queries: Any
) -> None:
    others = [Camera.objects.create(venue=camera.venue, name=f"{n}") for n in range(10)]
    histories = [StateHistory(pk) for pk in [0, camera.pk, *(other.pk for other in others)]]
    for state in ("starting", "live"):
        for history in histories:
            history.note(state, "", {})
    with django_assert_max_num_queries(9):
        store_waiting(histories)
    assert CameraState.objects.filter(state="live", until=None).count() == 11
    assert CameraState.objects.filter(state="starting", until__isnull=False).count() == 11
    store_waiting(histories)
    assert CameraState.objects.count() == 22


def test_database_takes_one_state_a_camera_at_once(camera: Camera) -> None:
    CameraState.objects.create(camera=camera, state="live", since=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        CameraState.objects.create(camera=camera, state="black", since=NOW)


def test_history_notes_changes_only_and_waits_for_the_database(
    camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = StateHistory(camera.pk)
    for state in ("starting", "live", "live", "live", "offline"):
        history.note(state, "", {})

    def away(*_: object) -> None:
        raise OperationalError("the connection was refused")

    with monkeypatch.context() as patch:
        patch.setattr(camera_states, "store", away)
        with pytest.raises(OperationalError):
            store_waiting([history])
    store_waiting([history])
    states = CameraState.objects.order_by("since", "pk").values_list("state", flat=True)
    assert list(states) == ["starting", "live", "offline"]


@pytest.mark.parametrize("state", ["offline", "late", "frozen", "black", "covered", "turned_away"])
def test_camera_that_does_not_see_is_an_alarm_once_it_lasts(camera: Camera, state: str) -> None:
    store([(camera.pk, Noted(state, at=NOW))])
    assert not alarms(NOW + ALARM_AFTER / 2)
    assert [alarm.state for alarm in alarms(LATER)] == [state]


@pytest.mark.parametrize("state", ["live", "calibrating", "starting", "unpermitted"])
def test_camera_that_is_as_it_should_be_is_none(camera: Camera, state: str) -> None:
    store([(camera.pk, Noted(state, at=NOW))])
    assert not alarms(LATER)


def test_alarm_ends_with_the_state_and_with_the_camera(camera: Camera) -> None:
    store([(camera.pk, Noted("black", at=NOW))])
    Camera.objects.update(is_enabled=False)
    assert not alarms(LATER)
    Camera.objects.update(is_enabled=True)
    store([(camera.pk, Noted("live", at=LATER))])
    assert not alarms(LATER + ALARM_AFTER)


def test_camera_that_no_worker_can_watch_is_not_left_as_it_was(camera: Camera) -> None:
    store([(camera.pk, Noted("live", at=NOW))])
    note_unwatched([camera.pk])
    state = CameraState.objects.get(until=None)
    assert (state.state, state.reason) == ("offline", "unwatched")


def test_wall_says_which_camera_does_not_see_since_when_and_why(
    camera: Camera, operator: Agent, client: Client
) -> None:
    store([(camera.pk, Noted("offline", "unreachable", at=NOW - timedelta(minutes=1)))])
    client.force_login(operator)
    page = client.get("/cameras/alarms", headers={"accept-language": "en"}).text
    assert "North gate" in page
    assert "No picture · camera unreachable" in page
    assert "North gate" in client.get("/").text


def test_stranger_is_told_of_no_camera(camera: Camera, stranger: Agent, client: Client) -> None:
    store([(camera.pk, Noted("black", at=NOW - timedelta(minutes=1)))])
    client.force_login(stranger)
    answer = client.get("/cameras/alarms")
    assert answer.status_code == 403
    assert "North gate" not in answer.text


def test_usual_view_is_kept_until_another_is_accepted(
    camera: Camera, operator: Agent, client: Client
) -> None:
    reference = Reference()
    keep_usual_view(camera, reference)
    assert usual_view(camera) is None  # what is hardly known is not kept
    UsualView.objects.create(
        camera=camera, edges=reference.to_bytes(), learnt_at=NOW - timedelta(days=1)
    )
    assert usual_view(camera) is not None
    client.force_login(operator)
    assert client.post(f"/cameras/{camera.pk}/accept-view").status_code == 403
    operator.user_permissions.add(Permission.objects.get(codename="change_camera"))
    assert client.post(f"/cameras/{camera.pk}/accept-view").status_code == 302
    camera.refresh_from_db()
    assert usual_view(camera) is None


def test_usual_view_that_cannot_be_read_is_learnt_anew(camera: Camera) -> None:
    UsualView.objects.create(camera=camera, edges=b"half", learnt_at=NOW)
    assert usual_view(camera) is None
