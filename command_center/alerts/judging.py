"""The one door for verdicts: a person's, corrected only by a later one, or taken back at once."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Coalesce

from command_center.alerts.announcements import announce
from command_center.alerts.models import Alert
from command_center.alerts.verdict import Verdict
from command_center.alerts.withdrawal import Withdrawal
from command_center.people.models import Agent
from command_center.people.reach import AT_CAMERA, EVERYWHERE, Place, Reach


class MayNotJudge(PermissionDenied):
    """The agent's designation or a training has ended: nobody judges what they may not see."""


class TooLate(Exception):
    """The ten seconds are over, or the verdict is another's: a later one corrects it."""


@transaction.atomic
def judge(
    alert: Alert,
    agent: Agent,
    outcome: str,
    *,
    cause: str = "",
    follow_up: str = "",
    note: str = "",
) -> Verdict:
    """Store a verdict beside those before it, and tell every open page.

    The lock puts two who judge at once one after the other: the later one holds. Raises
    `ValidationError` for a confirmation without follow-up or an invalidation without cause, and
    `MayNotJudge`.
    """
    Alert.objects.select_for_update().get(pk=alert.pk)
    places = [Place(alert.camera.venue_id, alert.camera_id)]
    verdict = Verdict(
        alert=alert, agent=agent, outcome=outcome, cause=cause, follow_up=follow_up, note=note
    )
    verdict.full_clean(validate_unique=False)
    _store(verdict)
    told = {"alert": alert.pk, "verdict": verdict.pk}
    _tell("alert.judged", places, **told)
    return verdict


@transaction.atomic
def withdraw(verdicts: Sequence[Verdict], agent: Agent) -> list[Withdrawal]:
    """Take them back, all or none: their alerts wait again, and every open page is told. Raises
    `TooLate`."""
    wanted = sorted({one.alert_id for one in verdicts})
    locked = Alert.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    alerts = {one.pk: one for one in locked.select_related("camera")}
    taken_back = [Withdrawal(verdict=one, agent=agent) for one in verdicts]
    try:
        with transaction.atomic():
            for one in taken_back:
                one.save(force_insert=True)
    except IntegrityError as error:
        raise TooLate(str(error)) from error
    for given in verdicts:
        camera = alerts[given.alert_id].camera
        told = {"alert": given.alert_id, "verdict": given.pk}
        _tell("alert.judged", [Place(camera.venue_id, camera.pk)], **told)
    return taken_back


def with_verdict(alerts: "models.QuerySet[Alert]") -> "models.QuerySet[Alert]":
    """Each with `outcome`, `cause` and `follow_up` as the verdict that holds says; else empty."""
    latest = Verdict.objects.filter(alert=models.OuterRef("pk")).order_by("-id")
    told = {
        name: Coalesce(models.Subquery(latest.values(name)[:1]), models.Value(""))
        for name in ("outcome", "cause", "follow_up")
    }
    return alerts.annotate(**told)


def unjudged(reach: Reach = EVERYWHERE) -> "models.QuerySet[Alert]":
    """Nothing closes itself: an alert waits for a person, however long ago it ended."""
    return Alert.objects.filter(reach.of(*AT_CAMERA), waits=True)


def _tell(what: str, places: Sequence[Place], **told: int) -> None:
    transaction.on_commit(lambda: announce(what, places=places, **told))


def _store(verdict: Verdict) -> None:
    try:
        with transaction.atomic():
            verdict.save(force_insert=True)
    except IntegrityError as error:
        if "may not see" in str(error):
            raise MayNotJudge(str(error)) from error
        raise
    verdict.refresh_from_db(fields=["at"])
