"""A previewed list of cameras becomes true: all of it, or nothing."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction

from command_center.people.models import Agent
from command_center.setup.lists.cells import Row
from command_center.setup.lists.credentials import OF_ADDRESSES
from command_center.setup.lists.plan import CHANGED, NEW, Plan, Planned
from command_center.setup.lists.put import put_drawn, put_fields
from command_center.venues.models import Camera, Venue
from command_center.venues.second_person import wait_for_second
from command_center.venues.versions import SecondPersonNeeded, changing

HARMLESS = OF_ADDRESSES | {"watched"}
"""What no approval waits for, and what a change that waits does not hold."""

logger = logging.getLogger(__name__)


class Imported(NamedTuple):
    """`waiting`: cameras of which a part waits for a second administrator."""

    new: int
    changed: int
    waiting: Sequence[str]


class Author(NamedTuple):
    agent: Agent
    reason: str


def import_cameras(plan: Plan, author: Author) -> Imported:
    """As planned. Raises `Outdated` or `AnotherWaits` where somebody was faster, and Django's
    `ValidationError` where it cannot be any more; then nothing is changed."""
    with transaction.atomic():
        for planned in plan.of(NEW):
            _enter(planned.row)
        # By number: two imports would else wait for one another.
        changed = sorted(plan.of(CHANGED), key=lambda one: one.camera or 0)
        waiting = [one.row.name for one in changed if not _change(one, author)]
    told = Imported(len(plan.of(NEW)), len(changed), waiting)
    logger.info(
        "%s imported cameras: %s new, %s changed, %s waiting (%s).",
        *(author.agent, told.new, told.changed, len(waiting), author.reason),
    )
    return told


def _enter(row: Row) -> None:
    venue, _is_new = Venue.objects.get_or_create(name=row.venue)
    camera = Camera(venue=venue, name=row.name)
    put_fields(camera, row.values)
    camera.save()
    put_drawn(camera, row.values)


def _change(planned: Planned, author: Author) -> bool:
    """False where what weakens a guarantee waits; the rest of the line is in force all the same."""
    assert planned.camera is not None
    values = planned.row.values
    try:
        _put(planned.camera, planned.number, values, author)
    except SecondPersonNeeded:
        harmless = {column: values[column] for column in values if column in HARMLESS}
        _put(planned.camera, planned.number, harmless, author)
        _propose(planned.camera, values, author)
        return False
    return True


def _propose(camera_id: int, values: Mapping[str, Any], author: Author) -> None:
    """Only what a change that waits can hold: the rest is in force by now."""
    drawn = {column: values[column] for column in values if column not in HARMLESS}
    try:
        _put(camera_id, None, drawn, author)  # the line above has locked it
    except SecondPersonNeeded as needed:
        wait_for_second(needed)


def _put(camera_id: int, based_on: int | None, values: Mapping[str, Any], author: Author) -> None:
    with changing(camera_id, based_on, author.agent, author.reason) as camera:
        fields = put_fields(camera, values)
        if fields:
            camera.save(update_fields=fields)
        put_drawn(camera, values)
