"""The journal is told when the analysis of a camera begins and stops, and under which orders."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from command_center.journal.models import Entry
from command_center.law.models import Order
from command_center.streams.camera_states import Noted, note_unwatched, store
from command_center.venues.models import Camera

BEGAN = timezone.now().astimezone(UTC).replace(microsecond=0)


def after(minutes: int) -> datetime:
    return BEGAN + timedelta(minutes=minutes)


def told() -> list[tuple[str, datetime, datetime | None]]:
    entries = Entry.objects.filter(object_kind="analysis").order_by("id")
    return [(one.detail["what"], one.seen_from, one.seen_to) for one in entries]


def test_beginning_and_end_are_told_with_their_order(camera: Camera, order: Order) -> None:
    for state, at in (("starting", 0), ("live", 1), ("dark", 2), ("live", 3), ("unpermitted", 4)):
        store([(camera.pk, Noted(state, at=after(at)))])
    assert told() == [("begun", after(1), None), ("stopped", after(1), after(4))]
    last = Entry.objects.first()
    assert last is not None
    assert (last.operation, last.author, last.author_name) == ("collection", None, "Vigie")
    assert (last.camera, last.venue, last.detail["orders"]) == (
        camera.pk,
        camera.venue_id,
        [order.pk],
    )


def test_a_second_stretch_is_not_taken_for_the_first(camera: Camera) -> None:
    for state, at in (("live", 1), ("offline", 2), ("live", 5)):
        store([(camera.pk, Noted(state, at=after(at)))])
    note_unwatched([camera.pk])
    assert [one[:2] for one in told()] == [
        ("begun", after(1)),
        ("stopped", after(1)),
        ("begun", after(5)),
        ("stopped", after(5)),
    ]


def test_what_is_stored_together_is_told_in_order(camera: Camera) -> None:
    states = [("live", 1), ("frozen", 2), ("offline", 3), ("live", 4)]
    store((camera.pk, Noted(state, at=after(at))) for state, at in states)
    assert told() == [
        ("begun", after(1), None),
        ("stopped", after(1), after(3)),
        ("begun", after(4), None),
    ]


def test_what_was_never_analysed_is_not_told(camera: Camera) -> None:
    for state in ("starting", "unpermitted", "offline"):
        store([(camera.pk, Noted(state))])
    assert not told()
