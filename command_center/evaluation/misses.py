"""How much was missed, estimated from a sample of quiet moments, and how sure that is."""

from dataclasses import dataclass

from command_center.evaluation.intervals import Interval, clopper_pearson

ENOUGH_REVIEWED = 60
"""Below, an estimate is shown as “too few”: with none seen in 60 moments, up to 6 % of the quiet
time may still have been an event."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Of one kind. `kept` quiet moments stand for `quiet_min` minutes; of the `reviewed` ones an
    event was seen in `seen`. `confirmed_min`: how long the confirmed alerts of the same hours of
    the same cameras lasted."""

    kept: int
    reviewed: int
    seen: int
    quiet_min: float
    confirmed_min: float
    unjudged: int = 0

    @property
    def is_enough(self) -> bool:
        return self.reviewed >= ENOUGH_REVIEWED


@dataclass(frozen=True, slots=True)
class Estimate:
    """`value` is the best guess; the truth lies in `interval` in at least 95 of 100 samples."""

    value: float
    interval: Interval


def missed_min(sample: Sample) -> Estimate | None:
    """Minutes in which an event was there and no alert; None while nothing was reviewed."""
    if not sample.reviewed:
        return None
    share = sample.seen / sample.reviewed
    interval = clopper_pearson(sample.seen, sample.reviewed)
    return Estimate(share * sample.quiet_min, interval.times(sample.quiet_min))


def recall(sample: Sample) -> Estimate | None:
    """Of the time in which there was an event, the share under a confirmed alert.

    Of events, rather than of their time, it is the same where missed ones last as long as found
    ones. None where no event is known of at all.
    """
    missed = missed_min(sample)
    if missed is None or not sample.confirmed_min + missed.value:
        return None
    interval = Interval(
        _found(sample, missed.interval.high),
        _found(sample, missed.interval.low),
    )
    return Estimate(_found(sample, missed.value), interval)


def _found(sample: Sample, missed: float) -> float:
    whole = sample.confirmed_min + missed
    return sample.confirmed_min / whole if whole else 1.0
