"""The same verdict on several alerts: each gets its own, or none gets any."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from command_center.alerts.judging import judge
from command_center.alerts.models import Alert
from command_center.people.models import Agent

MOST_AT_ONCE = 50


class Unknown(LookupError):
    """One of the numbers is of no alert, or of one elsewhere."""


class OfSeveralKinds(ValueError):
    """What an intrusion was is no answer to a fire."""


@dataclass(frozen=True, slots=True)
class Judged:
    """`left`: those that somebody judged meanwhile; their verdicts stay as they are."""

    given: Sequence[Alert]
    left: Sequence[Alert]


def chosen(numbers: Sequence[int], within: Q, *, lock: bool = False) -> list[Alert]:
    """The alerts of these numbers, of one kind, newest first. `within`: what the rights reach.

    Raises `Unknown` and `OfSeveralKinds`.
    """
    wanted = set(numbers)
    found = Alert.objects.filter(within, pk__in=wanted)
    if lock:
        _lock(sorted(wanted))
    found = found.select_related("camera__venue", "order").prefetch_related("verdicts__agent")
    alerts = list(found.order_by("-started_at", "-id"))
    if len(alerts) < len(wanted):
        raise Unknown
    if len({one.kind for one in alerts}) > 1:
        raise OfSeveralKinds
    return alerts


@transaction.atomic
def judge_all(numbers: Sequence[int], within: Q, agent: Agent, said: dict[str, str]) -> Judged:
    """Raises as `chosen` and `judge` do: then nothing is stored."""
    given: list[Alert] = []
    left: list[Alert] = []
    for alert in chosen(numbers, within, lock=True):
        if alert.verdicts.all():
            left.append(alert)
        else:
            judge(alert, agent, **said)
            given.append(alert)
    return Judged(given, left)


def _lock(numbers: Sequence[int]) -> None:
    """In one order for all: two who judge the same ones wait, and do not stand against each
    other. What was judged while this waited is seen by the statement after it."""
    locked = Alert.objects.select_for_update(of=("self",)).filter(pk__in=numbers)
    list(locked.order_by("pk").values_list("pk", flat=True))
