"""What a list of cameras would do, line by line: done as the import does it, and taken back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from command_center.setup.difference_rows import DifferenceRow
from command_center.setup.lists.cells import Row, read_row
from command_center.setup.lists.columns import nearest
from command_center.setup.lists.lines import Fault, Line
from command_center.setup.lists.put import put_drawn, put_fields
from command_center.setup.lists.record import record_of
from command_center.setup.lists.words import (
    changes_in_words,
    facts_in_words,
    secrets_in_words,
    weakening_in_words,
)
from command_center.venues.camera_setup import setup_of
from command_center.venues.models import Camera, PendingChange, Venue
from command_center.venues.telling import another_waits_words
from command_center.venues.versions import latest_number
from command_center.venues.weakening import weakenings

NEW, CHANGED, UNCHANGED, WRONG = "new", "changed", "unchanged", "wrong"


class Planned(NamedTuple):
    """`camera` is None where there is none yet; `number` is the version that the plan saw.
    `weakenings` say what a second administrator must approve of."""

    row: Row
    state: str
    camera: int | None = None
    number: int = 0
    faults: Sequence[Fault] = ()
    differences: Sequence[DifferenceRow] = ()
    address: str = ""
    facts: Sequence[str] = ()
    weakenings: Sequence[str] = ()


class Plan(NamedTuple):
    """`new_venues`: each with the name of one that there is and that may have been meant."""

    lines: list[Planned]
    new_venues: dict[str, str]

    def of(self, *states: str) -> list[Planned]:
        return [one for one in self.lines if one.state in states]


def plan(lines: Sequence[Line], within: frozenset[str] | None = None) -> Plan:
    """`within`: the only venues that its author may change; what is said of any other is the same,
    whether there is one of that name or not."""
    rows = [read_row(line) for line in lines]
    if within is not None:
        rows = [row if row.venue in within else _elsewhere(row) for row in rows]
    names = Venue.objects.values_list("name", flat=True)
    known = [name for name in names if within is None or name in within]
    unknown = {row.venue: nearest(row.venue, known) for row in rows if row.venue not in known}
    unknown = {} if within is not None else unknown
    unknown.pop("", None)
    with transaction.atomic():
        planned = list(_planned(rows))
        transaction.set_rollback(True)
    return Plan(sorted(planned, key=lambda one: one.row.line), unknown)


def cameras_of(rows: Sequence[Row]) -> Mapping[tuple[str, str], Camera]:
    """Those that there are, by venue and name."""
    found = Camera.objects.select_related("venue").filter(
        venue__name__in={row.venue for row in rows}, name__in={row.name for row in rows}
    )
    return {(camera.venue.name, camera.name): camera for camera in found}


def _elsewhere(row: Row) -> Row:
    told = Fault("venue", _("None of the venues where you may change cameras is called so."))
    return row._replace(faults=[*row.faults, told])


def _planned(rows: Sequence[Row]) -> Iterator[Planned]:
    present, lines = cameras_of(rows), dict[tuple[str, str], int]()
    for row in rows:
        key = (row.venue, row.name)
        found = list(row.faults)
        if all(key) and key in lines:
            told = _("Line %(line)s is about the same camera already.") % {"line": lines[key]}
            found.append(Fault("name", told))
        lines.setdefault(key, row.line)
        yield Planned(row, WRONG, faults=found) if found else _tried(row, present.get(key))


def _tried(row: Row, camera: Camera | None) -> Planned:
    try:
        with transaction.atomic():
            return _changed(row, camera) if camera else _new(row)
    except ValidationError as error:
        return Planned(row, WRONG, faults=list(_faults(error)))


def _new(row: Row) -> Planned:
    venue, _is_new = Venue.objects.get_or_create(name=row.venue)
    camera = Camera(venue=venue, name=row.name)
    put_fields(camera, row.values)
    camera.save()
    put_drawn(camera, row.values)
    record = record_of(camera)
    facts = facts_in_words(record, "password" in row.values)
    return Planned(row, NEW, address=record["address"], facts=facts)


def _changed(row: Row, camera: Camera) -> Planned:
    """Its own row is written for its zones only: whoever watches it would wait for the lock."""
    setup, record, url = setup_of(camera), record_of(camera), camera.url
    fields = put_fields(camera, row.values)
    if "ground" in fields:
        camera.save(update_fields=["ground"])
    put_drawn(camera, row.values)
    after, has_password = record_of(camera), "password" in row.values
    # A password that is the present one is said to be new: nobody finds it by trying.
    if not fields and record == after and not has_password:
        return Planned(row, UNCHANGED, camera.pk, latest_number(camera))
    weak = [weakening_in_words(one) for one in weakenings(setup, setup_of(camera))]
    if weak and PendingChange.objects.filter(camera=camera, decided_at=None).exists():
        raise ValidationError(another_waits_words())
    differences = [
        *secrets_in_words(url, camera.url, has_password),
        *changes_in_words(record, after),
    ]
    return Planned(
        row, CHANGED, camera.pk, latest_number(camera), differences=differences, weakenings=weak
    )


def _faults(error: ValidationError) -> Iterator[Fault]:
    if not hasattr(error, "error_dict"):
        yield from (Fault("", text) for text in error.messages)
        return
    for column, texts in error.message_dict.items():
        yield from (Fault("" if column == "__all__" else column, text) for text in texts)
