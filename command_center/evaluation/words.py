"""Numbers as people read them, and the method and its limits in words."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from command_center.evaluation.intervals import Interval
from command_center.evaluation.misses import Estimate

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

METHOD: "tuple[StrOrPromise, ...]" = (
    _(
        "Precision is the share of judged alerts that a person confirmed. Each alert counts once, "
        "by the verdict that holds; alerts without a verdict are counted beside it, in no share."
    ),
    _(
        "The interval beside each share is Wilson's score interval of 1927 at 95 %: had one judged "
        "as many other alerts of the same kind, the true share would lie in it 95 times of 100."
    ),
    _(
        "With fewer than 20 judged alerts, or 60 reviewed moments, a share is marked as “too few”: "
        "its interval says little."
    ),
    _(
        "What was found while a camera was calibrated is counted apart and is in no share. The "
        "demonstration's films are never counted with a site."
    ),
    _(
        "Night, dusk and day are bands of the picture's mean brightness when the alert began: "
        "below 20 %, below 40 %, and above, of white."
    ),
    _(
        "Missed events are estimated from moments that were drawn in advance by a recorded seed, "
        "every minute with the same chance. Of each, one picture was kept where the camera was "
        "analysed under its order. A person who may see said which events were there; moments "
        "within a minute of an alert of the kind are left out, since it was found."
    ),
    _(
        "The share of moments with an event, times the quiet time, is the time that was missed; "
        "its interval is that of Clopper and Pearson of 1934, at 95 %. Recall is the time of "
        "confirmed alerts of the same hours and cameras, divided by it and the missed time "
        "together."
    ),
)

LIMITS: "tuple[StrOrPromise, ...]" = (
    _(
        "A verdict is a person's, given at the time; no second person has checked it. Who judges "
        "may err, and may judge some kinds of alert more often than others."
    ),
    _(
        "Recall is of time. It is that of events only where missed events last as long as found "
        "ones; short ones are missed more often."
    ),
    _(
        "One picture does not show what only movement shows: wrong way, crowd movement and a fall "
        "may be overlooked in it. Recall is then overestimated."
    ),
    _(
        "Moments of one camera resemble each other; where few cameras were sampled, the true "
        "uncertainty is larger than the interval."
    ),
    _(
        "The uncertainty of the quiet time, which the number of moments tells, is not in the "
        "interval; it is small beside that of rare events."
    ),
    _(
        "Alerts are erased when they are due. A period that goes further back holds only what is "
        "still kept; the certificates of erasure hold the totals."
    ),
)


def percent(share: float | None) -> str:
    """To the next percent; a dash for what is not known."""
    if share is None:
        return "–"
    return gettext("{percent} %").format(percent=round(100 * share))


def percent_range(interval: Interval) -> str:
    low, high = round(100 * interval.low), round(100 * interval.high)
    return gettext("{low} to {high} %").format(low=low, high=high)


def minutes(estimate: Estimate | None) -> str:
    if estimate is None:
        return "–"
    low, high = round(estimate.interval.low), round(estimate.interval.high)
    return gettext("{value} ({low} to {high})").format(
        value=round(estimate.value), low=low, high=high
    )
