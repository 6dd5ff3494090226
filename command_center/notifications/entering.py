"""What is new goes into the outbox: once for each channel that wants it, whoever enters it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from command_center.alerts.models import Alert, Verdict
from command_center.desk.limits import JOINED_WITHIN
from command_center.notifications.channel import Channel
from command_center.notifications.delivery import Delivery
from command_center.notifications.mark import Mark
from command_center.notifications.put_aside import put_aside
from command_center.notifications.retrying import GIVEN_UP_AFTER
from command_center.notifications.trouble import Trouble
from command_center.notifications.what import What
from command_center.streams.camera_states import alarms

COMMITTED_WITHIN = timedelta(minutes=5)
"""Numbers are given before the commit: an alert may come into sight after one with a higher
number. Those of the last minutes are looked at again; PostgreSQL refuses a second entry."""


def enter_new(now: datetime | None = None) -> None:
    """One round, for all channels in use."""
    now = now or timezone.now()
    channels = list(Channel.objects.filter(is_enabled=True))
    if any(one.tells_alerts for one in channels):
        mark, _is_new = Mark.objects.get_or_create(pk=1)
        for channel in channels:
            enter(channel, What.ALERT, new_alerts(channel, mark.alert, now))
        _move(mark, now)
    for channel in channels:
        enter(channel, What.CAMERA, _camera_alarms(channel, now))
        enter(channel, What.SITE, _troubles(channel))


def enter(channel: Channel, what: What, numbers: Iterable[int]) -> None:
    """Once, however often and by however many it is entered."""
    rows = [Delivery(channel=channel, what=what, number=number) for number in numbers]
    if rows:
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)


def enter_for(channels: Sequence[int], what: What, number: int, venue: int) -> None:
    """For later rooms: by these channels, and by all in use that are told of such things there."""
    is_of_it = Q(venues=[]) | Q(venues__contains=[venue])
    wanted = Q(pk__in=channels) | (Q(tells_escalations=True) & is_of_it)
    for channel in Channel.objects.filter(wanted, is_enabled=True):
        enter(channel, what, [number])


def new_alerts(channel: Channel, mark: int, now: datetime) -> list[int]:
    """Numbers of those that it wants and that are not entered, the oldest first."""
    if not channel.tells_alerts:
        return []
    since = max(channel.since, now - GIVEN_UP_AFTER)
    found = Alert.objects.filter(
        pk__gt=mark, raised_at__gte=since, kind__in=channel.told_kinds()
    ).filter(~_entered(channel, What.ALERT))
    if channel.venues:
        found = found.filter(camera__venue__in=channel.venues)
    if channel.once_a_situation:
        found = found.filter(~Exists(_joined_to()))
    numbers = list(found.order_by("pk").values_list("pk", flat=True))
    silenced = frozenset() if channel.tells_put_aside else put_aside(numbers)
    return [number for number in numbers if number not in silenced]


def _joined_to() -> "QuerySet[Alert]":
    """Alerts before it of the same situation: of the same camera, kind and zone, not judged before
    it was raised, and over for five minutes at most when it began."""
    judged = Verdict.objects.filter(alert=OuterRef("pk"), at__lt=OuterRef(OuterRef("raised_at")))
    return (
        Alert.objects.filter(
            camera=OuterRef("camera"),
            kind=OuterRef("kind"),
            zone_name=OuterRef("zone_name"),
            pk__lt=OuterRef("pk"),
        )
        .filter(
            Q(ended_at=None) | Q(ended_at__gte=OuterRef("started_at") - JOINED_WITHIN),
        )
        .filter(~Exists(judged))
    )


def _entered(channel: Channel, what: What) -> Exists:
    return Exists(Delivery.objects.filter(channel=channel, what=what, number=OuterRef("pk")))


def _move(mark: Mark, now: datetime) -> None:
    settled = Alert.objects.filter(pk__gt=mark.alert, raised_at__lt=now - COMMITTED_WITHIN)
    newest = settled.aggregate(newest=Max("pk"))["newest"]
    if newest:
        Mark.objects.filter(pk=mark.pk, alert__lt=newest).update(alert=newest)


def _camera_alarms(channel: Channel, now: datetime) -> list[int]:
    if not channel.tells_cameras:
        return []
    found = alarms(now).filter(~_entered(channel, What.CAMERA), since__gte=channel.since)
    if channel.venues:
        found = found.filter(camera__venue__in=channel.venues)
    return list(found.values_list("pk", flat=True))


def _troubles(channel: Channel) -> list[int]:
    if not channel.tells_site:
        return []
    found = Trouble.objects.filter(~_entered(channel, What.SITE), ended_at=None)
    return list(found.values_list("pk", flat=True))
