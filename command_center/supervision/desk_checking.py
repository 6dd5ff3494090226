"""Every few seconds: whether anybody is at the desks whose venues ask for it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from command_center.law.models import Order
from command_center.law.warnings import warnings
from command_center.notifications.entering import enter_for
from command_center.notifications.what import What
from command_center.people.models import Agent
from command_center.people.reach import Place
from command_center.supervision.awake import GONE_AFTER, Awake, awake, known_since
from command_center.supervision.desk_check import Why
from command_center.supervision.models import DeskAlarm, DeskCheck

ANSWERED_WITHIN = timedelta(seconds=60)
ACTS = "desk.add_act"


def checks_in_force() -> list[DeskCheck]:
    return list(DeskCheck.objects.filter(ended_at=None))


def check_desks(now: datetime | None = None) -> None:
    """One round. Raises `redis.RedisError` where nobody can tell: nothing is concluded then."""
    now = now or timezone.now()
    checks = checks_in_force()
    open_ones = {one.venue: one for one in DeskAlarm.objects.filter(ended_at=None)}
    if not checks and not open_ones:
        return
    since, told = known_since(now), awake()
    orders = {one.venue_id: one for one in warnings(now).in_force}
    at_desk = operators(told, now)
    missed = {
        check: why
        for check in checks
        if check.venue in orders
        and (why := missing(check, orders[check.venue], at_desk, since, now))
    }
    _end([one for venue, one in open_ones.items() if venue not in _venues(missed)], now)
    for check, why in missed.items():
        if check.venue not in open_ones:
            _raise(check, why)


def operators(told: Mapping[int, Awake], now: datetime) -> list[tuple[Agent, Awake]]:
    """Those who have a page open now."""
    there = {number: one for number, one in told.items() if now - one.page_at <= GONE_AFTER}
    return [(agent, there[agent.pk]) for agent in Agent.objects.filter(pk__in=there)]


def at_venue(at_desk: Iterable[tuple[Agent, Awake]], venue: int) -> list[Awake]:
    return [one for agent, one in at_desk if agent.reach(ACTS).covers(Place(venue))]


def missing(
    check: DeskCheck,
    order: Order,
    at_desk: Iterable[tuple[Agent, Awake]],
    since: datetime,
    now: datetime,
) -> Why | None:
    """What is wrong; None where somebody is there, or it cannot be known yet."""
    assert check.venue is not None
    there = at_venue(at_desk, check.venue)
    if not there:
        watched_since = max(since, order.starts_at, check.at)
        return Why.UNATTENDED if now - watched_since > GONE_AFTER else None
    if check.every_min is None:
        return None
    idle = now - max(one.input_at for one in there)
    is_late = idle > timedelta(minutes=check.every_min) + ANSWERED_WITHIN
    return Why.UNANSWERED if is_late else None


def _venues(missed: Iterable[DeskCheck]) -> set[int | None]:
    return {one.venue for one in missed}


def _raise(check: DeskCheck, why: Why) -> None:
    assert check.venue is not None
    with transaction.atomic():
        made, is_new = DeskAlarm.objects.get_or_create(
            venue=check.venue, ended_at=None, defaults={"check_of": check, "why": why}
        )
        if is_new:
            enter_for(check.channels, What.DESK, made.pk, check.venue)


def _end(over: Iterable[DeskAlarm], now: datetime) -> None:
    numbers = [one.pk for one in over]
    DeskAlarm.objects.filter(pk__in=numbers, ended_at=None).update(ended_at=now)
