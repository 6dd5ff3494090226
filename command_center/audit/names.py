"""Names of the cameras, venues and people that entries tell of by number."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from command_center.journal.models import Entry
from command_center.people.models import Agent
from command_center.venues.models import Camera, Venue

PEOPLE = frozenset({"agent", "person", "sign_in", "designate", "train"})
"""Kinds whose number is a person's."""


@dataclass(frozen=True, slots=True)
class Names:
    cameras: dict[int, str]
    venues: dict[int, str]
    people: dict[int, str]

    def camera(self, number: int | None) -> str:
        """With its number: another may have had that name, and the entry has the number only."""
        if number is None:
            return ""
        known = self.cameras.get(number)
        return known or _("camera %(number)s, which is gone") % {"number": number}

    def venue(self, number: int | None) -> str:
        if number is None:
            return ""
        return self.venues.get(number) or _("venue %(number)s, which is gone") % {"number": number}


def names_of(entries: Iterable[Entry]) -> Names:
    found = list(entries)
    people = {int(one.object_id) for one in found if is_of_person(one)}
    return names(
        {one.camera for one in found if one.camera},
        {one.venue for one in found if one.venue},
        people,
    )


def names(cameras: set[int], venues: set[int], people: set[int]) -> Names:
    return Names(
        dict(Camera.objects.filter(pk__in=cameras).order_by().values_list("pk", "name")),
        dict(Venue.objects.filter(pk__in=venues).order_by().values_list("pk", "name")),
        dict(Agent.objects.filter(pk__in=people).order_by().values_list("pk", "username")),
    )


def is_of_person(entry: Entry) -> bool:
    is_person = entry.object_kind in PEOPLE or entry.object_kind.startswith("person_")
    return is_person and entry.object_id.isdecimal() and len(entry.object_id) < 18
