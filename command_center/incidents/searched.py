"""Alerts can be searched by whether they are part of an incident."""

from django.db.models import Exists, OuterRef

from command_center.incidents.models import Act
from command_center.review.search import incident_criterion


def declare() -> None:
    joined = Act.objects.filter(alert=OuterRef("pk"))
    incident_criterion.declare(Exists(joined))
