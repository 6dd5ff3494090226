"""The words that the timeline's scripts say, in the reader's language."""

from django.utils.translation import gettext as _

from command_center.alerts.verdict import Outcome
from command_center.footage.gap import GapCause
from command_center.review.unseeing import UNSEEING
from command_center.streams.words import words


def timeline_words() -> dict[str, str]:
    return {
        "loading": _("Loading…"),
        "nothing": _("Nothing recorded"),
        "nothing_because": _("Nothing recorded: {cause}"),
        "until": _("until {time}"),
        "future": _("Not recorded yet"),
        "unreachable": _("The server cannot be reached. Trying again…"),
        "refused": _("You may not see these recordings: load the page anew."),
        "plain": _("Plain"),
        "blurred": _("Blurred"),
        "held": _("Held for a procedure"),
        "held_for": _("Held: {reference}"),
        "lasts": _("in progress"),
        "unjudged": _("no verdict yet"),
        "play": _("Play"),
        "pause": _("Pause"),
        "alert_told": _("{severity}: {kind}, {camera}, {time}"),
        "no_alert_after": _("No later alert in what is loaded"),
        "no_alert_before": _("No earlier alert in what is loaded"),
        "alerts_shown": _("{count} in view"),
        "alerts_more": _("{count} more: zoom in or filter to see them."),
        "selected": _("{from} – {until} · {lasts}"),
        "start_marked": _("Start at {time}: choose the end with O."),
        "selection_cleared": _("Selection cleared"),
        "open_alert": _("Open alert {number}"),
        "too_many": _("{count} cameras at most"),
        "chosen_count": _("{count} chosen"),
        "live_edge": _("At the newest picture"),
        **_causes(),
    }


def _causes() -> dict[str, str]:
    """Keys in groups: one word may be the name of a gap, of a state and of a verdict."""
    streams = words()
    gaps = {f"gap.{one.value}": str(one.label) for one in GapCause}
    outcomes = {f"outcome.{one.value}": str(one.label) for one in Outcome}
    states = {f"state.{one}": streams[one] for one in sorted(UNSEEING)}
    return gaps | outcomes | states
