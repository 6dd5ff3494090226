"""A whole watch: a real film for a camera, the real detector, PostgreSQL and Redis."""

import io
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import pytest
from django.conf import settings
from django.db import connections

from command_center.alerts.models import Alert
from command_center.calibration.models import HeldBackAlert, MinuteScore
from command_center.calibration.period import begin, stop
from command_center.law.models import Order
from command_center.leases.lease import renew, take
from command_center.leases.placement import is_held
from command_center.people.models import Agent
from command_center.streams import model_in_use, tasks
from command_center.streams.figures_board import figures_board
from command_center.streams.live_feed import FeedKeys
from command_center.streams.redis_client import client
from command_center.streams.station import new_station
from command_center.streams.watch import watch_camera
from command_center.venues.camera_setup import put_masks
from command_center.venues.models import Camera, Mask, Zone
from detection.calibration import highest
from tests.films import write_walk
from tests.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

STOPS_WITHIN_S = 2.0
LOOP_S = 6.0


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_walk(tmp_path_factory.mktemp("films") / "walk.mp4", LOOP_S)


@pytest.fixture(autouse=True)
def _built_in_detector(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MODELS_DIR = tmp_path
    model_in_use._load.cache_clear()
    yield
    model_in_use._load.cache_clear()


@pytest.fixture
def watched(camera: Camera, walk: Path) -> Camera:
    camera.url = str(walk)
    camera.save()
    return camera


class Watching:
    """`watch_camera` in a thread, as a worker runs it."""

    def __init__(self, camera: Camera) -> None:
        self.camera_id = camera.pk
        lease = take(camera.pk, "worker@here", 0.1)
        assert lease is not None
        self.lease = lease
        client().set(FeedKeys(camera.pk).wanted, 1)  # somebody looks at it
        self.shutting_down = threading.Event()
        self.station = new_station(settings.STATE_DIR)
        self.thread = threading.Thread(target=self._watch)
        self.keeper = threading.Thread(target=self.station.keeper.run, args=[self.shutting_down])

    def _watch(self) -> None:
        try:
            watch_camera(self.camera_id, self.lease, self.station)
        finally:
            self.lease.give_up()
            connections.close_all()

    def __enter__(self) -> "Watching":
        self.thread.start()
        self.keeper.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutting_down.set()
        for thread in (self.thread, self.keeper):
            thread.join(20)
            assert not thread.is_alive()

    def state(self) -> tuple[str, str]:
        told = client().get(FeedKeys(self.camera_id).state)
        found = json.loads(told) if told else {"state": "", "reason": ""}
        return found["state"], found["reason"]

    def keyframes(self) -> set[bytes]:
        """Those of the live picture that are still kept; the films here have one a second."""
        entries = client().xrange(FeedKeys(self.camera_id).stream)
        return {number for number, entry in entries if entry[b"is"] == b"keyframe"}

    def pictures(self) -> list[Any]:
        """The live picture, as a browser decodes it."""
        keys = FeedKeys(self.camera_id)
        entries = [entry for _, entry in client().xrange(keys.stream) if entry[b"is"] != b"init"]
        began = client().hget(keys.initialisation, "data") or b""
        film = b"".join([began, *(entry[b"data"] for entry in entries)])
        with av.open(io.BytesIO(film)) as container:
            return [picture.to_ndarray(format="bgr24") for picture in container.decode(video=0)]

    def overlays(self) -> list[Any]:
        entries = client().xrange(FeedKeys(self.camera_id).said)
        return [json.loads(e[b"text"]) for _, e in entries if e[b"is"] == b"overlay"]


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
