"""What PostgreSQL asks of a layout, whoever writes it."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from command_center.people.models import Agent
from command_center.venues.models import Venue
from command_center.wall.grid import GridRefused, read_grid
from command_center.wall.models import FirstLayout, Layout
from tests.wall.cells import cell, grid

SOUND = grid(cell(1, w=2, h=2), cell(None, x=2), cell(2, page=1))


@pytest.mark.parametrize("owners", [(), ("agent", "venue")])
def test_layout_has_one_owner(operator: Agent, venue: Venue, owners: tuple[str, ...]) -> None:
    given: dict[str, Any] = {"agent": operator, "venue": venue}
    with pytest.raises(IntegrityError, match="one_owner"), transaction.atomic():
        Layout.objects.create(name="Own", grid=SOUND, **{one: given[one] for one in owners})


def test_layout_keeps_its_owner(operator: Agent, stranger: Agent, venue: Venue) -> None:
    layout = Layout.objects.create(agent=operator, name="Own", grid=SOUND)
    for changed in ({"agent": stranger}, {"agent": None, "venue": venue}):
        with pytest.raises(IntegrityError, match="keeps its owner"), transaction.atomic():
            Layout.objects.filter(pk=layout.pk).update(**changed)


def test_names_are_unique_for_each_owner(operator: Agent, stranger: Agent, venue: Venue) -> None:
    owners: list[dict[str, Any]] = [{"agent": operator}, {"agent": stranger}, {"venue": venue}]
    for owner in owners:
        Layout.objects.create(**owner, name="Match", grid=SOUND)
        with pytest.raises(IntegrityError, match="one_layout_of_a_name"), transaction.atomic():
            Layout.objects.create(**owner, name="Match", grid=SOUND)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "told",
    [
        {},
        {"columns": 3, "rows": 3, "cells": 5},
        {"columns": 13, "rows": 3, "cells": []},
        {"columns": 3, "cells": []},
        grid(cell(1, x=3)),
        grid(cell(1, page=20)),
        grid(cell(1, w=0)),
        grid(cell(1, w=2), cell(2, x=1)),
        grid({"camera": 1}),
        grid(*(cell(n + 1, x=n % 7, y=n // 7) for n in range(37)), columns=7, rows=6),
    ],
)
def test_no_layout_is_stored_that_cannot_be_shown(operator: Agent, told: Any) -> None:
    with pytest.raises(GridRefused):
        read_grid(told)
    layout = Layout.objects.create(agent=operator, name="Sound", grid=SOUND)
    with pytest.raises(IntegrityError), transaction.atomic():
        Layout.objects.bulk_create([Layout(agent=operator, name="Other", grid=told)])
    with pytest.raises(IntegrityError), transaction.atomic():
        Layout.objects.filter(pk=layout.pk).update(grid=told)


def test_a_person_opens_with_one(operator: Agent) -> None:
    one, other = (
        Layout.objects.create(agent=operator, name=name, grid=SOUND) for name in ("One", "Other")
    )
    FirstLayout.objects.create(agent=operator, layout=one)
    with pytest.raises(IntegrityError), transaction.atomic():
        FirstLayout.objects.create(agent=operator, layout=other)
    one.delete()
    assert not FirstLayout.objects.exists()
