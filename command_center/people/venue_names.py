"""The names of venues and cameras that posts name by number."""

from collections.abc import Iterable

from django.apps import apps


def venue_names() -> dict[int, str]:
    """By number, in the order of the alphabet. Venues come after this room, which may not import
    them."""
    venues = apps.get_model("venues", "Venue").objects.order_by("name")
    return dict(venues.values_list("pk", "name"))


def cameras_by_venue() -> dict[int, dict[int, str]]:
    """Of each venue its cameras, by number."""
    found: dict[int, dict[int, str]] = {}
    cameras = apps.get_model("venues", "Camera").objects.order_by("name")
    for number, venue, name in cameras.values_list("pk", "venue_id", "name"):
        found.setdefault(venue, {})[number] = name
    return found


def camera_names(numbers: Iterable[int]) -> dict[int, str]:
    cameras = apps.get_model("venues", "Camera").objects.filter(pk__in=set(numbers))
    return dict(cameras.values_list("pk", "name"))
