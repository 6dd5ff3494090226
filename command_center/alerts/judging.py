"""The one door for verdicts: a person's, corrected only by a later one."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Coalesce

from command_center.alerts.announcements import announce
from command_center.alerts.models import Alert
from command_center.alerts.verdict import Verdict
from command_center.people.models import Agent
from command_center.people.reach import AT_CAMERA, EVERYWHERE, Place, Reach


class MayNotJudge(PermissionDenied):
    """The agent's designation or a training has ended: nobody judges what they may not see."""


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
    transaction.on_commit(lambda: announce("alert.judged", places=places, **told))
    return verdict


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
    return Alert.objects.filter(reach.of(*AT_CAMERA), verdicts=None)


def _store(verdict: Verdict) -> None:
    try:
        with transaction.atomic():
            verdict.save(force_insert=True)
    except IntegrityError as error:
        if "may not see" in str(error):
            raise MayNotJudge(str(error)) from error
        raise
    verdict.refresh_from_db(fields=["at"])
