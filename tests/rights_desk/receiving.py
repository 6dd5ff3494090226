"""Requests as they come in, for tests."""

from datetime import timedelta

from django.utils import timezone

from command_center.people.models import Agent
from command_center.rights_desk.desk import take_in
from command_center.rights_desk.models import RightsRequest
from command_center.rights_desk.right import Right
from command_center.rights_desk.rows import today
from command_center.venues.models import Venue


def received(venue: Venue, by: Agent, days_ago: int = 0, **given: object) -> RightsRequest:
    usual: dict[str, object] = {
        "right": Right.VIEWING,
        "requester_name": "Jeanne Martin",
        "requester_contact": "jeanne@example.fr",
        "venue": venue,
        "place": "Gate B",
        "description": "My bag was taken",
        "from_at": timezone.now() - timedelta(hours=3),
        "until_at": timezone.now() - timedelta(hours=2),
        "received_on": today() - timedelta(days=days_ago),
    }
    return take_in(RightsRequest(**usual | given), by)
