"""What a newcomer finds, and that setting it up again harms nothing."""

import json
from pathlib import Path

import pytest
from django.utils import timezone

from command_center.law.models import Order
from command_center.people.models import Agent, Subject
from command_center.streams.demo_films.films import films
from command_center.streams.demonstration import (
    DemoCamera,
    cameras_from,
    first_sign_in,
    set_up,
)
from command_center.venues.models import Camera, Venue, Zone
from detection.model_set import ModelSet
from detection.models import load
from detection.pipeline import Pipeline
from detection.scene import parse_scene
from detection.sighting import Sighting
from detection.source.recording import Recording

GATE = DemoCamera(
    "Gate",
    "/films/gate.mp4",
    [
        {"name": "Lawn", "kind": "intrusion", "polygon": [[0, 0], [1, 0], [1, 1]]},
        {"name": "Crowd", "kind": "density", "polygon": [[0, 0], [1, 0], [1, 1]]}
        | {"limit_people": 4},
    ],
)
SQUARE = DemoCamera("Square", "/films/square.mp4")


@pytest.mark.django_db
def test_setting_up_twice_is_as_once() -> None:
    for _ in range(2):
        set_up([GATE, SQUARE])
    assert Venue.objects.count() == 1
    assert sorted(Camera.objects.values_list("name", flat=True)) == ["Gate", "Square"]
    assert Zone.objects.get(name="Crowd").parameters == {"limit_people": 4}
    (order,) = Order.objects.in_force(timezone.now())
    assert order.is_demonstration
    assert set(order.cameras.all()) == set(Camera.objects.all())


@pytest.mark.django_db
def test_camera_that_is_not_given_any_more_is_switched_off_and_kept() -> None:
    set_up([GATE, SQUARE])
    set_up([SQUARE])
    assert list(Camera.objects.filter(is_enabled=False)) == [Camera.objects.get(name="Gate")]


@pytest.mark.django_db
def test_zone_that_somebody_drew_since_is_kept() -> None:
    set_up([GATE])
    Zone.objects.filter(name="Lawn").update(polygon=[[0, 0], [0.5, 0], [0.5, 0.5]])
    set_up([GATE])
    assert Zone.objects.get(name="Lawn").polygon[1] == [0.5, 0]


@pytest.mark.django_db
def test_cameras_of_a_real_venue_are_left_alone(camera: Camera) -> None:
    set_up([GATE])
    camera.refresh_from_db()
    assert camera.is_enabled
    assert not Order.objects.filter(cameras=camera).exists()


@pytest.mark.django_db
def test_order_that_was_withdrawn_is_renewed_by_the_next_start() -> None:
    set_up([GATE])
    Order.objects.get().delete()
    set_up([GATE])
    assert Order.objects.in_force(timezone.now()).count() == 1


@pytest.mark.django_db
def test_first_sign_in_is_told_until_its_password_is_changed(tmp_path: Path) -> None:
    name, password = first_sign_in(tmp_path) or ("", "")
    assert first_sign_in(tmp_path) == (name, password)
    agent = Agent.objects.get(username=name)
    assert agent.check_password(password)
    assert (tmp_path / "first_password").stat().st_mode & 0o077 == 0
    assert agent.has_perms(["venues.view_camera", "alerts.view_alert"])
    assert "Demonstration" in agent.designations.get().authority
    assert {one.subject for one in agent.trainings.all()} == set(Subject)
    agent.designations.get().revoke(agent, "the demonstration is over")
    first_sign_in(tmp_path)
    assert not Agent.objects.get(username=name).has_perm("venues.view_camera")
    agent.set_password("another secret of mine")
    agent.save()
    assert first_sign_in(tmp_path) is None


def test_name_of_a_given_camera_holds_no_secret(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.touch()
    given = ["rtsp://user:secret@192.0.2.7/stream?token=secret", str(film), "webcam:0"]
    cameras = cameras_from(given)
    assert [camera.name for camera in cameras] == ["1. 192.0.2.7", "2. film", "3. webcam:0"]
    assert [camera.url for camera in cameras] == given


@pytest.mark.slow
@pytest.mark.parametrize("model", ["the built-in", "yolo11n"])
def test_each_film_shows_its_one_event(
    model: str, demo_films: dict[str, Path], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder = tmp_path
    if model == "yolo11n":
        folder = request.getfixturevalue("shared_data") / "weights"
    detector = load("yolo11n", folder).detector
    for film in films():
        scene = parse_scene(json.loads(json.dumps({"zones": [film.zone]})), film.slug)
        pipeline, found = Pipeline(ModelSet(detector), scene.zones), list[Sighting]()
        for frame in Recording(demo_films[film.camera_name], 5):
            found += pipeline.analyse(frame, scene.kinds).sightings
        begun = [sighting for sighting in found if sighting.end_s is None]
        assert [sighting.kind for sighting in begun] == [film.zone["kind"]]
        assert 8 < begun[0].start_s < 20
