"""How long the disk lasts at the present rate, and what retention wants: said plainly."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from command_center.retention.bucket.bucket import bucket
from command_center.retention.disk_watch import DiskWatch
from command_center.retention.words import span_in_words


def forecast(watch: DiskWatch, kept: Sequence[timedelta]) -> str:
    """`kept`: how long recordings are kept, of each camera."""
    rule = kept_in_words(kept)
    if watch.at is None:
        return _("The disk has not been looked at yet: a worker does so each minute.")
    if watch.holds is None:
        return _("Nothing has been recorded for long enough to say how long the disk lasts.")
    if (there := bucket()) is not None:
        text = _(
            "What is recorded goes to the bucket %(bucket)s after ten minutes. Should it not "
            "answer, the local disk holds %(holds)s of it; recordings are kept %(rule)s."
        )
        holds = span_in_words(watch.holds)
        return text % {"bucket": there.name, "holds": holds, "rule": rule}
    if watch.suffices:
        text = _(
            "At the present rate the disk holds %(holds)s; recordings are kept %(rule)s: it is "
            "enough."
        )
        return text % {"holds": span_in_words(watch.holds), "rule": rule}
    return _too_small(watch, rule, watch.holds)


def _too_small(watch: DiskWatch, rule: str, holds: timedelta) -> str:
    given = {"rule": rule, "holds": span_in_words(holds)}
    if watch.is_early() or not watch.full_in:
        text = _(
            "The disk is full: recordings are kept %(holds)s, and not %(rule)s as the rules let."
        )
        return text % given
    text = _(
        "At the present rate the disk is full in %(time)s; recordings are kept %(rule)s: from then "
        "on the oldest go after %(holds)s."
    )
    return text % {**given, "time": span_in_words(watch.full_in)}


def kept_in_words(kept: Sequence[timedelta]) -> str:
    if not kept:
        return _("as long as the law lets")
    shortest, longest = span_in_words(min(kept)), span_in_words(max(kept))
    if shortest == longest:
        return shortest
    return _("%(shortest)s to %(longest)s") % {"shortest": shortest, "longest": longest}
