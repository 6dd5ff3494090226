"""The situations that wait for a person: asked in few questions, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from command_center.alerts.models import Alert
from command_center.alerts.severity import SEVERITIES, Severity
from command_center.desk.derived import ARRIVED, SAME_PLACE_WAITING, Joined, joined
from command_center.desk.models import Suppression
from command_center.desk.owned import Owned, owned
from command_center.desk.response import Responses, responses
from command_center.desk.situation import Situation
from command_center.desk.state import ATTENTION, State
from command_center.desk.suppression import Form, SuppressionQuerySet
from command_center.people.reach import EVERYWHERE, Reach
from command_center.venues.reasons import reason_in_words
from detection.kinds import EventKind

PutAside = Mapping[int, Sequence[Suppression]]
"""By camera: what is in force there, the firmest first."""

URGENCY = {severity: rank for rank, severity in enumerate(Severity)}
FIRMEST = [Form.OUT_OF_SERVICE, Form.BY_DESIGN, Form.SHELVED]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One that waits, and where in the queue; `situation` puts it into words."""

    joined: Joined
    done: Owned | None
    aside: Suppression | None
    state: State

    @property
    def turn(self) -> tuple[int, int, float, int]:
        """First what asks for attention, by severity, the newest first; what is put aside last."""
        rank = 2 if self.aside else int(self.state not in ATTENTION)
        urgency = URGENCY[SEVERITIES[EventKind(self.joined.kind)]]
        return rank, urgency, -self.joined.last_at.timestamp(), -self.joined.alerts[0]


def waiting(reach: Reach) -> list[Situation]:
    """First what asks for attention, by severity, the newest first; what is put aside last."""
    known = responses()
    return [situation(one, known) for one in in_turn(reach)]


def in_turn(reach: Reach) -> list[Waiting]:
    """As `waiting`; of thousands a page shows the first, and only these are put into words."""
    there = Suppression.objects.within(reach)
    return sorted(_waiting(joined(reach), owned(), _put_aside(there)), key=lambda one: one.turn)


def situation_of(alert_id: int) -> Situation | None:
    """The one that the alert is part of, whichever of its alerts it is; None where it waits no
    more."""
    found = joined(EVERYWHERE, SAME_PLACE_WAITING, alert=alert_id)
    own = [one for one in found if alert_id in one.alerts]
    if not own:
        return None
    there = Suppression.objects.filter(camera=own[0].camera_id)
    (one,) = _waiting(own, owned(own[0].alerts), _put_aside(there))
    return situation(one, responses())


def arrived(reach: Reach, since: datetime) -> list[Situation]:
    """All whose alerts began from then on, settled or not, as they came; what people did with them
    is not asked, and nothing is put into words."""
    found = _waiting(joined(reach, ARRIVED, since=since), {}, {})
    return [situation(one, None) for one in found]


def lock_alerts(alerts: Iterable[int]) -> list[Alert]:
    """In one order for all: two who act at once wait, and do not stand against each other."""
    locked = Alert.objects.select_for_update(of=("self",)).filter(pk__in=list(alerts))
    return list(locked.select_related("camera").order_by("pk"))


def situation(one: Waiting, known: Responses | None) -> Situation:
    """`known` None: without reason and time to respond."""
    found, done = one.joined, one.done
    kind = EventKind(found.kind)
    since = done.since if done else None
    return Situation(
        alerts=tuple(found.alerts),
        camera_id=found.camera_id,
        camera_name=found.camera_name,
        venue_id=found.venue_id,
        venue_name=found.venue_name,
        kind=kind,
        zone_name=found.zone_name,
        severity=SEVERITIES[kind],
        state=one.state,
        began_at=found.began_at,
        last_at=found.last_at,
        ended_at=found.ended_at,
        confidence=found.confidence,
        reason=reason_in_words(kind, found.reason) if known else "",
        order_reference=found.order_reference,
        owner=done.owner if done else "",
        owner_id=done.owner_id if done else None,
        acknowledged_at=since,
        respond_by=_respond_by(one, known, kind) if known and one.state in ATTENTION else None,
        put_aside=one.aside,
    )


def _waiting(
    found: Iterable[Joined], acts: Mapping[int, Owned], put_aside: PutAside
) -> Iterator[Waiting]:
    for one in found:
        done = _latest(one, acts) if acts else None
        there = put_aside.get(one.camera_id, ())
        aside = next((it for it in there if it.kind in {"", one.kind}), None)
        yield Waiting(one, done, aside, _state(one, done, aside))


def _put_aside(found: SuppressionQuerySet) -> PutAside:
    by_camera: dict[int, list[Suppression]] = defaultdict(list)
    in_force = found.in_force().select_related("agent")
    for one in sorted(in_force, key=lambda one: FIRMEST.index(Form(one.form))):
        by_camera[one.camera_id].append(one)
    return by_camera


def _latest(one: Joined, acts: Mapping[int, Owned]) -> Owned | None:
    done = [acts[number] for number in one.alerts if number in acts]
    return max(done, key=lambda act: act.at, default=None)


def _state(one: Joined, done: Owned | None, aside: Suppression | None) -> State:
    if aside:
        return aside.state
    is_acknowledged = done is not None and done.since is not None
    if one.ended_at is None:
        return State.ACKNOWLEDGED if is_acknowledged else State.NEW
    return State.RETURNED_ACKNOWLEDGED if is_acknowledged else State.RETURNED


def _respond_by(one: Waiting, known: Responses, kind: EventKind) -> datetime:
    """Counted from when somebody could see it, or somebody left it to others."""
    raised_at = one.joined.raised_at
    since = max(raised_at, one.done.at) if one.done else raised_at
    return since + timedelta(seconds=known.within_s(kind, one.joined.venue_id))
