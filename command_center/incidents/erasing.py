"""What a closed incident tells goes when it is over age, as alerts do; its number stays."""

from django.db import connection, transaction
from django.utils import timezone

from command_center.incidents.incident import IS_DUE, IS_NEEDED
from command_center.incidents.models import Act, HandOver, Incident
from command_center.journal.models import Operation
from command_center.journal.noting import Thing, note
from command_center.retention.classes import RetentionClass
from command_center.retention.limits import Limit, limits
from command_center.retention.words import limit_in_words

BATCH = 200
DUE = f"""
    SELECT it.id FROM incidents_incident AS it
    JOIN retention_limits('alerts') AS limits ON limits.scope = -it.venue_id
    WHERE it.state = 'closed' AND it.erased_at IS NULL AND {IS_DUE} AND NOT {IS_NEEDED}
    AND it.venue_id = ANY (%s) ORDER BY it.closed_at LIMIT {BATCH}
    FOR UPDATE OF it SKIP LOCKED
"""
HAND_OVERS_DUE = """
    SELECT it.id FROM incidents_handover AS it
    JOIN retention_limits('alerts') AS limits ON limits.scope = -it.venue_id
    WHERE retention_due(it.at, limits.zone, limits.months, limits.hours) <= clock_timestamp()
    AND NOT EXISTS (SELECT 1 FROM incidents_act AS act WHERE act.hand_over_id = it.id)
    AND it.venue_id = ANY (%s)
"""


def erase_over_age() -> int:
    """How many incidents: of each venue by the limit of its alerts."""
    return sum(_erase_batch(limit) for limit in limits(RetentionClass.ALERTS))


@transaction.atomic
def _erase_batch(limit: Limit) -> int:
    venues = [-scope for scope in limit.scopes if scope < 0]
    found = list(Incident.objects.filter(pk__in=_numbers(DUE, venues)))
    for incident in found:
        incident.title, incident.erased_at = "", timezone.now()
        incident.save(update_fields=["title", "erased_at"])
        acts, _ = Act.objects.filter(incident=incident).delete()
        detail = {"number": incident.number, "closed_at": str(incident.closed_at), "acts": acts}
        thing = Thing("incident", incident.pk, venue=incident.venue_id, detail=detail)
        note(Operation.ERASURE, thing, reason=limit_in_words(limit))
    HandOver.objects.filter(pk__in=_numbers(HAND_OVERS_DUE, venues)).delete()
    return len(found)


def _numbers(question: str, venues: list[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(question, [venues])
        return [number for (number,) in cursor.fetchall()]
