"""Searching real recordings for movement: the right times, no others, and who may ask."""

import os
import threading
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.test import Client
from django.utils import timezone

from command_center.journal.models import Entry, Operation
from command_center.people.models import Agent
from command_center.review.models import MovementSearch
from command_center.review.search.motion.movement_search import KEPT_FOR, State
from command_center.review.search.motion.searcher import (
    LOST_AFTER,
    Work,
    forget_old,
    search_waiting,
    step_behind,
    take,
)
from command_center.venues.models import Camera
from tests.films import write_film, write_walk
from tests.footage.recorded_film import record_film
from tests.review_search.conftest import REASON, signed_in
from tests.review_search.filmed import with_keyframes

pytestmark = pytest.mark.django_db

Box = tuple[float, float, float, float]
FLOOR = [[0, 0.5], [1, 0.5], [1, 1], [0, 1]]
WALL = [[0.02, 0.02], [0.3, 0.02], [0.3, 0.15], [0.02, 0.15]]
"""Where nobody walks in `one_by_one_person`."""

WALKED = [(6.4, 19.6), (22.8, 44.8), (50.2, 69.8), (74.6, 86.6), (92.2, 119.8), (123.6, 135.8)]
"""When somebody is on the floor: by a detector and checked by eye, ±0.4 s (`clips.json`)."""

WHOLE = [[0, 0], [1, 0], [1, 1], [0, 1]]


def began() -> datetime:
    return (timezone.now() - timedelta(hours=1)).replace(microsecond=0)


def searched(agent: Agent, camera: Camera, since: datetime, area: Any, **given: Any) -> Any:
    usual = {"since": since, "until": since + timedelta(minutes=30)} | given
    search = MovementSearch.objects.create(agent=agent, camera=camera, area=area, **usual)
    search_waiting(threading.Event())
    search.refresh_from_db()
    return search


def seconds_of(search: MovementSearch, began_at: datetime) -> set[int]:
    """Whole seconds since the film began in which something moved."""
    origin_ms = round(began_at.timestamp() * 1000)
    return {
        second
        for since, until, _strength in search.movements
        for second in range((since - origin_ms) // 1000, -((origin_ms - until) // 1000))
    }


def test_floor_moves_when_somebody_walks_on_it_and_the_wall_never(
    shared_data: Path, camera: Camera, searcher: Agent
) -> None:
    """When nobody is there nothing moves, and each coming and going is found; in between people
    stand still."""
    began_at = began()
    record_film(camera, shared_data / "videos" / "one_by_one_person.mp4", began_at)
    wall = searched(searcher, camera, began_at, WALL)
    assert (wall.state, wall.movements) == (State.DONE, [])
    floor = searched(searcher, camera, began_at, FLOOR)
    found = seconds_of(floor, began_at)
    within = {second for since, until in WALKED for second in range(int(since - 1), int(until + 2))}
    edges = {int(edge) for walk in WALKED for edge in walk}
    precision, recall = len(found & within) / len(found), len(found & edges) / len(edges)
    print(f"one_by_one_person: {precision:.3f} of the seconds right, {recall:.3f} of the comings")
    assert precision > 0.95
    assert recall == 1
    assert floor.pictures == 140


def test_belt_moves_all_the_time_and_its_frame_does_not(
    shared_data: Path, camera: Camera, searcher: Agent, tmp_path: Path
) -> None:
    began_at = began()
    film = with_keyframes(shared_data / "videos" / "luggage_belt.mp4", tmp_path / "belt.mp4")
    record_film(camera, film, began_at)
    corner = [[0.36, 0.02], [0.48, 0.02], [0.48, 0.3], [0.36, 0.3]]
    assert searched(searcher, camera, began_at, corner).movements == []
    belt = searched(searcher, camera, began_at, WHOLE)
    assert len(seconds_of(belt, began_at)) >= belt.pictures - 2


def boxes_of(shared_data: Path) -> dict[int, dict[int, Box]]:
    """Picture of vtest (from 0) → person → box in 0..1."""
    boxes: dict[int, dict[int, Box]] = defaultdict(dict)
    for line in (shared_data / "vtest_boxes.txt").read_text().split():
        frame, person, *numbers = line.split(",")
        x, y, w, h = (float(one) for one in numbers[:4])
        boxes[int(frame) - 1][int(person)] = (x / 768, y / 576, (x + w) / 768, (y + h) / 576)
    return boxes


def share_inside(box: Box, cell: Box) -> float:
    width = max(0.0, min(box[2], cell[2]) - max(box[0], cell[0]))
    height = max(0.0, min(box[3], cell[3]) - max(box[1], cell[1]))
    return width * height / ((box[2] - box[0]) * (box[3] - box[1]))


def has_moved(before: dict[int, Box], after: dict[int, Box], cell: Box) -> bool | None:
    """Whether somebody annotated moved within the cell; None where the boxes do not tell surely:
    a corner of somebody, or hardly a step."""
    is_sure = True
    for person in {*before, *after}:
        boxes = [one[person] for one in (before, after) if person in one]
        way = [min(b[0] for b in boxes), min(b[1] for b in boxes)]
        way += [max(b[2] for b in boxes), max(b[3] for b in boxes)]
        if share_inside((way[0], way[1], way[2], way[3]), cell) == 0:
            continue
        step = np.hypot(boxes[0][0] - boxes[-1][0], boxes[0][1] - boxes[-1][1])
        is_within = max(share_inside(one, cell) for one in boxes) >= 0.25
        if is_within and len(boxes) == 2 and step >= 0.5 * (boxes[0][2] - boxes[0][0]):
            return True
        is_sure = False
    return False if is_sure else None


def cells(across: int) -> Iterator[Box]:
    for number in range(across * across):
        row, column = divmod(number, across)
        yield column / across, row / across, (column + 1) / across, (row + 1) / across


def test_cells_of_a_busy_place_move_when_their_people_do(
    shared_data: Path, camera: Camera, searcher: Agent, tmp_path: Path
) -> None:
    """Against the person boxes of vtest, second by second where there are some. What moves without
    a box (shadows, somebody at the edge) counts against precision."""
    boxes, began_at = boxes_of(shared_data), began()
    first = min(one for one in boxes if one % 10 == 9)
    film = shared_data / "videos" / "vtest_480x360.mp4"
    record_film(camera, with_keyframes(film, tmp_path / "vtest.mp4", first), began_at)
    tally: dict[tuple[bool, bool], int] = defaultdict(int)
    for cell in cells(4):
        left, top, right, bottom = cell
        area = [[left, top], [right, top], [right, bottom], [left, bottom]]
        found = seconds_of(searched(searcher, camera, began_at, area), began_at)
        for frame in sorted(boxes):
            if frame + 10 in boxes and frame >= first:
                truth = has_moved(boxes[frame], boxes[frame + 10], cell)
                if truth is not None:
                    tally[truth, (frame - first) // 10 in found] += 1
    precision = tally[True, True] / (tally[True, True] + tally[False, True])
    recall = tally[True, True] / (tally[True, True] + tally[True, False])
    print(f"vtest, 4 x 4 cells: precision {precision:.3f}, recall {recall:.3f}, {dict(tally)}")
    assert sum(tally.values()) > 150
    assert recall > 0.95
    assert precision > 0.85


def test_stretch_that_is_asked_bounds_what_is_read(
    camera: Camera, searcher: Agent, tmp_path: Path
) -> None:
    began_at = began()
    record_film(camera, write_walk(tmp_path / "walk.mp4", times=20), began_at)
    since = began_at + timedelta(seconds=30)
    search = searched(searcher, camera, since, WHOLE, until=since + timedelta(seconds=24))
    assert search.pictures == 24
    assert search.movements
    assert all(
        since.timestamp() * 1000 <= one[0] < one[1] <= (since.timestamp() + 24) * 1000
        for one in search.movements
    )


def test_of_keyframes_that_lie_close_one_a_second_is_enough(
    camera: Camera, searcher: Agent, tmp_path: Path
) -> None:
    began_at = began()
    record_film(camera, write_film(tmp_path / "film.mp4", 250, keyframe_every=5), began_at)
    assert searched(searcher, camera, began_at, WHOLE).pictures == 10


def test_gap_is_no_movement(camera: Camera, searcher: Agent, tmp_path: Path) -> None:
    """A picture before it and one after it differ; when it moved, nobody knows."""
    began_at = began()
    record_film(camera, write_walk(tmp_path / "walk.mp4"), began_at)
    record_film(camera, write_walk(tmp_path / "still.mp4", 1.0), began_at + timedelta(minutes=3))
    found = seconds_of(searched(searcher, camera, began_at, WHOLE), began_at)
    assert {3, 4} <= found <= set(range(6))


def test_nothing_recorded_is_nothing_found(camera: Camera, searcher: Agent) -> None:
    search = searched(searcher, camera, began(), WHOLE)
    assert (search.state, search.movements, search.pictures) == (State.DONE, [], 0)


def test_search_that_lost_its_worker_goes_on_where_it_was(
    camera: Camera, searcher: Agent, tmp_path: Path
) -> None:
    began_at = began()
    record_film(camera, write_walk(tmp_path / "walk.mp4", times=20), began_at)
    whole = searched(searcher, camera, began_at, WHOLE)
    asked = {"since": began_at, "until": whole.until, "area": WHOLE}
    MovementSearch.objects.create(agent=searcher, camera=camera, **asked)
    taken = take()
    assert taken
    stop = threading.Event()
    stop.set()
    Work(taken).carry_out(stop)  # looks through one file and ends, as a worker does that stops
    taken.refresh_from_db()
    assert (taken.state, taken.pictures < whole.pictures) == (State.WAITING, True)
    MovementSearch.objects.filter(pk=taken.pk).update(
        state=State.RUNNING, beaten_at=timezone.now() - LOST_AFTER - timedelta(seconds=1)
    )
    search_waiting(threading.Event())
    taken.refresh_from_db()
    assert taken.state == State.DONE
    assert taken.pictures == whole.pictures
    assert seconds_of(taken, began_at) == seconds_of(whole, began_at)


def test_one_that_lives_is_not_taken_by_another(camera: Camera, searcher: Agent) -> None:
    now = timezone.now()
    MovementSearch.objects.create(
        agent=searcher,
        camera=camera,
        since=now - timedelta(hours=1),
        until=now,
        area=WHOLE,
        state=State.RUNNING,
        beaten_at=now,
    )
    assert take() is None


def test_stopped_search_ends_and_keeps_what_it_found(
    camera: Camera, searcher: Agent, client: Client, tmp_path: Path
) -> None:
    began_at = began()
    record_film(camera, write_walk(tmp_path / "walk.mp4", times=20), began_at)
    search = MovementSearch.objects.create(
        agent=searcher, camera=camera, since=began_at, until=timezone.now(), area=WHOLE
    )
    work = Work(take() or search)
    page = f"/cameras/{camera.pk}/movement/{search.key}"
    signed_in(client, searcher).post(f"{page}/stop")
    work.carry_out(threading.Event())
    told = client.get(f"{page}/progress").json()
    assert (told["state"], told["goes_on"]) == ("stopped", False)


def test_whoever_searches_steps_behind_those_who_watch() -> None:
    """Linux counts it for the thread alone."""
    found: list[int] = []

    def work() -> None:
        step_behind()
        found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [19]
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before


def test_search_is_forgotten_after_an_hour(camera: Camera, searcher: Agent) -> None:
    search = searched(searcher, camera, began(), WHOLE)
    forget_old()
    assert MovementSearch.objects.filter(pk=search.pk).exists()
    long_ago = timezone.now() - KEPT_FOR - timedelta(seconds=1)
    MovementSearch.objects.filter(pk=search.pk).update(asked_at=long_ago)
    forget_old()
    assert not MovementSearch.objects.exists()


def test_what_is_kept_of_a_search_is_times_and_nothing_of_anybody() -> None:
    assert {one.name for one in MovementSearch._meta.get_fields()} == {
        *("id", "key", "agent", "camera", "since", "until", "area", "state", "asked_at"),
        *("beaten_at", "reached", "movements", "pictures", "recorded_s", "worked_s"),
    }


@pytest.fixture
def asked(camera: Camera) -> dict[str, str]:
    return {"since": "2026-11-20T20:00", "until": "2026-11-20T22:00", "area": f"{WHOLE}"}


def test_search_leaves_one_consultation_with_its_stretch_and_area(
    client: Client, searcher: Agent, camera: Camera, asked: dict[str, str]
) -> None:
    client.force_login(searcher)
    page = f"/cameras/{camera.pk}/movement"
    assert client.post(page, asked)["Location"].startswith("/review/reason?")
    answer = signed_in(client, searcher).post(page, asked)
    search = MovementSearch.objects.get()
    assert answer["Location"] == f"{page}/{search.key}"
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(f"{answer['Location']}/progress").status_code == 200
    (entry,) = Entry.objects.filter(operation=Operation.CONSULTATION)
    assert (entry.object_kind, entry.object_id) == ("movement", str(search.key))
    assert (entry.camera, entry.venue, entry.reason) == (camera.pk, camera.venue_id, REASON)
    assert entry.seen_from == datetime(2026, 11, 20, 19, tzinfo=UTC)
    assert entry.seen_to == datetime(2026, 11, 20, 21, tzinfo=UTC)
    assert entry.detail["area"] == [[f"{x:.1f}", f"{y:.1f}"] for x, y in WHOLE]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"until": "2026-11-20T19:00"}, "The end must come after the start."),
        ({"until": "2026-11-21T20:01"}, "Search through at most 24 hours at once."),
        ({"since": "2099-11-20T20:00", "until": "2099-11-20T21:00"}, "has not happened yet"),
        ({"colour": "red"}, "is no criterion"),
    ],
)
def test_what_cannot_be_searched_is_refused_with_its_reason(
    client: Client, searcher: Agent, camera: Camera, asked: dict[str, str], change: Any, told: str
) -> None:
    answer = signed_in(client, searcher).post(f"/cameras/{camera.pk}/movement", asked | change)
    assert answer.status_code == 400
    assert told in answer.text
    assert not MovementSearch.objects.exists()


def test_search_is_its_askers_alone(
    client: Client, searcher: Agent, investigator: Agent, camera: Camera
) -> None:
    search = searched(searcher, camera, began(), WHOLE)
    page = f"/cameras/{camera.pk}/movement/{search.key}"
    other = signed_in(client, investigator)
    for address in (page, f"{page}/progress", page[:-3] + "xyz"):
        assert other.get(address).status_code == 404
    assert other.post(f"{page}/stop").status_code == 404


def test_camera_of_another_venue_is_not_searched(
    client: Client, searcher: Agent, elsewhere: Camera, asked: dict[str, str]
) -> None:
    desk = signed_in(client, searcher)
    assert desk.get(f"/cameras/{elsewhere.pk}/movement").status_code == 404
    assert desk.post(f"/cameras/{elsewhere.pk}/movement", asked).status_code == 404
    assert desk.get(f"/cameras/{elsewhere.pk}/recorded.jpg", {"at": 10**12}).status_code == 404
    assert "Zulu" not in desk.get("/review/movement").text


def test_stretch_of_the_timeline_leads_to_its_camera(
    client: Client, searcher: Agent, camera: Camera, elsewhere: Camera
) -> None:
    at_ms = round(datetime(2026, 11, 20, 19, 30, 20, tzinfo=UTC).timestamp() * 1000)
    asked = {"camera": camera.pk, "from": at_ms, "until": at_ms + 600_000}
    desk = signed_in(client, searcher)
    answer = desk.get("/review/movement", asked)
    times = "since=2026-11-20T20%3A30&until=2026-11-20T20%3A41"
    assert answer["Location"] == f"/cameras/{camera.pk}/movement?{times}"
    assert desk.get("/review/movement", asked | {"camera": elsewhere.pk}).status_code == 404
    assert desk.get("/review/movement", asked | {"from": "x"}).status_code == 400


def test_one_agent_keeps_no_long_row(
    client: Client, searcher: Agent, camera: Camera, asked: dict[str, str]
) -> None:
    desk = signed_in(client, searcher)
    statuses = [desk.post(f"/cameras/{camera.pk}/movement", asked).status_code for _ in range(3)]
    assert statuses == [302, 302, 409]


def test_page_tells_the_cost_and_shows_one_picture_with_its_trace(
    client: Client, searcher: Agent, camera: Camera, tmp_path: Path
) -> None:
    began_at = began()
    record_film(camera, write_walk(tmp_path / "walk.mp4", times=10), began_at)
    desk = signed_in(client, searcher)
    assert f"/cameras/{camera.pk}/movement" in desk.get("/review/movement").text
    local = timezone.localtime(began_at)
    times = {
        "since": f"{local - timedelta(minutes=1):%Y-%m-%dT%H:%M}",
        "until": f"{local + timedelta(minutes=5):%Y-%m-%dT%H:%M}",
    }
    cost = desk.get(f"/cameras/{camera.pk}/movement", times).context["cost"]
    assert cost.first_at == began_at
    assert 59 < cost.recorded_s < 61
    assert cost.size_bytes > 10_000
    at_ms = round(began_at.timestamp() * 1000)
    picture = desk.get(f"/cameras/{camera.pk}/recorded.jpg", {"at": at_ms})
    assert picture.content[:2] == b"\xff\xd8"
    (entry,) = Entry.objects.filter(object_kind="recorded_still")
    assert (entry.seen_from, entry.camera, entry.reason) == (began_at, camera.pk, REASON)
