"""Who may arrange which wall, and what each person sees of it."""

import json
import re
from typing import Any

import pytest

from command_center.journal.models import Entry, Operation
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.venues.models import Camera
from command_center.wall.models import FirstLayout, Layout
from tests.people.posted import posted
from tests.wall.cells import cell, grid
from tests.wall.conftest import Visits


def sent(cells: Any, name: str = "Match", belongs: str = "mine", **more: str) -> dict[str, str]:
    return {"name": name, "belongs": belongs, "cells": json.dumps(cells), **more}


def shown(page: str) -> list[str]:
    return re.findall(r'<live-tile camera="\d+" name="([^"]+)"', page)


def test_own_layout_is_made_shown_first_changed_and_removed(
    watcher: Agent, camera: Camera, visits: Visits
) -> None:
    visit = visits(watcher)
    answer = visit.post("/wall/layouts/new", sent(grid(cell(camera.pk, w=2, h=2)), opens="on"))
    layout = Layout.objects.get()
    assert answer.headers["location"] == f"/?layout={layout.pk}"
    assert (layout.agent, layout.venue) == (watcher, None)
    page = visit.get("/").text
    assert shown(page) == ["North gate"]
    assert 'class="cell x-0 y-0 w-2 h-2"' in page
    assert "columns-3 rows-3" in page
    visit.post(f"/wall/layouts/{layout.pk}", sent(grid(cell(camera.pk, x=1)), name="Derby"))
    layout.refresh_from_db()
    assert (layout.name, layout.read().cells[0].x) == ("Derby", 1)
    assert not FirstLayout.objects.exists()
    visit.post(f"/wall/layouts/{layout.pk}/delete")
    assert not Layout.objects.exists()
    assert shown(visit.get("/").text) == ["North gate"]


def test_journal_says_which_layout_was_looked_at(
    watcher: Agent, camera: Camera, visits: Visits
) -> None:
    layout = Layout.objects.create(agent=watcher, name="Match", grid=grid(cell(camera.pk)))
    visits(watcher).get(f"/?layout={layout.pk}")
    entry = Entry.objects.get(object_kind="wall", operation=Operation.CONSULTATION)
    assert entry.detail == {"cameras": [camera.pk], "layout": "Match"}


def test_shared_layout_shows_each_person_their_own_cameras(
    leader: Agent, camera: Camera, visits: Visits
) -> None:
    south = Camera.objects.create(venue=camera.venue, name="South gate", url="rtsp://192.0.2.3/g")
    cells = grid(cell(camera.pk), cell(south.pk, x=1))
    belongs = str(camera.venue_id)
    visits(leader).post("/wall/layouts/new", sent(cells, belongs=belongs))
    layout = Layout.objects.get()
    assert layout.venue == camera.venue
    part = posted(Agent.objects.create_user("part"), Role.OPERATOR, camera.venue, [south.pk])
    page = visits(part).get(f"/?layout={layout.pk}").text
    assert shown(page) == ["South gate"]
    assert "North gate" not in page
    assert "is gone, or is not for you" in page


def test_camera_that_is_retired_leaves_a_cell_that_says_so(
    watcher: Agent, camera: Camera, visits: Visits
) -> None:
    layout = Layout.objects.create(
        agent=watcher, name="Match", grid=grid(cell(camera.pk), cell(987_654, x=1), cell(None, x=2))
    )
    Camera.objects.filter(pk=camera.pk).update(is_enabled=False)
    page = visits(watcher).get(f"/?layout={layout.pk}").text
    assert shown(page) == []
    assert "<b>North gate</b> is not watched any more." in page
    assert page.count("is gone, or is not for you") == 1
    assert page.count("Kept free") == 1


def test_nobody_reads_or_changes_what_is_another_persons(
    watcher: Agent, leader: Agent, camera: Camera, visits: Visits
) -> None:
    own = Layout.objects.create(agent=leader, name="Own", grid=grid(cell(camera.pk)))
    shared = Layout.objects.create(venue=camera.venue, name="Ours", grid=grid(cell(camera.pk)))
    visit = visits(watcher)
    assert visit.get(f"/?layout={own.pk}").status_code == 404
    assert visit.get(f"/?layout={shared.pk}").status_code == 200
    for layout in (own, shared):
        for address in (f"/wall/layouts/{layout.pk}", f"/wall/layouts/{layout.pk}/delete"):
            assert visit.post(address, sent(grid(), name="Mine")).status_code == 404
    assert set(Layout.objects.values_list("name", flat=True)) == {"Own", "Ours"}
    assert visits(leader).get(f"/wall/layouts/{shared.pk}").status_code == 200


def test_nothing_of_another_venue_is_offered_or_taken(
    watcher: Agent, leader: Agent, camera: Camera, elsewhere: Camera, visits: Visits
) -> None:
    there = Layout.objects.create(
        venue=elsewhere.venue, name="Theirs", grid=grid(cell(elsewhere.pk))
    )
    visit = visits(leader)
    assert "Theirs" not in visit.get("/").text
    for address in (f"/?layout={there.pk}", f"/wall/layouts/{there.pk}"):
        assert visit.get(address).status_code == 404
    assert visit.get(f"/wall/tiles/{elsewhere.pk}").status_code == 404
    assert visit.post("/wall/layouts/first", {"layout": there.pk}).status_code == 404
    assert "Lake" not in visit.get("/wall/layouts/new").text
    refused = visit.post("/wall/layouts/new", sent(grid(cell(elsewhere.pk))))
    assert refused.status_code == 400
    assert "is not of this place" in refused.text
    for agent in (watcher, leader):
        wrong = sent(grid(cell(camera.pk)), belongs=str(elsewhere.venue_id))
        assert visits(agent).post("/wall/layouts/new", wrong).status_code == 400
    assert (
        visits(watcher)
        .post("/wall/layouts/new", sent(grid(), belongs=str(camera.venue_id)))
        .status_code
        == 400
    )
    assert Layout.objects.count() == 1


@pytest.mark.parametrize("query", ["?layout=x", "?layout=987654", "?window=0", "?window=ten"])
def test_what_is_not_there_is_said(watcher: Agent, visits: Visits, query: str) -> None:
    assert visits(watcher).get(f"/{query}").status_code == 404


def test_second_name_alike_is_refused_and_what_was_arranged_is_kept(
    watcher: Agent, camera: Camera, visits: Visits
) -> None:
    Layout.objects.create(agent=watcher, name="Match", grid=grid())
    answer = visits(watcher).post("/wall/layouts/new", sent(grid(cell(camera.pk, x=2))))
    assert answer.status_code == 400
    assert "has this name already" in answer.text
    assert answer.context["editor"]["grid"] == grid(cell(camera.pk, x=2))


def test_wall_opens_with_what_was_chosen_until_it_is_out_of_reach(
    watcher: Agent, camera: Camera, visits: Visits
) -> None:
    shared = Layout.objects.create(venue=camera.venue, name="Ours", grid=grid(cell(camera.pk)))
    visit = visits(watcher)
    visit.post("/wall/layouts/first", {"layout": shared.pk})
    assert visit.get("/").context["wall"].layout == shared
    assert visit.get("/?layout=all").context["wall"].layout is None
    visit.post("/wall/layouts/first", {"layout": ""})
    assert visit.get("/").context["wall"].layout is None


def test_window_that_follows_shows_pictures_and_no_alert(
    watcher: Agent, camera: Camera, visits: Visits
) -> None:
    page = visits(watcher).get("/?window=2&layout=all").text
    assert shown(page) == ["North gate"]
    assert "<alert-queue" not in page
    assert "<alert-queue" in visits(watcher).get("/").text
