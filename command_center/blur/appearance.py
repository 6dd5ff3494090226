"""How recorded pictures are shown to whom: with people blurred, or plain."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models.functions import Now
from django.http import Http404, HttpRequest

from command_center.alerts.models import Alert
from command_center.blur.blurring import NothingToShow, blurred
from command_center.blur.in_force import sees_plain
from command_center.blur.venue_blur import VenueBlur, blur_of
from command_center.footage.camera_recording import LONGEST_ROLL_S
from command_center.footage.run import Run
from command_center.people.agent import Agent
from command_center.people.reach import Place
from command_center.venues.models import Camera

DOUBT_LASTS = timedelta(hours=1)
"""After the first verdict: who gave it may see that they were wrong, and correct it."""

ROLL = timedelta(seconds=LONGEST_ROLL_S + 30)
"""Around an alert, with the keyframe before: what its clip reaches to at most."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """`run` as it may be handed to the browser."""

    run: Run
    is_plain: bool


def as_it_may_appear(request: HttpRequest, run: Run, alert: int | None = None) -> Appearance:
    """To whoever asks. `alert`: it is shown to remove the doubt about that alert (Décret
    n° 2023-828, art. 2). Raises `Http404` where it is to be blurred and cannot be read."""
    if may_be_plain(request, run, alert):
        return Appearance(run, is_plain=True)
    try:
        return Appearance(blurred(run), is_plain=False)
    except NothingToShow as damaged:
        raise Http404(str(damaged)) from damaged


def may_be_plain(request: HttpRequest, run: Run, alert: int | None = None) -> bool:
    agent = request.user
    venue = Camera.objects.filter(pk=run.camera_id).values_list("venue_id", flat=True).first()
    if venue is None or not isinstance(agent, Agent):
        return False
    said = blur_of(venue)
    if not said.review_is_blurred:
        return True
    removes_a_doubt = alert is not None and _is_to_be_judged(agent, said, run, alert)
    return removes_a_doubt or sees_plain(agent, run.camera_id, run.since, run.until)


def _is_to_be_judged(agent: Agent, said: VenueBlur, run: Run, number: int) -> bool:
    """By this agent, and the run is what the alert's clip shows."""
    if said.clips_are_blurred:
        return False
    place = Place(said.venue_id, run.camera_id)
    if not agent.reach("alerts.add_verdict").covers(place):
        return False
    alert = Alert.objects.filter(pk=number, camera_id=run.camera_id).first()
    if alert is None or not _holds(alert, run):
        return False
    return not alert.verdicts.filter(at__lte=Now() - DOUBT_LASTS).exists()


def _holds(alert: Alert, run: Run) -> bool:
    """The run lies within the alert's clip: its number opens no other stretch."""
    is_over = alert.ended_at is not None and run.until > alert.ended_at + ROLL
    return alert.started_at - ROLL <= run.since and not is_over
