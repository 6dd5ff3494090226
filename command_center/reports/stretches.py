"""Stretches of time in whole seconds: what they have in common, what one leaves of the other."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple


class Stretch(NamedTuple):
    """Seconds since 1970, the end exclusive. Whole ones, so that parts add up to the whole."""

    since_s: int
    until_s: int

    @property
    def length_s(self) -> int:
        return self.until_s - self.since_s

    @property
    def since(self) -> datetime:
        return datetime.fromtimestamp(self.since_s, UTC)

    @property
    def until(self) -> datetime:
        return datetime.fromtimestamp(self.until_s, UTC)


Stretches = Sequence[Stretch]
"""Sorted, apart from each other."""


def stretch(since: datetime, until: datetime) -> Stretch:
    """Both rounded down: what ends here begins there."""
    return Stretch(int(since.timestamp() // 1), int(until.timestamp() // 1))


def joined(given: Iterable[Stretch]) -> list[Stretch]:
    """In any order, overlapping or not; empty ones vanish."""
    joint: list[Stretch] = []
    for one in sorted(one for one in given if one.length_s > 0):
        if joint and one.since_s <= joint[-1].until_s:
            joint[-1] = Stretch(joint[-1].since_s, max(joint[-1].until_s, one.until_s))
        else:
            joint.append(one)
    return joint


def common(some: Stretches, others: Stretches) -> list[Stretch]:
    return list(_common(some, others))


def without(some: Stretches, others: Stretches) -> list[Stretch]:
    """What of `some` lies in none of the others."""
    if not some:
        return []
    first, last = some[0].since_s, some[-1].until_s
    edges = [first, *(s for one in others for s in one), last]
    gaps = [Stretch(since, until) for since, until in zip(edges[::2], edges[1::2], strict=True)]
    return common(some, [gap for gap in gaps if gap.length_s > 0])


def length_s(given: Stretches) -> int:
    return sum(one.length_s for one in given)


def _common(some: Stretches, others: Stretches) -> Iterator[Stretch]:
    here, there = 0, 0
    while here < len(some) and there < len(others):
        one, other = some[here], others[there]
        both = Stretch(max(one.since_s, other.since_s), min(one.until_s, other.until_s))
        if both.length_s > 0:
            yield both
        if one.until_s < other.until_s:
            here += 1
        else:
            there += 1
