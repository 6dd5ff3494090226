"""All that the queue shows, by one answer: what waits, what is put aside, what was just judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils import timezone

from command_center.alerts.models import Alert, Verdict
from command_center.alerts.rows import AlertRow, alert_row
from command_center.desk.flood import Flood, flood
from command_center.desk.response import responses
from command_center.desk.situation import Situation
from command_center.desk.waiting import arrived, in_turn, situation
from command_center.people.reach import Reach
from command_center.people.reached import reach_of

SETTLED_FOR = timedelta(minutes=10)
MOST_SETTLED = 20
MOST_SHOWN = 200
"""Nobody looks through more at once; a flood is told in one line."""

FLOOD_SINCE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Queue:
    """`settled`: judged within the last ten minutes, the newest first. `unjudged`: alerts without a
    verdict, in however many situations. `newest`: number of the newest alert that waits. `more`:
    situations that wait besides those that are shown; they follow as these are judged."""

    situations: Sequence[Situation]
    put_aside: Sequence[Situation]
    settled: Sequence[AlertRow]
    flood: Flood | None
    unjudged: int
    newest: int
    more: int = 0


def queue(reach: Reach) -> Queue:
    found, known = in_turn(reach), responses()
    waits = [one for one in found if not one.aside]
    aside = [one for one in found if one.aside]
    shown = [waits[:MOST_SHOWN], aside[:MOST_SHOWN]]
    now = timezone.now()
    return Queue(
        situations=[situation(one, known) for one in shown[0]],
        put_aside=[situation(one, known) for one in shown[1]],
        settled=settled(reach),
        flood=flood(arrived(reach, now - FLOOD_SINCE), now),
        unjudged=sum(len(one.joined.alerts) for one in found),
        newest=max((number for one in found for number in one.joined.alerts), default=0),
        more=len(found) - len(shown[0]) - len(shown[1]),
    )


def settled(reach: Reach) -> list[AlertRow]:
    given = Verdict.objects.filter(
        reach.of("alert__camera__venue_id", "alert__camera_id"), at__gte=Now() - SETTLED_FOR
    )
    newest = dict(given.order_by("-id").values_list("alert_id", "id")[: 2 * MOST_SETTLED])
    wanted = list(dict.fromkeys(newest))[:MOST_SETTLED]
    found = Alert.objects.filter(pk__in=wanted).select_related("camera", "order")
    rows = {one.pk: alert_row(one) for one in found.prefetch_related("verdicts__agent")}
    return [rows[number] for number in wanted if number in rows]


def desk_context(request: HttpRequest) -> Mapping[str, Any]:
    """For `pages/desk/desk.html`. What it shows is noted in the journal by whoever shows it
    (`desk.shown.shown_situations`)."""
    return {"queue": queue(reach_of(request, "alerts.view_alert"))}
