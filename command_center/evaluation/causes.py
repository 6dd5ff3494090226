"""Why false alarms were false, and which camera and kind to tune first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from command_center.alerts.verdict import Cause
from command_center.evaluation.precision import Slices, grouped
from command_center.evaluation.tally import Tally
from detection.kinds import EventKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WORTH_TUNING = 3
"""False alarms of one camera and kind, from which on advice is given."""

ADVICE = {
    Cause.REFLECTION: _("Draw the zone past what mirrors; calibrate again in wet weather."),
    Cause.PERSON_AS_OBJECT: _(
        "Raise the time that a thing must lie there; watch whether people who rest are meant."
    ),
    Cause.FURNITURE: _("Leave what always stands there out of the zone."),
    Cause.LIGHT: _("Leave lamps, signs and beacons out of the zone; raise the score asked for."),
    Cause.SHADOW: _("Calibrate again at the hour of the long shadows."),
    Cause.WEATHER: _("Calibrate again in such weather; clean and shade the lens."),
    Cause.ANIMAL: _("Raise the smallest size that counts, or the time that it must stay."),
    Cause.AUTHORISED: _("Draw the zone anew, or limit its hours to those in which nobody may."),
    Cause.CAMERA: _("Have the mount and the lens seen to, then accept the view."),
    Cause.COUNT: _("Measure the ground again; compare the count with one made by hand."),
    Cause.OTHER: _("Read the notes of these verdicts: a cause may be missing from the list."),
}


@dataclass(frozen=True, slots=True)
class FalseAlarms:
    """Of one camera and kind. `causes`: the most frequent first."""

    venue: str
    camera: str
    camera_id: int
    kind: EventKind
    tally: Tally

    @property
    def causes(self) -> Sequence[tuple[Cause, int]]:
        ranked = sorted(self.tally.causes.items(), key=lambda one: (-one[1], one[0]))
        return [(Cause(cause), count) for cause, count in ranked]

    @property
    def is_worth_tuning(self) -> bool:
        return self.tally.invalidated >= WORTH_TUNING

    @property
    def advice(self) -> "StrOrPromise":
        """For its most frequent cause; empty while there are too few."""
        return ADVICE[self.causes[0][0]] if self.is_worth_tuning else ""


def false_alarms(given: Slices) -> list[FalseAlarms]:
    """Those with the most false alarms first: tuning them spares an operator most."""
    by = grouped(given, lambda one: (one.venue, one.camera, one.camera_id, one.kind))
    found = [FalseAlarms(*where, tally) for where, tally in by.items() if tally.invalidated]
    return sorted(found, key=lambda one: (-one.tally.invalidated, one.venue, one.camera, one.kind))


def ranked_causes(given: Slices) -> Sequence[tuple[Cause, int]]:
    """Over all cameras and kinds."""
    whole = grouped(given, lambda _: None).get(None, Tally())
    return sorted(
        ((Cause(cause), count) for cause, count in whole.causes.items()),
        key=lambda one: (-one[1], one[0]),
    )
