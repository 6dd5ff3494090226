"""Whether an alert is part of an incident: the room of incidents comes later, and says how.

Until it does, the form offers no such criterion.
"""

from django.db.models import Exists, Q

RIGHT = "incidents.view_incident"
"""Who has it nowhere is offered no such criterion."""

_says: list[Q] = []


def declare(of_an_incident: Q | Exists) -> None:
    """On alerts; holds once for each, however many incidents it is part of.

    From `apps.ready()` of whoever keeps incidents.
    """
    _says[:] = [Q(of_an_incident)]


def is_known() -> bool:
    return bool(_says)


def of_incident(is_wanted: bool) -> Q:
    (condition,) = _says
    return condition if is_wanted else ~condition
