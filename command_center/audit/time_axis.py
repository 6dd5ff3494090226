"""Looks drawn on a time axis: a row a person, in units of a picture that scales."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.utils import formats, timezone

from command_center.audit.watching import Look

NAMES_WIDE, BARS_WIDE = 170, 1000
WIDE = NAMES_WIDE + BARS_WIDE + 24
LANE, GAP, HEAD = 16, 12, 26
THINNEST = 3.0
"""A look of a second is still seen, and hit with a mouse."""

MOST_TICKS = 12
STEPS = [timedelta(minutes=one) for one in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    look: Look
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    y: float
    name_y: float
    height: float
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    wide: int
    high: float
    names_wide: int
    ticks: list[Tick]
    people: list[Person]


def time_axis(looks: Sequence[Look], since: datetime, until: datetime) -> Axis:
    people: list[Person] = []
    y = float(HEAD)
    ordered = sorted(looks, key=lambda one: (one.who, one.since))
    for name, theirs in groupby(ordered, key=lambda one: one.who):
        person = _person(name, list(theirs), since, until, y)
        people.append(person)
        y += person.height
    return Axis(WIDE, y, NAMES_WIDE, ticks(since, until), people)


def ticks(since: datetime, until: datetime) -> list[Tick]:
    """At round times of the reader's clock."""
    step = next((one for one in STEPS if (until - since) / one <= MOST_TICKS), DAY)
    start = timezone.localtime(since)
    at = start.replace(hour=0, minute=0, second=0, microsecond=0)
    found: list[Tick] = []
    every = max(1, -((until - since) // -(DAY * MOST_TICKS))) if step == DAY else 1
    while at < until:
        if at >= since:
            found.append(Tick(_x(at, since, until), _label(at, step)))
        at += step * every
    return found


def _label(at: datetime, step: timedelta) -> str:
    local = timezone.localtime(at)
    is_day = step == DAY or (local.hour == local.minute == 0)
    return formats.date_format(local, "j M" if is_day else "H:i")


def _person(name: str, looks: list[Look], since: datetime, until: datetime, top: float) -> Person:
    """Those at the same time lie below one another."""
    free: list[datetime] = []
    bars: list[Bar] = []
    for look in looks:
        lane = next((one for one, end in enumerate(free) if end <= look.since), len(free))
        free[lane : lane + 1] = [look.until]
        left = _x(max(look.since, since), since, until)
        width = max(_x(min(look.until, until), since, until) - left, THINNEST)
        bars.append(Bar(look, round(left, 1), top + GAP / 2 + lane * LANE, round(width, 1)))
    height = len(free) * LANE + GAP
    return Person(name, top, top + GAP / 2 + LANE - 4, height, bars)


def _x(at: datetime, since: datetime, until: datetime) -> float:
    return NAMES_WIDE + BARS_WIDE * ((at - since) / (until - since))
