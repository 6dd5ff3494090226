"""The list of all cameras."""

import pytest
from django.test import Client

from command_center.people.models import Agent
from command_center.venues.models import Camera, Venue


@pytest.mark.django_db
def test_cameras_are_told_by_venue_and_name(client: Client, operator: Agent) -> None:
    second, first = (Venue.objects.create(name=name) for name in ("Station", "Stadium"))
    for venue, name in [(second, "B"), (first, "D"), (second, "A"), (first, "C")]:
        Camera.objects.create(venue=venue, name=name, url="rtsp://192.0.2.1/x")
    client.force_login(operator)
    told = [camera.name for camera in client.get("/cameras/").context["cameras"]]
    assert told == ["C", "D", "A", "B"]
