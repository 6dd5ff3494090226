"""A whole watch: a real film for a camera, the real detector, PostgreSQL and Redis."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from django.db import connection

from command_center.alerts.models import Alert
from command_center.calibration.models import HeldBackAlert, MinuteScore
from command_center.calibration.period import begin, stop
from command_center.law.models import Obedience, Order, Resumption, Stop
from command_center.leases.lease import renew, take
from command_center.leases.placement import is_held
from command_center.people.models import Agent
from command_center.streams import model_shelf, tasks
from command_center.streams.figures_board import figures_board
from command_center.venues.camera_setup import put_masks
from command_center.venues.models import Camera, Mask, Zone
from detection.calibration import highest
from tests.films import write_walk
from tests.streams.watching import Watching
from tests.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

STOPS_WITHIN_S = 2.0
LOOP_S = 6.0


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_walk(tmp_path_factory.mktemp("films") / "walk.mp4", LOOP_S)


@pytest.fixture(autouse=True)
def _built_in_detector(settings: Any, tmp_path: Path) -> None:
    settings.MODELS_DIR = tmp_path


@pytest.fixture
def watched(camera: Camera, walk: Path) -> Camera:
    camera.url = str(walk)
    camera.save()
    return camera


def test_film_becomes_an_alert_under_its_order(watched: Camera, zone: Zone, order: Order) -> None:
    with Watching(watched) as watching:
        alert = wait_until(Alert.objects.first, 15)
        wait_until(lambda: any(overlay["boxes"] for overlay in watching.overlays()), 5)
        assert watching.state() == ("live", "")
    assert (alert.camera, alert.zone, alert.order) == (watched, zone, order)
    assert alert.kind == "intrusion"
    alert.refresh_from_db()
    assert alert.ended_at is not None  # the watch has ended: nothing is left open


def test_deleting_the_order_stops_analysis_and_alerts(
    watched: Camera, zone: Zone, order: Order
) -> None:
    with Watching(watched) as watching:
        wait_until(Alert.objects.first, 15)
        order.delete()
        wait_until(lambda: watching.state() == ("unpermitted", ""), STOPS_WITHIN_S)
        wait_until(lambda: Alert.objects.get().ended_at, STOPS_WITHIN_S)
        last, seen = watching.overlays()[-1:], set[bytes]()
        wait_until(
            lambda: seen.update(watching.keyframes()) or len(seen) > 1.5 * LOOP_S, 3 * LOOP_S
        )
        assert Alert.objects.count() == 1
        assert watching.overlays()[-1:] in ([], last)


def test_stop_of_everything_is_obeyed_within_two_seconds_and_resuming_too(
    watched: Camera, zone: Zone, order: Order, operator: Agent
) -> None:
    with Watching(watched) as watching:
        wait_until(Alert.objects.first, 15)
        stop = Stop.objects.create(by=operator, reason="a wrong map")
        wait_until(lambda: watching.state() == ("unpermitted", ""), STOPS_WITHIN_S)
        obeyed = wait_until(Obedience.objects.first, STOPS_WITHIN_S)
        stop.refresh_from_db()
        assert obeyed.last_analysed_at - stop.at < timedelta(seconds=STOPS_WITHIN_S)
        assert Alert.objects.filter(started_at__gt=stop.at).count() == 0
        Resumption.objects.create(stop=stop, by=operator, authority="Prefect", reason="mended")
        wait_until(lambda: watching.state() == ("live", ""), 3 * LOOP_S)
        wait_until(lambda: Alert.objects.filter(started_at__gt=stop.at).exists(), 3 * LOOP_S)


def test_nothing_is_analysed_without_an_order(watched: Camera, zone: Zone) -> None:
    with Watching(watched) as watching:
        wait_until(lambda: len(watching.keyframes()) > 1, 10)
        assert watching.state() == ("unpermitted", "")
        assert watching.overlays() == []


def test_camera_that_is_calibrated_raises_no_alert_and_says_so(
    watched: Camera, zone: Zone, order: Order, operator: Agent
) -> None:
    period = begin(watched, operator, timedelta(hours=1))
    with Watching(watched) as watching:
        held_back = wait_until(HeldBackAlert.objects.first, 15)
        assert watching.state() == ("calibrating", "")
        assert not Alert.objects.exists()
        stop(period)
        wait_until(lambda: watching.state() == ("live", ""), 5)
        wait_until(Alert.objects.first, 15)
    assert (held_back.kind, held_back.zone_name) == ("intrusion", "lawn")


def test_minute_of_calibration_keeps_its_highest_scores_and_the_empty_view(
    watched: Camera, zone: Zone, order: Order, operator: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(highest, "BLOCK_S", 3.0)  # a minute is long to wait
    period = begin(watched, operator, timedelta(hours=1))
    with Watching(watched):
        wait_until(lambda: MinuteScore.objects.count() >= 2, 20)
    scores = MinuteScore.objects.filter(kind="intrusion", zone_name="lawn")
    assert {score.parameter for score in scores} == {"min_confidence"}
    assert max(score.highest for score in scores) > 0.4
    period.refresh_from_db()
    empty = cv2.imdecode(np.frombuffer(period.empty_view, np.uint8), cv2.IMREAD_COLOR)
    assert empty.shape[1] == 320


def test_watch_counts_what_it_does(watched: Camera, zone: Zone, order: Order) -> None:
    with Watching(watched):
        (figures,) = wait_until(figures_board.shown, 10)
        wait_until(lambda: figures.alert_delay.spread().count, 15)
    assert (figures.camera_id, figures.reconnects) == (watched.pk, 0)
    assert figures.received > figures.analysed == figures.analysis.spread().count > 0
    assert 0 < figures.delay.spread().total_s / figures.analysed < 2
    assert figures_board.shown() == []


def test_watch_ends_when_its_camera_is_changed(watched: Camera, zone: Zone, order: Order) -> None:
    with Watching(watched) as watching:
        wait_until(lambda: watching.state()[0] == "live", 10)
        zone.polygon = [[0.5, 0], [1, 0], [1, 1]]
        zone.save()
        wait_until(lambda: not watching.thread.is_alive(), 10)


def test_watch_ends_when_its_lease_is_lost(watched: Camera, order: Order) -> None:
    with Watching(watched) as watching:
        wait_until(lambda: watching.state()[0] == "live", 10)
        watching.lease.give_up()
        assert take(watched.pk, "worker@elsewhere", 0.1)
        wait_until(lambda: not watching.thread.is_alive(), 10)


def test_camera_whose_film_is_lost_says_so(watched: Camera, order: Order) -> None:
    Camera.objects.filter(pk=watched.pk).update(url="/nowhere/film.mp4")
    with Watching(watched) as watching:
        wait_until(lambda: watching.state() == ("offline", "not_found"), 10)
        assert figures_board.shown()[0].reconnects > 0


def test_camera_without_its_model_shows_its_picture_and_is_not_analysed(
    watched: Camera, zone: Zone, order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_shelf, "TRIED_AGAIN_S", 0.2)
    Camera.objects.filter(pk=watched.pk).update(model="yolov8n_int8")
    with Watching(watched) as watching:
        wait_until(lambda: watching.state() == ("without_model", "model_absent"), 10)
        seen = len(watching.keyframes())
        wait_until(lambda: len(watching.keyframes()) > seen + 1, 10)
        assert not any(overlay["boxes"] for overlay in watching.overlays())
        (tmp_path / "yolov8n_int8.onnx").write_text("no model yet")
        wait_until(lambda: not watching.thread.is_alive(), 10)  # to be tried again
    assert not Alert.objects.exists()


def test_camera_that_is_switched_off_is_not_watched(watched: Camera) -> None:
    Camera.objects.filter(pk=watched.pk).update(is_enabled=False)
    tasks.watch(watched.pk, 0.1)
    assert not is_held(watched.pk)


def test_camera_that_another_watches_is_left_to_it(watched: Camera) -> None:
    other = take(watched.pk, "worker@elsewhere", 0.1)
    assert other is not None
    tasks.watch(watched.pk, 0.1)
    assert renew([other], [0.1]) == []


def test_masked_half_is_black_to_viewers_and_unseen_by_the_detector(
    watched: Camera, zone: Zone, order: Order
) -> None:
    """Somebody walks from left to right: unmasked, in the zone on the left."""
    put_masks(watched, [{"name": "door", "polygon": zone.polygon}])
    with Watching(watched) as watching:
        wait_until(lambda: any(overlay["boxes"] for overlay in watching.overlays()), 15)
        wait_until(lambda: len(watching.keyframes()) > 1, 10)
        pictures = watching.pictures()
        boxes = [box["box"] for overlay in watching.overlays() for box in overlay["boxes"]]
    assert max(picture[:, :240].max() for picture in pictures) <= 8
    assert min(picture[:, 260:].max() for picture in pictures) > 80
    assert min(box[0] for box in boxes) > 0.4
    assert not Alert.objects.exists()


def test_mask_drawn_meanwhile_ends_the_watch_and_the_next_burns_it_in(watched: Camera) -> None:
    with Watching(watched) as watching:
        wait_until(lambda: len(watching.keyframes()) > 1, 10)
        assert watching.pictures()[-1][:, :200].max() > 80  # it could leak
        Mask.objects.create(camera=watched, name="all", polygon=[[0, 0], [1, 0], [1, 1], [0, 1]])
        wait_until(lambda: not watching.thread.is_alive(), 5)
    with Watching(watched) as watching:
        wait_until(lambda: max(picture.max() for picture in watching.pictures()) <= 8, 10)


OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def other_connections() -> int:
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        return int(cursor.fetchone()[0])


def test_watch_keeps_no_connection_of_its_own(watched: Camera, zone: Zone, order: Order) -> None:
    """With fifty cameras a worker would have them all: only its keeper has one."""
    Mask.objects.create(camera=watched, name="door", polygon=[[0, 0], [0.1, 0], [0.1, 0.1]])
    with Watching(watched) as watching:
        wait_until(lambda: watching.overlays(), 15)
        wait_until(lambda: other_connections() <= 1, 5, other_connections)
