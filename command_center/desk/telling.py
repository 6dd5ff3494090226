"""Telling open pages *that* something was done with a situation; HTTP says what."""

from django.db import transaction

from command_center.alerts.announcements import announce
from command_center.desk.situation import Situation
from command_center.people.reach import Place


def tell_changed(there: Situation) -> None:
    tell_changed_at(Place(there.venue_id, there.camera_id), there.id)


def tell_changed_at(place: Place, alert: int = 0) -> None:
    """After the commit. `alert` 0: of whatever alerts there are at that place."""
    transaction.on_commit(lambda: announce("desk.changed", places=[place], alert=alert))
